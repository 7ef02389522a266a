import { useId, useState, type FormEvent } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useMe, useTeams } from '#ui/accounts'
import type { Mailbox } from '#contracts/email'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Checkbox, Field, Select, TextArea } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { mailboxes } from './api.ts'
import { CheckSteps } from './CheckSteps.tsx'
import { addressed, freshMailbox, fromMailbox, toInput, type MailboxWriting } from './mailbox-writing.ts'
import { ServerFields } from './ServerFields.tsx'

/** A mailbox to connect or to change. It can be tested before it is saved, and is saved also when the test fails: a server may be down today. */
export function MailboxDialog({ mailbox, onClose, onMade }: { mailbox: Mailbox | null; onClose: () => void; onMade: (made: Mailbox) => void }) {
  const me = useMe()
  const teams = useTeams().data ?? []
  const id = useId()
  const [writing, setWriting] = useState<MailboxWriting>(() => (mailbox ? fromMailbox(mailbox) : freshMailbox(me.brands[0]?.id ?? '')))
  const known = mailbox !== null
  const check = useMutation({ mutationFn: () => mailboxes.check(toInput(writing), mailbox?.id) })
  const save = useDeed(() => (mailbox ? mailboxes.change(mailbox.id, toInput(writing)) : mailboxes.add(toInput(writing))), [['mailboxes']], { words: t('saved') })
  const set = (patch: Partial<MailboxWriting>) => { setWriting((before) => ({ ...before, ...patch })); check.reset() }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    if ((submitter as HTMLButtonElement | null)?.value === 'test') check.mutate()
    else save.mutate(undefined, { onSuccess: (made) => { onClose(); onMade(made) } })
  }
  const ofBrand = teams.filter((each) => each.brandId === writing.brandId)
  return <Dialog wide title={mailbox ? t('channels.edit', { name: mailbox.name }) : t('channels.new')} onClose={onClose} foot={<>
    {writing.how === 'imap' || writing.sends ? <Button form={id} type="submit" value="test" className="dialog__aside" busy={check.isPending}>{t(check.isPending ? 'channels.testing' : 'channels.test')}</Button> : null}
    <Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" value="save" look="primary" busy={save.isPending}>{t('save')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <div className="form__pair">
        <Field label={t('email')} type="email" required maxLength={254} autoComplete="off" value={writing.address} onChange={(event) => { setWriting((before) => addressed(before, event.target.value)); check.reset() }} />
        <Field label={t('channels.display-name')} required maxLength={120} value={writing.name} onChange={(event) => set({ name: event.target.value })} />
      </div>
      <div className="form__pair">
        <Select label={t('brand')} disabled={known} options={me.brands.map((each) => ({ value: each.id, label: each.name }))} value={writing.brandId} onChange={(event) => set({ brandId: event.target.value, teamId: '' })} />
        <Select label={t('channels.team')} options={[{ value: '', label: t('channels.team-none') }, ...ofBrand.map((each) => ({ value: each.id, label: each.name }))]} value={writing.teamId} onChange={(event) => set({ teamId: event.target.value })} />
      </div>
      <fieldset><legend>{t('channels.receive')}</legend>
        <Select label={t('channels.how')} disabled={known} options={(['imap', 'smtp', 'http'] as const).map((how) => ({ value: how, label: t(`channels.how.${how}`) }))} value={writing.how} onChange={(event) => set({ how: event.target.value as Mailbox['how'] })}
          hint={writing.how === 'imap' ? undefined : t(`channels.how-hint.${writing.how}`)} />
        {writing.how === 'imap' ? <>
          <ServerFields direction="imap" value={writing.receive} known={known} onChange={(receive) => set({ receive })} />
          <div className="form__pair">
            <Field label={t('channels.folders')} hint={t('channels.folders-hint')} value={writing.folders} onChange={(event) => set({ folders: event.target.value })} />
            {known ? null : <Select label={t('channels.from')} options={(['new', 'all'] as const).map((from) => ({ value: from, label: t(`channels.from.${from}`) }))} value={writing.from} onChange={(event) => set({ from: event.target.value as 'all' | 'new' })} />}
          </div>
          <Field label={t('channels.authserv')} optional hint={t('channels.authserv-hint')} maxLength={253} spellCheck={false} value={writing.authserv} onChange={(event) => set({ authserv: event.target.value })} />
        </> : null}
      </fieldset>
      <fieldset><legend>{t('channels.send')}</legend>
        <Checkbox label={t('channels.send-on')} hint={writing.sends ? undefined : t('channels.send-off-hint')} checked={writing.sends} onChange={(event) => set({ sends: event.target.checked })} />
        {writing.sends ? <>
          <ServerFields direction="smtp" value={writing.send} known={known} onChange={(send) => set({ send })} />
          <Checkbox label={t('channels.dkim')} hint={t('channels.dkim-hint')} checked={writing.signs} onChange={(event) => set({ signs: event.target.checked })} />
          {writing.signs ? <>
            <div className="form__pair">
              <Field label={t('channels.dkim-domain')} required maxLength={253} spellCheck={false} value={writing.dkimDomain} onChange={(event) => set({ dkimDomain: event.target.value })} />
              <Field label={t('channels.dkim-selector')} required maxLength={63} spellCheck={false} value={writing.dkimSelector} onChange={(event) => set({ dkimSelector: event.target.value })} />
            </div>
            <TextArea label={t('channels.dkim-key')} required={!known} hint={known ? t('channels.password-keep') : undefined} spellCheck={false} rows={4} value={writing.dkimKey} onChange={(event) => set({ dkimKey: event.target.value })} />
          </> : null}
        </> : null}
      </fieldset>
      {check.data ? <CheckSteps report={check.data} /> : null}
      {check.isError ? <p className="form__error" role="alert">{sentence(check.error)}</p> : null}
      {save.isError ? <p className="form__error" role="alert">{sentence(save.error)}</p> : null}
    </form>
  </Dialog>
}
