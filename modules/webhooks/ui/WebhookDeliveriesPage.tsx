import { useState } from 'react'
import { Link } from 'wouter'
import { useMay } from '#ui/accounts'
import type { WebhookDelivery } from '#contracts/webhooks'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Page } from '#kit/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { useDeliveries, useWebhook, webhooks } from './api.ts'
import { DeliveryList } from './DeliveryList.tsx'
import './Webhooks.css'

const states = ['queued', 'retrying', 'sent', 'failed'] as const
/** What is kept, and so what can be replayed. */
const keptMs = 30 * 24 * 3_600_000

/** What was sent to one webhook and what it answered; each of it, or all that failed, can be sent again. */
export function WebhookDeliveriesPage({ id }: { id: string }) {
  const may = useMay()('channel.change')
  const [state, setState] = useState<WebhookDelivery['state'] | undefined>()
  const webhook = useWebhook(id)
  const { data, isPending, isLoadingError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useDeliveries(id, state)
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const stale = [['webhooks', id]]
  const replay = useDeed((deliveryId: string) => webhooks.replay(id, { deliveryIds: [deliveryId] }), stale, { words: t('webhooks.replayed', { count: 1 }) })
  const replayFailed = useDeed(() => webhooks.replay(id, { from: new Date(Date.now() - keptMs).toISOString(), to: new Date().toISOString(), onlyFailed: true }), stale, { words: ({ count, continueFrom }) => t(continueFrom ? 'webhooks.replayed-some' : 'webhooks.replayed', { count }) })
  const canReplay = may && webhook.data?.state !== 'disabled'
  return <Page title={webhook.data?.name ?? t('webhooks.deliveries')} intro={t('webhooks.deliveries-intro')} actions={canReplay ? <Button busy={replayFailed.isPending} onClick={() => replayFailed.mutate(undefined)}>{t('webhooks.replay-failed')}</Button> : null}>
    <div className="webhook__filter"><p><Link href="/webhooks">{t('webhooks.title')}</Link>{webhook.data ? <> · <code>{webhook.data.url}</code></> : null}</p>
      <Select label={t('state')} options={[{ value: '', label: t('all') }, ...states.map((each) => ({ value: each, label: t(`webhooks.delivery.${each}`) }))]} value={state ?? ''} onChange={(event) => setState(states.find((each) => each === event.target.value))} /></div>
    {webhook.isLoadingError ? <ErrorState error={webhook.error} onRetry={() => void webhook.refetch()} /> : isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : rows.length === 0 ? <EmptyState title={t('webhooks.deliveries-empty')} /> : <DeliveryList rows={rows} onReplay={canReplay ? (each) => replay.mutate(each) : null} />}
    {hasNextPage ? <div className="row-of"><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('more')}</Button></div> : null}
  </Page>
}
