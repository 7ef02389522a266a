import { useState } from 'react'
import { Field, Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { secured, signInBy, type Security, type ServerWriting, type SignInBy } from './mailbox-writing.ts'

type Props = { direction: 'imap' | 'smtp'; value: ServerWriting; known: boolean; onChange: (value: ServerWriting) => void }

const securities: Security[] = ['tls', 'starttls', 'none']
const ways: SignInBy[] = ['password', 'google', 'microsoft', 'custom']

/** Where a mail server is, and how we sign in there: with a password, or with the token of a large house. */
export function ServerFields({ direction, value, known, onChange }: Props) {
  const set = (patch: Partial<ServerWriting>) => onChange({ ...value, ...patch })
  const [shown, setShown] = useState(false)
  const keep = known ? t('channels.password-keep') : undefined
  const secret = { type: shown ? 'text' : 'password', autoComplete: 'off', spellCheck: false, required: !known, hint: keep }
  return <>
    <Select label={t('channels.sign-in')} options={ways.map((each) => ({ value: each, label: t(`channels.sign-in.${each}`) }))} value={value.by} onChange={(event) => onChange(signInBy(value, event.target.value as SignInBy, direction))} />
    <div className="form__triple">
      <Field label={t('channels.server')} required maxLength={253} spellCheck={false} autoCapitalize="none" value={value.host} onChange={(event) => set({ host: event.target.value })} />
      <Field label={t('channels.port')} required inputMode="numeric" pattern="[0-9]{1,5}" value={value.port} onChange={(event) => set({ port: event.target.value })} />
      <Select label={t('channels.security')} options={securities.map((each) => ({ value: each, label: t(`channels.security.${each}`) }))} value={value.security} onChange={(event) => onChange(secured(value, event.target.value as Security, direction))} />
    </div>
    <div className="form__pair">
      <Field label={t('channels.user')} required={value.by !== 'password'} maxLength={254} spellCheck={false} autoCapitalize="none" autoComplete="off" value={value.user} onChange={(event) => set({ user: event.target.value })} />
      {value.by === 'password' ? <Field label={t('password')} {...secret} required={!known && value.user !== ''} value={value.password} onChange={(event) => set({ password: event.target.value })} />
        : <Field label={t('channels.oauth-client')} required maxLength={400} spellCheck={false} autoComplete="off" value={value.clientId} onChange={(event) => set({ clientId: event.target.value })} />}
    </div>
    {value.by === 'password' ? null : <>
      <div className="form__pair">
        <Field label={t('channels.oauth-secret')} {...secret} value={value.clientSecret} onChange={(event) => set({ clientSecret: event.target.value })} />
        <Field label={t('channels.oauth-refresh')} {...secret} value={value.refreshToken} onChange={(event) => set({ refreshToken: event.target.value })} />
      </div>
      {value.by === 'custom' ? <Field label={t('channels.oauth-token-url')} type="url" required value={value.tokenUrl} onChange={(event) => set({ tokenUrl: event.target.value })} /> : <p className="meta">{t(`channels.oauth-hint.${value.by}`)}</p>}
    </>}
    <button type="button" className="button button--quiet button--small form__show" aria-pressed={shown} onClick={() => setShown(!shown)}>{t(shown ? 'channels.secrets-hide' : 'channels.secrets-show')}</button>
  </>
}
