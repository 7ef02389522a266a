import { useId, useState } from 'react'
import type { Recipients } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { t, word } from '#kit/i18n.ts'
import { explain, type Writing } from './composer.ts'
import { RecipientField } from './RecipientField.tsx'

type Props = { writing: Writing; recipients: Recipients; explained: boolean; autoFocus: boolean; /** What stands over it if nothing else is written; null: it is not asked. */ subject: string | null; onChange: (patch: Partial<Writing>) => void }

/** To whom it goes, and why each of them: nobody should wonder who reads an answer. */
export function RecipientFields({ writing, recipients, explained, autoFocus, subject, onChange }: Props) {
  const id = useId()
  const [titled, setTitled] = useState(false)
  const withSubject = subject !== null && (titled || writing.subject !== '')
  const [copies, setCopies] = useState(false)
  const withCopies = copies || writing.cc.length > 0 || writing.bcc.length > 0
  return <div className="composer__recipients">
    <RecipientField label={t('composer.to')} list={writing.to} autoFocus={autoFocus && writing.to.length === 0} onChange={(to) => onChange({ to })} />
    {withCopies ? <>
      <RecipientField label={t('composer.cc')} list={writing.cc} onChange={(cc) => onChange({ cc })} />
      <RecipientField label={t('composer.bcc')} list={writing.bcc} onChange={(bcc) => onChange({ bcc })} />
    </> : null}
    {withSubject ? <div className="recipients"><label htmlFor={id} className="recipients__label">{t('composer.subject')}</label>
      <div className="recipients__box"><input id={id} className="recipients__input" autoFocus={titled && writing.subject === ''} maxLength={400} dir="auto" placeholder={subject} value={writing.subject} onChange={(event) => onChange({ subject: event.target.value })} /></div></div> : null}
    <div className="row-of composer__recipient-extras">
      {withSubject || subject === null ? null : <Button small look="quiet" onClick={() => setTitled(true)}>{t('composer.subject')}</Button>}
      {withCopies ? null : <Button small look="quiet" onClick={() => setCopies(true)}>{t('composer.add-cc')}</Button>}
      {explained ? <details className="why"><summary>{t('composer.why')}</summary><ul>{explain(writing, recipients).map((each) => <li key={`${each.field} ${each.address}`}>
        <b>{each.address}</b> <span className="meta">{each.field === 'left-out' ? `${t('recipient.left-out')} · ` : `${t(`composer.${each.field}`)} · `}{word('recipient', each.reason)}</span></li>)}</ul></details> : null}
    </div>
  </div>
}
