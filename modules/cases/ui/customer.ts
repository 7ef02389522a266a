import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseView, Timeline, TimelineEntry } from '#contracts/cases'
import type { Customer, CustomerChange } from '#contracts/customers'
import { call, query, sentence } from '#kit/api.ts'
import { toast } from '#kit/toasts.ts'

export type Entry = z.infer<typeof TimelineEntry>

export const useTimeline = (customerId: string) => useInfiniteQuery({
  queryKey: ['timeline', customerId], initialPageParam: '', staleTime: 60_000,
  queryFn: ({ pageParam, signal }) => call<z.infer<typeof Timeline>>('GET', `customers/${customerId}/timeline${query({ cursor: pageParam })}`, undefined, signal),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

/** The change is seen in the open case at once; what the server made of it comes after. */
export function useCustomerChange(caseId: string, customer: Customer) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: z.input<typeof CustomerChange>) => call<Customer>('PATCH', `customers/${customer.id}`, change),
    onSuccess: (changed) => client.setQueryData<CaseView>(['case', caseId], (before) => before && { ...before, customer: { ...before.customer, name: changed.name }, customerPanel: changed }),
    onError: (error) => { toast(sentence(error), { tone: 'late' }) },
    onSettled: () => client.invalidateQueries({ queryKey: ['case', caseId] }),
  })
}

/** Entries of one day stand under one head. The order is the server's: newest first. */
export function byDay<Item extends { at: string }>(entries: readonly Item[], dayOf: (at: string) => string): { day: string; entries: Item[] }[] {
  const days: { day: string; entries: Item[] }[] = []
  for (const entry of entries) {
    const day = dayOf(entry.at)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}
