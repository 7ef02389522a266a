import { useInfiniteQuery, useMutation, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Assignment, CaseChange, CaseCounts, CasePage, CaseQuery, CaseRow, CaseStatus, CaseView, Draft, ForwardInput, MessageSent, NewCaseInput, NoteInput, ReplyInput, DraftFile } from '#contracts/cases'
import { call, query, sentence } from '#kit/api.ts'
import { toast } from '#kit/toasts.ts'
import { upload, type UploadOptions } from '#kit/upload.ts'
import type { DraftKind, Writing } from './composer.ts'

export type Row = z.infer<typeof CaseRow>
export type View = z.infer<typeof CaseQuery>['view']
export type Filter = { view: View; brandId?: string; customerId?: string; q?: string }
export type Reply = z.input<typeof ReplyInput>
export type Forward = z.input<typeof ForwardInput>
export type Change = z.input<typeof CaseChange>
export type Assign = z.input<typeof Assignment>
export type Sent = z.infer<typeof MessageSent>
export type NewCase = z.input<typeof NewCaseInput>

export const readCase = (id: string, signal?: AbortSignal) => call<CaseView>('GET', `cases/${id}`, undefined, signal)
export const useCase = (id: string) => useQuery({ queryKey: ['case', id], queryFn: ({ signal }) => readCase(id, signal), staleTime: 60_000 })
export const useCounts = () => useQuery({ queryKey: ['cases', 'counts'], queryFn: ({ signal }) => call<z.infer<typeof CaseCounts>>('GET', 'cases/counts', undefined, signal), staleTime: 60_000 })
export const useCases = (filter: Filter) => useInfiniteQuery({
  queryKey: ['cases', 'list', filter], initialPageParam: '', staleTime: 60_000,
  queryFn: ({ pageParam, signal }) => call<CasePage>('GET', `cases${query({ ...filter, cursor: pageParam })}`, undefined, signal),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

export const cases = {
  open: (input: NewCase) => call<CaseView>('POST', 'cases', input),
  change: (id: string, input: Change) => call('PATCH', `cases/${id}`, input),
  assign: (id: string, input: Assign) => call('PUT', `cases/${id}/assignment`, input),
  take: (id: string) => call('PUT', `cases/${id}/taking`),
  setStatus: (id: string, status: CaseStatus) => call('PUT', `cases/${id}/status`, { status }),
  read: (id: string) => call('PUT', `cases/${id}/reading`),
  follow: (id: string, on: boolean) => call(on ? 'PUT' : 'DELETE', `cases/${id}/following`),
  reply: (id: string, input: Reply) => call<Sent>('POST', `cases/${id}/replies`, input),
  note: (id: string, input: z.input<typeof NoteInput>) => call<Sent>('POST', `cases/${id}/notes`, input),
  forward: (id: string, input: Forward) => call<Sent>('POST', `cases/${id}/forwards`, input),
  putDraft: (id: string, kind: DraftKind, writing: Writing) => call('PUT', `cases/${id}/drafts/${kind}`, writing),
  removeDraft: (id: string, kind: DraftKind) => call('DELETE', `cases/${id}/drafts/${kind}`),
  takeBack: (deliveryId: string) => call<Draft>('DELETE', `deliveries/${deliveryId}`),
  resend: (deliveryId: string, input: Partial<Reply> = {}) => call<Sent>('POST', `deliveries/${deliveryId}/retries`, input),
  arrived: (deliveryId: string) => call('PUT', `deliveries/${deliveryId}/arrival`),
  upload: (file: File, options?: UploadOptions) => upload<DraftFile>('uploads', file, options),
}

/** Shows the change at once, asks the server, and takes it back visibly when the server says no. */
export function useCaseAction<Input>(caseId: string, act: (input: Input) => Promise<unknown>, patch: (input: Input) => Partial<Row>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onMutate: async (input) => {
      await client.cancelQueries({ queryKey: ['case', caseId] })
      const before = { view: client.getQueryData<CaseView>(['case', caseId]), lists: client.getQueriesData<InfiniteData<CasePage>>({ queryKey: ['cases', 'list'] }) }
      const changes = patch(input)
      if (before.view) client.setQueryData(['case', caseId], { ...before.view, ...changes })
      client.setQueriesData<InfiniteData<CasePage>>({ queryKey: ['cases', 'list'] }, (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, rows: page.rows.map((row) => (row.id === caseId ? { ...row, ...changes } : row)) })) })
      return before
    },
    onError: (error, _input, before) => {
      if (before?.view) client.setQueryData(['case', caseId], before.view)
      for (const [key, data] of before?.lists ?? []) client.setQueryData(key, data)
      toast(sentence(error), { tone: 'late' })
    },
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['case', caseId] }), client.invalidateQueries({ queryKey: ['cases'] })]),
  })
}
