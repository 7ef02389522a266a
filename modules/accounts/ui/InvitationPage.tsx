import { useState, type FormEvent } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import type { z } from 'zod'
import type { InvitationView } from '#contracts/accounts'
import { call, Declined, sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { Field } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { DoorError, DoorPage } from '#kit/Page.tsx'
import { Skeleton } from '#kit/states.tsx'
import { PasswordField } from './PasswordField.tsx'

export function InvitationPage({ token }: { token: string }) {
  const client = useQueryClient()
  const [, go] = useLocation()
  const [name, setName] = useState<string | null>(null)
  const [password, setPassword] = useState('')
  const invitation = useQuery({ queryKey: ['invitation', token], queryFn: () => call<z.infer<typeof InvitationView>>('GET', `invitation-links/${encodeURIComponent(token)}`), staleTime: Infinity })
  const join = useMutation({
    mutationFn: () => call('POST', `invitation-links/${encodeURIComponent(token)}`, { name: name ?? invitation.data?.name ?? '', password }),
    onSuccess: async () => { await client.invalidateQueries({ queryKey: ['me'] }); go('/') },
  })
  if (invitation.isPending) return <Skeleton lines={6} />
  if (invitation.error instanceof Declined && [404, 410, 422].includes(invitation.error.status)) return <DoorPage title={t('not-found.title')}><p role="alert">{t('invitation.invalid')}</p><Link href="/">{t('back')}</Link></DoorPage>
  if (invitation.isError) return <DoorError error={invitation.error} onRetry={() => void invitation.refetch()} />
  const submit = (event: FormEvent) => { event.preventDefault(); join.mutate() }
  return <DoorPage title={t('invitation.title', { account: invitation.data.accountName })} intro={t('invitation.hint', { email: invitation.data.email })}><form className="form" onSubmit={submit}>
    <Field label={t('your-name')} required maxLength={120} autoComplete="name" value={name ?? invitation.data.name} onChange={(event) => setName(event.target.value)} />
    <PasswordField fresh label={t('password')} value={password} onChange={setPassword} />
    {join.isError ? <p className="form__error" role="alert">{sentence(join.error)}</p> : null}
    <Button type="submit" look="primary" busy={join.isPending}>{t('invitation.go')}</Button>
  </form></DoorPage>
}
