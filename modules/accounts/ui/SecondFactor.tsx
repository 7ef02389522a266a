import { useState, type FormEvent } from 'react'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Field } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Part } from '#kit/Page.tsx'
import { toast } from '#kit/toasts.ts'
import { own } from './api.ts'
import { PasswordField } from './PasswordField.tsx'
import { useMe } from './session.ts'

/** Switching on: the password, then the picture to scan, then a code that proves it worked, then the codes for bad days. */
export function SecondFactor() {
  const on = useMe().secondFactor
  const [asked, setAsked] = useState(false)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const begin = useDeed(() => own.beginFactor(password), [], { quiet: true })
  const confirm = useDeed(() => own.confirmFactor(code.replace(/\s/g, '')), [['me']], { quiet: true })
  const stop = useDeed(() => own.stopFactor(password), [['me']], { words: t('profile.factor-stopped'), quiet: true })
  const done = () => { setAsked(false); setPassword(''); setCode(''); begin.reset(); confirm.reset(); stop.reset() }
  const failed = begin.error ?? stop.error
  const submit = (act: () => void) => (event: FormEvent) => { event.preventDefault(); act() }

  if (confirm.data) return <Part title={t('profile.codes-title')}><RecoveryList codes={confirm.data.codes} onDone={done} /></Part>
  if (begin.data) return <Part title={t('profile.factor')}><form className="form" onSubmit={submit(() => confirm.mutate(undefined))}>
    <p>{t('profile.factor-scan')}</p>
    <div className="factor"><img className="factor__qr" src={begin.data.qr} alt={t('profile.factor-qr')} /><div className="stack">
      <p><span className="meta">{t('profile.factor-key')}</span><br /><code>{begin.data.secret}</code></p>
      <Field label={t('second-factor.code')} required autoFocus inputMode="numeric" autoComplete="one-time-code" minLength={6} maxLength={8} value={code} onChange={(event) => setCode(event.target.value)} error={confirm.isError ? sentence(confirm.error) : undefined} />
      <div className="row-of"><Button type="submit" look="primary" busy={confirm.isPending}>{t('profile.factor-confirm')}</Button><Button onClick={done}>{t('cancel')}</Button></div>
    </div></div>
  </form></Part>
  return <Part title={t('profile.factor')}>
    <p>{t(on ? 'profile.factor-on' : 'profile.factor-off')}</p>
    {asked ? <form className="form" onSubmit={submit(() => (on ? stop.mutate(undefined, { onSuccess: done }) : begin.mutate(undefined)))}>
      <PasswordField autoFocus label={t('profile.password-current')} value={password} onChange={setPassword} />
      {failed ? <p className="form__error" role="alert">{sentence(failed)}</p> : null}
      <div className="row-of"><Button type="submit" look={on ? 'danger' : 'primary'} busy={begin.isPending || stop.isPending}>{t(on ? 'profile.factor-stop' : 'next')}</Button><Button onClick={done}>{t('cancel')}</Button></div>
    </form> : <div className="row-of"><Button onClick={() => setAsked(true)}>{t(on ? 'profile.factor-stop' : 'profile.factor-start')}</Button></div>}
  </Part>
}

export function RecoveryList({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  return <div className="stack">
    <p>{t('profile.codes-hint')}</p>
    <ul className="codes">{codes.map((each) => <li key={each}><code>{each}</code></li>)}</ul>
    <div className="row-of"><Button onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => toast(t('copied')))}>{t('copy')}</Button><Button look="primary" onClick={onDone}>{t('profile.codes-kept')}</Button></div>
  </div>
}
