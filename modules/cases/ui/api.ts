import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Assignment, CaseChange, CaseCounts, CasePage, CaseQuery, CaseStatus, CaseView, Draft, DraftFile, ForwardInput, MessageSent, NewCaseInput, NoteInput, ReplyInput, SavedView, SavedViewInput, ViewCounts } from '#contracts/cases'
import { call, query, sentence } from '#kit/api.ts'
import { rowsOf } from '#kit/deed.ts'
import { toast } from '#kit/toasts.ts'
import { upload, type UploadOptions } from '#kit/upload.ts'
import type { DraftKind, Writing } from './composer.ts'
import { patchRows } from './patch-rows.ts'

/** A row of a list; of a search, with where it was found. */
export type Row = z.infer<typeof CasePage>['rows'][number]
export type View = z.infer<typeof CaseQuery>['view']
export type Sort = z.infer<typeof CaseQuery>['sort']
export type Filter = { view: View; brandId?: string; customerId?: string; q?: string; sort?: Sort }
export type Reply = z.input<typeof ReplyInput>
export type Forward = z.input<typeof ForwardInput>
export type Change = z.input<typeof CaseChange>
export type Assign = z.input<typeof Assignment>
export type Sent = z.infer<typeof MessageSent>
export type NewCase = z.input<typeof NewCaseInput>

export const readCase = (id: string, signal?: AbortSignal) => call<CaseView>('GET', `cases/${id}`, undefined, signal)
export const useCase = (id: string) => useQuery({ queryKey: ['case', id], queryFn: ({ signal }) => readCase(id, signal), staleTime: 60_000 })
export const useCounts = () => useQuery({ queryKey: ['cases', 'counts'], queryFn: ({ signal }) => call<z.infer<typeof CaseCounts>>('GET', 'cases/counts', undefined, signal), staleTime: 60_000 })
/** The few cases that words find first, for whoever types a name or a number. */
export const findCases = (q: string, signal: AbortSignal) => call<CasePage>('GET', `cases${query({ view: 'all', q, limit: 6 })}`, undefined, signal).then((page) => page.rows)

export const useCases = (filter: Filter) => useInfiniteQuery({
  queryKey: ['cases', 'list', filter], initialPageParam: '', staleTime: 60_000,
  queryFn: ({ pageParam, signal }) => call<CasePage>('GET', `cases${query({ ...filter, cursor: pageParam })}`, undefined, signal),
  getNextPageParam: (page) => page.nextCursor ?? undefined,
})

export const useSavedViews = () => useQuery({ queryKey: ['saved-views'], queryFn: rowsOf<SavedView>('saved-views'), staleTime: 300_000 })
/** Not with every event: now and then, while somebody looks. */
export const useViewCounts = (wanted: boolean) => useQuery({ queryKey: ['view-counts'], queryFn: ({ signal }) => call<ViewCounts>('GET', 'saved-views/counts', undefined, signal), enabled: wanted, refetchInterval: 15_000, staleTime: 10_000 }).data?.counts
export const savedViews = {
  save: (id: string | null, match: Record<string, string>, input: z.input<typeof SavedViewInput>) => call<SavedView>(id ? 'PUT' : 'POST', id ? `saved-views/${id}` : 'saved-views', input, undefined, match),
  remove: (id: string) => call('DELETE', `saved-views/${id}`),
  order: (ids: string[], hidden: string[]) => call('PUT', 'saved-view-order', { ids, hidden }),
}

export const cases = {
  open: (input: NewCase) => call<CaseView>('POST', 'cases', input),
  change: (id: string, input: Change) => call('PATCH', `cases/${id}`, input),
  assign: (id: string, input: Assign) => call('PUT', `cases/${id}/assignment`, input),
  take: (id: string) => call('PUT', `cases/${id}/taking`),
  setStatus: (id: string, status: CaseStatus) => call('PUT', `cases/${id}/status`, { status }),
  takeBackClosing: (id: string) => call<Row>('DELETE', `cases/${id}/closing`),
  read: (id: string) => call('PUT', `cases/${id}/reading`),
  follow: (id: string, on: boolean) => call(on ? 'PUT' : 'DELETE', `cases/${id}/following`),
  reply: (id: string, input: Reply) => call<Sent>('POST', `cases/${id}/replies`, input),
  note: (id: string, input: z.input<typeof NoteInput>) => call<Sent>('POST', `cases/${id}/notes`, input),
  forward: (id: string, input: Forward) => call<Sent>('POST', `cases/${id}/forwards`, input),
  putDraft: (id: string, kind: DraftKind, writing: Writing) => call<{ version: number }>('PUT', `cases/${id}/drafts/${kind}`, writing),
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
    // One deed after the other: each is held to what the one before made of the case.
    scope: { id: `case ${caseId}` },
    onMutate: async (input) => {
      await client.cancelQueries({ queryKey: ['case', caseId] })
      const view = client.getQueryData<CaseView>(['case', caseId])
      const changes = patch(input)
      if (view) client.setQueryData(['case', caseId], { ...view, ...changes })
      return { view, takeBack: patchRows(client, caseId, changes) }
    },
    onSuccess: (answer) => {
      const version = (answer as Partial<Row> | null | undefined)?.version
      if (version) client.setQueryData<CaseView>(['case', caseId], (view) => (view ? { ...view, version } : view))
    },
    onError: (error, _input, before) => {
      if (before?.view) client.setQueryData(['case', caseId], before.view)
      before?.takeBack()
      toast(sentence(error), { tone: 'late' })
    },
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['case', caseId] }), client.invalidateQueries({ queryKey: ['cases'] })]),
  })
}
