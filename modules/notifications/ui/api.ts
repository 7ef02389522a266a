import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Reading, Settings, SettingsInput, ToldFilter, ToldPage } from '#contracts/notifications'
import { call, query, sentence } from '#kit/api.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'

const read = (filter: ToldFilter, cursor: string, limit: number, signal: AbortSignal) => call<ToldPage>('GET', `notifications${query({ filter, cursor, limit })}`, undefined, signal)

/** The newest that are unread, and how many there are: what the bell shows, and what is told aloud. */
export const useNews = () => useQuery({ queryKey: ['notifications', 'news'], queryFn: ({ signal }) => read('unread', '', 20, signal), staleTime: 60_000 })

export const useTold = (filter: ToldFilter) => useInfiniteQuery({
  queryKey: ['notifications', 'list', filter], initialPageParam: '', staleTime: 60_000,
  queryFn: ({ pageParam, signal }) => read(filter, pageParam, 30, signal), getNextPageParam: (page) => page.nextCursor ?? undefined,
})

export const useSettings = () => useQuery({ queryKey: ['notifications', 'settings'], queryFn: ({ signal }) => call<Settings>('GET', 'notification-settings', undefined, signal), staleTime: 300_000 })

const settings = {
  save: (input: z.input<typeof SettingsInput>) => call<Settings>('PUT', 'notification-settings', input),
  pause: (until: Date | null) => (until ? call<Settings>('PUT', 'notification-settings/pause', { until: until.toISOString() }) : call<Settings>('DELETE', 'notification-settings/pause')),
}

const anew = (client: QueryClient) => client.invalidateQueries({ queryKey: ['notifications'] })

/** Shows at once that some (null: all) are read. */
function patch(client: QueryClient, ids: string[] | null) {
  const now = new Date().toISOString()
  const reads = (id: string) => ids === null || ids.includes(id)
  client.setQueryData<ToldPage>(['notifications', 'news'], (page) => page && { ...page, rows: page.rows.filter((each) => !reads(each.id)), unread: ids === null ? 0 : Math.max(0, page.unread - page.rows.filter((each) => reads(each.id)).length) })
  client.setQueriesData<InfiniteData<ToldPage>>({ queryKey: ['notifications', 'list'] }, (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, rows: page.rows.map((each) => (reads(each.id) && !each.readAt ? { ...each, readAt: now } : each)) })) })
}

/** One's own notifications, and how loud they are. */
export function useReading() {
  const client = useQueryClient()
  const post = (ids: string[] | null) => {
    patch(client, ids)
    return call<z.infer<typeof Reading>>('POST', 'notifications/readings', ids ? { ids } : {}).catch((error: unknown) => { toast(sentence(error), { tone: 'late' }); return null }).finally(() => void anew(client))
  }
  const takeBack = (id: string) => void call('DELETE', `notifications/readings/${id}`).catch((error: unknown) => toast(sentence(error), { tone: 'late' })).then(() => anew(client))
  return {
    one: (id: string) => void post([id]),
    all: () => void post(null).then((reading) => { if (reading?.count) toast(t('notify.all-read-done'), { until: Date.now() + 10_000, action: { label: t('undo'), run: () => takeBack(reading.id) } }) }),
  }
}

let saving: Promise<unknown> = Promise.resolve()

export function useSaving() {
  const client = useQueryClient()
  const keep = (asked: Promise<Settings>) => asked.then((saved) => { client.setQueryData(['notifications', 'settings'], saved); return true }, (error: unknown) => { toast(sentence(error), { tone: 'late' }); void anew(client); return false })
  return {
    /** One after the other: the last choice is the one that stays. */
    save: ({ pausedUntil: _, ...chosen }: Settings) => { const saved = saving.then(() => settings.save(chosen)); saving = saved.catch(() => undefined); return keep(saved) },
    pause: (until: Date | null) => keep(settings.pause(until)),
  }
}
