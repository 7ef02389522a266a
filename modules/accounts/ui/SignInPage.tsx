import { useState, type FormEvent } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { call, Declined, sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { Field } from '#kit/Field.tsx'
import { t, type MessageKey } from '#kit/i18n.ts'
import { DoorPage } from '#kit/Page.tsx'
import { PasswordField } from './PasswordField.tsx'

type Next = { next: 'desk' | 'second-factor' }
const wrong = (error: unknown, key: MessageKey) => (error instanceof Declined && (error.status === 401 || error.code === 'invalid') ? t(key) : sentence(error))

/** Two steps at most: the password, then a code where the account asks for one. */
export function SignInPage() {
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const enter = () => client.invalidateQueries({ queryKey: ['me'] })
  const first = useMutation({ mutationFn: () => call<Next>('POST', 'session', { email, password }), onSuccess: (answer) => (answer.next === 'desk' ? enter() : undefined) })
  const second = useMutation({ mutationFn: () => call<Next | null>('POST', 'session/second-factor', { code }), onSuccess: enter })
  const submit = (act: () => void) => (event: FormEvent) => { event.preventDefault(); act() }

  if (first.data?.next === 'second-factor') return <DoorPage title={t('second-factor.title')} intro={t('second-factor.hint')}>
    <form className="form" onSubmit={submit(second.mutate)}>
      <Field label={t('second-factor.code')} required autoFocus autoComplete="one-time-code" minLength={6} maxLength={40} value={code} onChange={(event) => setCode(event.target.value)} error={second.isError ? wrong(second.error, 'second-factor.wrong') : undefined} />
      <Button type="submit" look="primary" busy={second.isPending}>{t('sign-in.go')}</Button>
      <Button look="quiet" onClick={() => { first.reset(); second.reset(); setCode('') }}>{t('sign-in.other')}</Button>
    </form>
  </DoorPage>
  return <DoorPage title={t('sign-in.title')}>
    <form className="form" onSubmit={submit(first.mutate)}>
      {first.isError ? <p className="form__error" role="alert">{wrong(first.error, 'sign-in.wrong')}</p> : null}
      <Field label={t('email')} type="email" required autoFocus autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} />
      <PasswordField label={t('password')} value={password} onChange={setPassword} />
      <Button type="submit" look="primary" busy={first.isPending}>{t('sign-in.go')}</Button>
      <Link href="/forgotten">{t('sign-in.forgotten')}</Link>
    </form>
  </DoorPage>
}
