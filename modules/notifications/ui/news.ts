import { useQuery } from '@tanstack/react-query'
import type { ToldPage } from '#contracts/notifications'
import { call } from '#kit/api.ts'

/** As many as are looked at for what is new; there may be more. */
export const newsLimit = 20

/** The newest that are unread, and how many there are: what the bell shows, and what is told aloud. The rest of them waits until somebody looks. */
export const useNews = () => useQuery({ queryKey: ['notifications', 'news'], queryFn: ({ signal }) => call<ToldPage>('GET', `notifications?filter=unread&limit=${newsLimit}`, undefined, signal), staleTime: 60_000 })
