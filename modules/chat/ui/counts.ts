import { useQuery } from '@tanstack/react-query'
import type { ChatCounts } from '#contracts/chat'
import { call } from '#kit/api.ts'

/** How many chats wait and how many are one's own: what the rail says. */
export const useChatCounts = (on: boolean) => useQuery({ queryKey: ['talk-counts'], queryFn: ({ signal }) => call<ChatCounts>('GET', 'chats/counts', undefined, signal), enabled: on, staleTime: 30_000, refetchInterval: 60_000 })
