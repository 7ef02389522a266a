import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Replayed, ReplayInput, Webhook, WebhookDelivery, WebhookDeliveryPage, WebhookInput, WebhookMade, WebhookSecret } from '#contracts/webhooks'
import { call, query } from '#kit/api.ts'
import { rowsOf } from '#kit/deed.ts'

export type Input = z.input<typeof WebhookInput>
export type Made = z.infer<typeof WebhookMade>

export const useWebhooks = () => useQuery({ queryKey: ['webhooks'], queryFn: rowsOf<Webhook>('webhooks'), staleTime: 60_000 })
export const useWebhook = (id: string) => useQuery({ queryKey: ['webhooks', id], queryFn: ({ signal }) => call<Webhook>('GET', `webhooks/${id}`, undefined, signal) })
/** Deliveries are many and are not announced one by one: an open page looks every few seconds. */
export const useDeliveries = (id: string, state: WebhookDelivery['state'] | undefined) => useInfiniteQuery({
  queryKey: ['webhooks', id, 'deliveries', state ?? 'all'], initialPageParam: '', refetchInterval: 4_000,
  queryFn: ({ pageParam, signal }) => call<z.infer<typeof WebhookDeliveryPage>>('GET', `webhooks/${id}/deliveries${query({ state, cursor: pageParam })}`, undefined, signal),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

export const webhooks = {
  make: (input: Input) => call<Made>('POST', 'webhooks', input),
  change: (id: string, input: Input) => call<Webhook>('PUT', `webhooks/${id}`, input),
  retire: (id: string) => call('DELETE', `webhooks/${id}`),
  pause: (id: string, on: boolean) => call<Webhook>(on ? 'PUT' : 'DELETE', `webhooks/${id}/pause`),
  newSecret: (id: string) => call<z.infer<typeof WebhookSecret>>('POST', `webhooks/${id}/secret`),
  test: (id: string) => call<WebhookDelivery>('POST', `webhooks/${id}/tests`),
  replay: (id: string, input: z.input<typeof ReplayInput>) => call<z.infer<typeof Replayed>>('POST', `webhooks/${id}/replays`, input),
}
