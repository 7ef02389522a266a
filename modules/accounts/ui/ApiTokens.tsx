import { useId, useState, type FormEvent } from 'react'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { CopyLine } from '#kit/CopyLine.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Checkbox, Field, Select } from '#kit/Field.tsx'
import { relative, shortDate } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { Part } from '#kit/Page.tsx'
import { ErrorState, Skeleton } from '#kit/states.tsx'
import { own, useTokens, type NewToken } from './api.ts'
import { scopes } from './grants.ts'

/** Keys for programs that work in one's name, and never may more than oneself. */
export function ApiTokens() {
  const { data, isPending, isLoadingError, error, refetch } = useTokens()
  const [making, setMaking] = useState(false)
  const revoke = useDeed((id: string) => own.revokeToken(id), [['api-tokens']], { words: t('profile.token-revoked') })
  return <Part title={t('profile.tokens')} actions={<Button small onClick={() => setMaking(true)}>{t('profile.token-new')}</Button>}>
    {isPending ? <Skeleton /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} /> : data.length === 0 ? <p className="meta">{t('profile.tokens-empty')}</p> : <ul className="lines">{data.map((each) => <li key={each.id} className="lines__line">
      <span className="lines__words"><b>{each.name}</b><span className="meta">{each.scopes.map((scope) => t(`scope.${scope}`)).join(', ')} · {t('profile.token-until', { time: each.expiresAt ? shortDate(each.expiresAt) : t('profile.token-never') })} · {each.lastUsedAt ? t('profile.token-used', { time: relative(each.lastUsedAt) }) : t('profile.token-unused')}</span></span>
      <Button small look="danger" onClick={() => revoke.mutate(each.id)}>{t('profile.token-revoke')}<span className="hidden-text"> {each.name}</span></Button></li>)}</ul>}
    {making ? <NewTokenDialog onClose={() => setMaking(false)} /> : null}
  </Part>
}

function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const id = useId()
  const [input, setInput] = useState<NewToken>({ name: '', scopes: ['read'], expiresInDays: 90 })
  const make = useDeed(() => own.makeToken({ ...input, name: input.name.trim() }), [['api-tokens']], { quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); make.mutate() }
  if (make.data) return <Dialog title={make.data.name} onClose={onClose} foot={<Button look="primary" onClick={onClose}>{t('done')}</Button>}><p>{t('profile.token-made')}</p><CopyLine label={t('profile.token')} text={make.data.token} /></Dialog>
  return <Dialog title={t('profile.token-new')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={make.isPending}>{t('add')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <Field label={t('name')} required maxLength={80} hint={t('profile.token-name-hint')} value={input.name} onChange={(event) => setInput({ ...input, name: event.target.value })} />
      <fieldset><legend>{t('profile.token-scopes')}</legend><div className="scopes">{scopes.map((scope) => <Checkbox key={scope} label={t(`scope.${scope}`)} checked={input.scopes.includes(scope)} required={input.scopes.length === 0}
        onChange={(event) => setInput({ ...input, scopes: event.target.checked ? [...input.scopes, scope] : input.scopes.filter((each) => each !== scope) })} />)}</div></fieldset>
      <Select label={t('profile.token-days')} options={[...[30, 90, 365].map((count) => ({ value: String(count), label: t('days', { count }) })), { value: '', label: t('profile.token-never') }]} value={String(input.expiresInDays ?? '')} onChange={(event) => setInput({ ...input, expiresInDays: event.target.value ? Number(event.target.value) : null })} />
      {make.isError ? <p className="form__error" role="alert">{sentence(make.error)}</p> : null}
    </form>
  </Dialog>
}
