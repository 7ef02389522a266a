import { useState } from 'react'
import { Field } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'

/** A password that may be looked at while it is typed: fewer mistakes, and password programs know the field. */
export function PasswordField({ label, value, onChange, fresh = false, autoFocus = false }: { label: string; value: string; onChange: (value: string) => void; fresh?: boolean; autoFocus?: boolean }) {
  const [shown, setShown] = useState(false)
  return <div className="stack stack--tight">
    <Field label={label} type={shown ? 'text' : 'password'} required minLength={fresh ? 10 : undefined} autoComplete={fresh ? 'new-password' : 'current-password'} autoFocus={autoFocus} spellCheck={false}
      hint={fresh ? t('password.hint') : undefined} value={value} onChange={(event) => onChange(event.target.value)} />
    <button type="button" className="button button--quiet button--small" style={{ justifySelf: 'start', marginInlineStart: 'calc(-1 * var(--s2))' }} onClick={() => setShown(!shown)}>{t(shown ? 'password.hide' : 'password.show')}</button>
  </div>
}
