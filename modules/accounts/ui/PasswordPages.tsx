import { useState, type FormEvent } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import { call, sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { Field } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { DoorPage } from '#kit/Page.tsx'
import { toast } from '#kit/toasts.ts'
import { PasswordField } from './PasswordField.tsx'

/** The answer is the same whether the address is known or not: nobody learns here who works with us. */
export function ForgottenPage() {
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: () => call('POST', 'password-resets', { email }) })
  const submit = (event: FormEvent) => { event.preventDefault(); ask.mutate() }
  return <DoorPage title={t('forgotten.title')} intro={ask.isSuccess ? undefined : t('forgotten.hint')}>
    {ask.isSuccess ? <p role="status">{t('forgotten.sent')}</p> : <form className="form" onSubmit={submit}>
      <Field label={t('email')} type="email" required autoFocus autoComplete="username" value={email} onChange={(event) => setEmail(event.target.value)} error={ask.isError ? sentence(ask.error) : undefined} />
      <Button type="submit" look="primary" busy={ask.isPending}>{t('forgotten.go')}</Button>
    </form>}
    <Link href="/">{t('back')}</Link>
  </DoorPage>
}

export function ResetPage({ token }: { token: string }) {
  const [password, setPassword] = useState('')
  const [, go] = useLocation()
  const reset = useMutation({ mutationFn: () => call('PUT', 'password-resets', { token, password }), onSuccess: () => { toast(t('reset.done')); go('/') } })
  const submit = (event: FormEvent) => { event.preventDefault(); reset.mutate() }
  return <DoorPage title={t('reset.title')}><form className="form" onSubmit={submit}>
    <PasswordField fresh autoFocus label={t('profile.password-next')} value={password} onChange={setPassword} />
    {reset.isError ? <p className="form__error" role="alert">{sentence(reset.error)}</p> : null}
    <Button type="submit" look="primary" busy={reset.isPending}>{t('reset.go')}</Button>
  </form></DoorPage>
}
