import { useId, useState, type FormEvent } from 'react'
import type { Mailbox } from '#contracts/email'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field, Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { mailboxes } from './api.ts'
import { fromMailbox } from './mailbox-writing.ts'

/** Reads a folder once more from one message on. What was seen before is recognised and not filed twice. */
export function FetchAgainDialog({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const id = useId()
  const folders = fromMailbox(mailbox).folders.split(', ')
  const [folder, setFolder] = useState(folders[0]!)
  const [fromUid, setFromUid] = useState('1')
  const again = useDeed(() => mailboxes.fetchAgain(mailbox.id, { folder, fromUid: Number(fromUid) }), [['mailboxes'], ['ledger']], { words: t('channels.fetching-again') })
  const submit = (event: FormEvent) => { event.preventDefault(); again.mutate(undefined, { onSuccess: onClose }) }
  return <Dialog title={t('channels.fetch-again')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={again.isPending}>{t('channels.fetch-again')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <p>{t('channels.fetch-again-hint')}</p>
      <Select label={t('channels.folder')} options={folders.map((each) => ({ value: each, label: each }))} value={folder} onChange={(event) => setFolder(event.target.value)} />
      <Field label={t('channels.from-uid')} hint={t('channels.from-uid-hint')} required inputMode="numeric" pattern="[1-9][0-9]{0,9}" value={fromUid} onChange={(event) => setFromUid(event.target.value)} />
    </form>
  </Dialog>
}
