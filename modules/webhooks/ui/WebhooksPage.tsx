import { useState } from 'react'
import { Link } from 'wouter'
import { useColleagues, useMay, useMe } from '#ui/accounts'
import type { Webhook } from '#contracts/webhooks'
import { Button } from '#kit/Button.tsx'
import { Chip, type Tone } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { fullMoment, relative } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { Page } from '#kit/Page.tsx'
import { Sure } from '#kit/Sure.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { useWebhooks, webhooks } from './api.ts'
import { WebhookDialog } from './WebhookDialog.tsx'
import { WebhookSecretDialog } from './WebhookSecretDialog.tsx'
import './Webhooks.css'

type Open = { what: 'new' } | { what: 'change' | 'retire' | 'new-secret'; webhook: Webhook } | { what: 'secret'; name: string; secret: string; oldUntil: string | null }

/** Programs of others that are told what happens, and how each fares. */
export function WebhooksPage() {
  const may = useMay()('channel.change')
  const { data, isPending, isLoadingError, error, refetch } = useWebhooks()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const retire = useDeed((id: string) => webhooks.retire(id), [['webhooks']], { words: t('webhooks.retired') })
  const renew = useDeed((webhook: Webhook) => webhooks.newSecret(webhook.id).then((fresh) => ({ ...fresh, name: webhook.name })), [['webhooks']])
  return <Page title={t('webhooks.title')} intro={t('webhooks.intro')} actions={may ? <Button look="primary" onClick={() => setOpen({ what: 'new' })}>{t('webhooks.new')}</Button> : null}>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : data.length === 0 ? <EmptyState title={t('webhooks.empty')}>{t('webhooks.empty-hint')} <a href="/api">{t('webhooks.reference')}</a></EmptyState>
      : <ul className="webhooks">{data.map((each) => <WebhookCard key={each.id} webhook={each} may={may} onOpen={(what) => setOpen({ what, webhook: each })} />)}</ul>}
    {open?.what === 'new' || open?.what === 'change' ? <WebhookDialog webhook={open.what === 'change' ? open.webhook : null} onClose={close} onMade={(made) => setOpen({ what: 'secret', name: made.name, secret: made.secret, oldUntil: null })} /> : null}
    {open?.what === 'secret' ? <WebhookSecretDialog {...open} onClose={close} /> : null}
    {open?.what === 'retire' ? <Sure title={t('webhooks.retire-title', { name: open.webhook.name })} yes={t('channels.retire')} onClose={close} onYes={() => retire.mutate(open.webhook.id)}>{t('webhooks.retire-hint')}</Sure> : null}
    {open?.what === 'new-secret' ? <Sure title={t('channels.secret-new')} yes={t('channels.secret-new')} onClose={close} onYes={() => renew.mutate(open.webhook, { onSuccess: (fresh) => setOpen({ what: 'secret', ...fresh }) })}>{t('webhooks.secret-new-hint')}</Sure> : null}
  </Page>
}

/** How it fares, in one chip: a webhook that is on may still be failing. */
function standing({ state, failingSince }: Webhook): { tone: Tone; words: string } {
  if (state === 'disabled') return { tone: 'late', words: t('webhooks.state.disabled') }
  if (state === 'paused') return { tone: 'soon', words: t('channels.state.paused') }
  return failingSince ? { tone: 'late', words: t('webhooks.state.failing') } : { tone: 'good', words: t('webhooks.state.active') }
}

export function WebhookCard({ webhook, may, onOpen, now = new Date() }: { webhook: Webhook; may: boolean; onOpen: (what: 'change' | 'retire' | 'new-secret') => void; now?: Date }) {
  const brand = useMe().brands.find((each) => each.id === webhook.brandId)?.name
  const owner = useColleagues().find((each) => each.id === webhook.personId)?.name
  const pause = useDeed((on: boolean) => webhooks.pause(webhook.id, on), [['webhooks']], { words: (after) => t(after.state === 'paused' ? 'webhooks.paused' : 'webhooks.resumed') })
  const test = useDeed(() => webhooks.test(webhook.id), [['webhooks', webhook.id]], { words: t('webhooks.tested') })
  const { tone, words } = standing(webhook)
  const on = webhook.state === 'active'
  return <li className="webhook card">
    <div className="webhook__who"><h2><Link href={`/webhooks/${webhook.id}`}>{webhook.name}</Link></h2><p><code>{webhook.url}</code></p><p className="meta">{[brand, webhook.patterns.includes('*') ? t('webhooks.everything') : webhook.patterns.join(', '), owner ? t('webhooks.sight-of', { name: owner }) : ''].filter(Boolean).join(' · ')}</p></div>
    <div className="webhook__state"><Chip tone={tone}>{words}</Chip>
      {webhook.state === 'disabled' ? <p className="webhook__notice">{t(webhook.detail === 'gone' ? 'webhooks.notice.gone' : 'webhooks.notice.failing')}</p>
        : webhook.failingSince ? <p className="webhook__notice" title={fullMoment(webhook.failingSince)}>{t('webhooks.failing-since', { time: relative(webhook.failingSince, now) })}</p> : null}
      <p className="meta">{webhook.lastSuccessAt ? t('webhooks.last', { time: relative(webhook.lastSuccessAt, now) }) : t('webhooks.last-none')}</p></div>
    {may ? <div className="row-of">
      <Button small onClick={() => onOpen('change')}>{t('change')}<span className="hidden-text"> {webhook.name}</span></Button>
      {on ? <Button small busy={test.isPending} onClick={() => test.mutate(undefined)}>{t('webhooks.test')}<span className="hidden-text"> {webhook.name}</span></Button>
        : <Button small busy={pause.isPending} onClick={() => pause.mutate(false)}>{t('channels.resume')}<span className="hidden-text"> {webhook.name}</span></Button>}
      <Menu small look="quiet" label={t('channels.more', { name: webhook.name })} button="⋯" items={[
        ...(on ? [{ key: 'pause', label: t('channels.pause'), onChoose: () => pause.mutate(true) }] : []),
        { key: 'secret', label: `${t('channels.secret-new')} …`, onChoose: () => onOpen('new-secret') },
        { key: 'retire', label: `${t('channels.retire')} …`, onChoose: () => onOpen('retire') },
      ]} /></div> : null}
  </li>
}
