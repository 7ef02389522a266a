import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseView, Review, ReviewAsked, ReviewSending, SecondEyes } from '#contracts/cases'
import { call, sentence } from '#kit/api.ts'
import { rowsOf } from '#kit/deed.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import type { Sent } from './api.ts'
import type { Writing } from './composer.ts'
import { takeBack } from './take-back.ts'

export const reviews = {
  ask: (caseId: string, asked: z.input<typeof ReviewAsked>) => call<Review>('POST', `cases/${caseId}/reviews`, asked),
  edit: (id: string, writing: Writing) => call<Review>('PUT', `reviews/${id}/draft`, writing),
  remark: (id: string, text: string) => call<Review>('POST', `reviews/${id}/remarks`, { text }),
  giveBack: (id: string, remark: string) => call<Review>('PUT', `reviews/${id}/return`, { remark }),
  approve: (id: string, version: number) => call<Review>('PUT', `reviews/${id}/approval`, { version }),
  send: (id: string, how: z.input<typeof ReviewSending>) => call<Sent>('POST', `reviews/${id}/sending`, how),
  withdraw: (id: string) => call('DELETE', `reviews/${id}`),
}

const lookEveryMs = 2_000
/** Drafts that the reader is asked to look over, as they are written: whoever looks sees the letters come. A window that is hidden does not ask. */
export function useOthersReviews(view: CaseView): readonly Review[] {
  const others = view.reviews.filter((each) => !each.mine)
  const { data } = useQuery({ queryKey: ['case', view.id, 'reviews'], queryFn: rowsOf<Review>(`cases/${view.id}/reviews`), enabled: others.length > 0, refetchInterval: lookEveryMs, staleTime: 0 })
  return others.map((each) => data?.find((known) => known.id === each.id) ?? each)
}

/** What can be done with a review; each says what came of it. */
export function useReviewing(view: CaseView) {
  const client = useQueryClient()
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['case', view.id] }), client.invalidateQueries({ queryKey: ['cases'] })])
  const run = async <Answer,>(act: () => Promise<Answer>, words: string, undo?: (answer: Answer) => (() => void) | null): Promise<Answer | undefined> => {
    try {
      const answer = await act()
      const way = undo?.(answer)
      if (words) toast(words, way ? { until: Date.now() + 15_000, action: { label: t('undo'), run: way } } : {})
      return answer
    } catch (error) {
      toast(sentence(error), { tone: 'late' })
      return undefined
    } finally {
      await refresh()
    }
  }
  return {
    refresh,
    ask: (asked: z.input<typeof ReviewAsked>) => run(() => reviews.ask(view.id, asked), t('review.asked-done')),
    withdraw: (review: Review) => run(() => reviews.withdraw(review.id), t('review.withdrawn'), () => () => void run(() => reviews.ask(view.id, { kind: review.kind, ...againOf(review) }), t('review.asked-done'))),
    remark: (review: Review, text: string) => run(() => reviews.remark(review.id, text), ''),
    giveBack: (review: Review, remark: string) => run(() => reviews.giveBack(review.id, remark), t('review.given-back', { name: review.author.name })),
    approve: (review: Review) => run(() => reviews.approve(review.id, review.draft.version), t('review.approved-done', { name: review.author.name })),
    /** In the author's stead. Taken back, the letter is the sender's draft. */
    sendInStead: (review: Review, attempt: string) => run(() => reviews.send(review.id, { version: review.draft.version, seenMessageId: view.lastMessageId, attempt }), t('composer.sent'), ({ deliveryId }) => (deliveryId ? () => void takeBack(client, view.id, deliveryId) : null)),
  }
}
export type Reviewing = ReturnType<typeof useReviewing>

/** Whom to ask once more: the same. */
export const againOf = ({ asked, forwardOf, withFiles }: Review): Omit<z.input<typeof ReviewAsked>, 'kind'> => ({ ...(asked.teamId ? { teamId: asked.teamId } : { personId: asked.personId! }), ...(forwardOf ? { forwardOf } : {}), withFiles })

/** Whether this draft was approved as it stands. */
export const isApproved = (review: Review | undefined, version: number | undefined): boolean => review?.state === 'approved' && review.approvedVersion === version

/** What the button of the composer does with a letter: send it, send what was approved, or hand it over, because alone it may not leave. */
export function sendingWay(view: Pick<CaseView, 'needsReview'>, review: Review | undefined, version: number | undefined): 'send' | 'send-approved' | 'hand-over' | 'waits' {
  if (isApproved(review, version)) return 'send-approved'
  if (!view.needsReview) return 'send'
  return review?.state === 'asked' ? 'waits' : 'hand-over'
}

/** Pictures of a draft by their links: the server keeps them by name. */
export const withPictures = (html: string, files: ReadonlyArray<{ contentId: string; url: string }>): string =>
  html.replace(/data-cid="([^"]*)"/g, (whole, name: string) => { const file = files.find((each) => each.contentId === name); return file ? `${whole} src="${file.url}"` : whole })

export const useSecondEyes = () => useQuery({ queryKey: ['second-eyes'], queryFn: rowsOf<SecondEyes>('second-eyes'), staleTime: 60_000 })
export const putSecondEyes = ({ brandId, roles, personIds }: SecondEyes) => call<SecondEyes>('PUT', `second-eyes/${brandId}`, { roles, personIds })
