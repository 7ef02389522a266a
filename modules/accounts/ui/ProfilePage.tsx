import { useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { Language } from '#contracts/accounts'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Checkbox, Field, Select, TextArea } from '#kit/Field.tsx'
import { fullMoment, relative } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { singleKeysOn, switchSingleKeys } from '#kit/keys.ts'
import { Page, Part } from '#kit/Page.tsx'
import { ErrorState, Skeleton } from '#kit/states.tsx'
import { ApiTokens } from './ApiTokens.tsx'
import { own, useSessions } from './api.ts'
import { languageOptions } from './BrandFields.tsx'
import { PasswordField } from './PasswordField.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { useMe } from './session.ts'
import './People.css'

/** What belongs to oneself: name, signature, and the keys to one's own door. */
export function ProfilePage() {
  return <Page title={t('profile.title')}><div className="profile"><About /><PasswordPart /><SecondFactor /><Sessions /><ApiTokens /><Keys /></div></Page>
}

function About() {
  const me = useMe()
  const client = useQueryClient()
  const [input, setInput] = useState({ name: me.name, language: me.language, signature: me.signature })
  const save = useDeed(() => own.change(input), [['colleagues']], { words: t('saved') })
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(undefined, { onSuccess: (changed) => client.setQueryData(['me'], changed) }) }
  return <Part title={t('profile.about')}><form className="form" onSubmit={submit}>
    <div className="form__pair">
      <Field label={t('your-name')} required maxLength={120} autoComplete="name" hint={me.email} value={input.name} onChange={(event) => setInput({ ...input, name: event.target.value })} />
      <Select label={t('language')} options={languageOptions()} value={input.language} onChange={(event) => setInput({ ...input, language: event.target.value as Language })} />
    </div>
    <TextArea label={t('profile.signature')} optional hint={t('profile.signature-hint')} maxLength={4000} rows={4} dir="auto" value={input.signature} onChange={(event) => setInput({ ...input, signature: event.target.value })} />
    <div className="row-of"><Button type="submit" look="primary" busy={save.isPending}>{t('save')}</Button></div>
  </form></Part>
}

function PasswordPart() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useDeed(() => own.setPassword(current, next), [['sessions']], { words: t('profile.password-changed'), quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); change.mutate(undefined, { onSuccess: () => { setCurrent(''); setNext('') } }) }
  return <Part title={t('profile.password')}><form className="form" onSubmit={submit}>
    <div className="form__pair"><PasswordField label={t('profile.password-current')} value={current} onChange={setCurrent} /><PasswordField fresh label={t('profile.password-next')} value={next} onChange={setNext} /></div>
    {change.isError ? <p className="form__error" role="alert">{sentence(change.error)}</p> : null}
    <div className="row-of"><Button type="submit" busy={change.isPending}>{t('reset.go')}</Button></div>
  </form></Part>
}

function Sessions() {
  const { data, isPending, isLoadingError, error, refetch } = useSessions()
  const end = useDeed((id: string) => own.endSession(id), [['sessions']], { words: t('profile.session-ended') })
  return <Part title={t('profile.sessions')}>
    {isPending ? <Skeleton /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} /> : <ul className="lines">{data.map((each) => <li key={each.id} className="lines__line">
      <span className="lines__words"><span><b>{each.device}</b>{each.current ? <span className="meta"> ({t('profile.session-current')})</span> : null}</span><span className="meta" title={fullMoment(each.lastSeenAt)}>{each.ipAddress} · {t('profile.session-seen', { time: relative(each.lastSeenAt) })}</span></span>
      {each.current ? null : <Button small onClick={() => end.mutate(each.id)}>{t('profile.session-end')}<span className="hidden-text"> {each.device}</span></Button>}</li>)}</ul>}
  </Part>
}

function Keys() {
  const [on, setOn] = useState(singleKeysOn)
  return <Part title={t('keys.title')}><Checkbox label={t('keys.switch')} hint={t('keys.switch-hint')} checked={on} onChange={(event) => { switchSingleKeys(event.target.checked); setOn(event.target.checked) }} /></Part>
}
