import { useState } from 'react'
import { useCases } from '#ui/cases'
import type { LedgerEntry } from '#contracts/email'
import { Button } from '#kit/Button.tsx'
import { useDebounced } from '#kit/debounced.ts'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { ledger } from './api.ts'

/** A person decides where a message belongs: as the rules find, or into a case that is found by its reference or subject. */
export function FileNowDialog({ entry, onClose }: { entry: LedgerEntry; onClose: () => void }) {
  const [text, setText] = useState('')
  const q = useDebounced(text.trim())
  const file = useDeed((caseId: string | undefined) => ledger.file(entry.id, caseId), [['ledger'], ['cases']], { words: t('ledger.filed') })
  const decide = (caseId?: string) => file.mutate(caseId, { onSuccess: onClose })
  return <Dialog title={t('ledger.file-now')} onClose={onClose}>
    <p><b>{entry.from}</b><br />{entry.subject}</p>
    <div className="row-of"><Button look="primary" busy={file.isPending} onClick={() => decide()}>{t('ledger.file-rules')}</Button></div>
    <Field label={t('ledger.file-case')} type="search" value={text} onChange={(event) => setText(event.target.value)} />
    {q.length > 1 ? <Found q={q} onChoose={decide} /> : null}
  </Dialog>
}

function Found({ q, onChoose }: { q: string; onChoose: (caseId: string) => void }) {
  const list = useCases({ view: 'all', q })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  if (list.isPending) return <p className="meta" role="status">{t('loading')}</p>
  if (!rows.length) return <p className="meta" role="status">{t('cases.empty.search', { q })}</p>
  return <ul className="choices">{rows.map((row) => <li key={row.id}><button type="button" className="menu__item" onClick={() => onChoose(row.id)}><span className="menu__label"><b>{row.reference}</b> {row.subject}</span><span className="meta">{row.customer.name}</span></button></li>)}</ul>
}
