import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CheckReport, LedgerBalance, LedgerEntry, LedgerPage, Mailbox, MailboxInput, OutboxPage, OutboxRow, Sender } from '#contracts/email'
import { call, query } from '#kit/api.ts'
import { rowsOf } from '#kit/deed.ts'

export type Input = z.input<typeof MailboxInput>
export type Report = z.infer<typeof CheckReport>
export type Balance = z.infer<typeof LedgerBalance>
export type Waiting = z.infer<typeof OutboxRow>
export type LedgerFilter = { state?: LedgerEntry['state']; mailboxId?: string; day?: string; q?: string }


export const useSenders = () => useQuery({ queryKey: ['mailboxes', 'senders'], queryFn: rowsOf<Sender>('senders'), staleTime: 60_000 })
export const useMailboxes = () => useQuery({ queryKey: ['mailboxes'], queryFn: rowsOf<Mailbox>('mailboxes'), staleTime: 60_000 })
export const useBalance = (days: number) => useQuery({ queryKey: ['ledger', 'balance', days], queryFn: rowsOf<Balance>(`ledger/balance?days=${days}`) })
export const useLedger = (filter: LedgerFilter) => useInfiniteQuery({
  queryKey: ['ledger', 'entries', filter], initialPageParam: '',
  queryFn: ({ pageParam, signal }) => call<z.infer<typeof LedgerPage>>('GET', `ledger${query({ ...filter, cursor: pageParam })}`, undefined, signal),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})
export const useOutbox = () => useInfiniteQuery({
  queryKey: ['outbox'], initialPageParam: '',
  queryFn: ({ pageParam, signal }) => call<z.infer<typeof OutboxPage>>('GET', `outbox${query({ cursor: pageParam })}`, undefined, signal),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

export const mailboxes = {
  add: (input: Input) => call<Mailbox>('POST', 'mailboxes', input),
  change: (id: string, input: Input) => call<Mailbox>('PUT', `mailboxes/${id}`, input),
  retire: (id: string) => call('DELETE', `mailboxes/${id}`),
  pause: (id: string, on: boolean) => call<Mailbox>(on ? 'PUT' : 'DELETE', `mailboxes/${id}/pause`),
  /** Each of its steps may take twenty seconds. */
  check: (input: Input, mailboxId: string | undefined) => call<Report>('POST', 'mailbox-checks', mailboxId ? { ...input, mailboxId } : input, undefined, {}, 240_000),
  fetchAgain: (id: string, from: { folder: string; fromUid: number }) => call<Mailbox>('POST', `mailboxes/${id}/back-fills`, from),
  newSecret: (id: string) => call<{ secret: string }>('POST', `mailboxes/${id}/secret`),
}

export const ledger = {
  /** Without a case the rules decide again. */
  file: (id: string, caseId?: string) => call('PUT', `ledger/${id}/filing`, caseId ? { caseId } : {}),
  reject: (id: string) => call('PUT', `ledger/${id}/rejection`),
  rawUrl: (id: string) => `/api/v1/ledger/${id}/raw`,
}

export const deliveries = {
  takeBack: (id: string) => call('DELETE', `deliveries/${id}`),
  retry: (id: string) => call('POST', `deliveries/${id}/retries`, {}),
}
