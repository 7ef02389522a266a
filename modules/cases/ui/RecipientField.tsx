import { useId, useState, type KeyboardEvent } from 'react'
import type { Address } from '#contracts/conversations'
import { t } from '#kit/i18n.ts'
import { readAddresses, sameAddress, withAddresses } from './composer.ts'

/** One line of addresses as chips. Typed, pasted as a list, or taken away with the backspace key. */
export function RecipientField({ label, list, onChange, autoFocus = false }: { label: string; list: readonly Address[]; onChange: (list: Address[]) => void; autoFocus?: boolean }) {
  const id = useId()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState('')
  const take = (words: string) => {
    const { addresses, rejected } = readAddresses(words)
    if (addresses.length) onChange(withAddresses(list, addresses))
    setText(rejected.join(', '))
    setWrong(rejected[0] ?? '')
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const plain = !event.ctrlKey && !event.metaKey
    if ((event.key === 'Enter' && plain) || event.key === ',' || event.key === ';') { event.preventDefault(); take(text) }
    if (event.key === 'Backspace' && !text && list.length) onChange(list.slice(0, -1))
  }
  return <div className={`recipients${wrong ? ' recipients--wrong' : ''}`}>
    <label htmlFor={id} className="recipients__label">{label}</label>
    <div className="recipients__box">
      {list.map((each) => <span key={each.address} className="recipients__chip" title={each.address}>{each.name || each.address}
        <button type="button" className="chip__remove" aria-label={t('composer.remove-address', { address: each.address })} onClick={() => onChange(list.filter((other) => !sameAddress(other, each)))}>✕</button></span>)}
      <input id={id} className="recipients__input" inputMode="email" autoComplete="off" spellCheck={false} autoFocus={autoFocus} aria-label={t('composer.add-address', { field: label })} aria-invalid={wrong ? true : undefined} aria-describedby={wrong ? `${id}-wrong` : undefined}
        value={text} onChange={(event) => { setText(event.target.value); setWrong('') }} onKeyDown={press} onBlur={() => { if (text.trim()) take(text) }}
        onPaste={(event) => { const pasted = event.clipboardData.getData('text'); if (/[,;\n]/.test(pasted.trim())) { event.preventDefault(); take(pasted) } }} />
    </div>
    {wrong ? <p id={`${id}-wrong`} className="field__error recipients__wrong" role="alert">{t('composer.bad-address', { address: wrong })}</p> : null}
  </div>
}
