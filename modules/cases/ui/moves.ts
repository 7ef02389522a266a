import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import type { CaseView } from '#contracts/cases'
import { call, sentence } from '#kit/api.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import type { Row } from './api.ts'

type LinkOf = CaseView['links'][number]

/** For how long the way back stands in the corner. It stays open afterwards, too: in the case itself. */
const undoMs = 12_000

const ask = {
  merge: (id: string, into: string) => call<Row>('PUT', `cases/${id}/merging`, { into }),
  unmerge: (id: string) => call<Row>('DELETE', `cases/${id}/merging`),
  split: (id: string, messageId: string, whole: boolean) => call<Row>('POST', `cases/${id}/splits`, { messageId, whole }),
  link: (id: string, caseId: string) => call('PUT', `cases/${id}/links`, { caseId }),
  unlink: (id: string, caseId: string) => call('DELETE', `cases/${id}/links?caseId=${caseId}`),
}

/** Cases become one or two, or know of each other. Each says what it did, with the way back, and shows where the work goes on. */
export function useMoves(caseId: string) {
  const client = useQueryClient()
  const [, go] = useLocation()
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['case'] }), client.invalidateQueries({ queryKey: ['cases'] }), client.invalidateQueries({ queryKey: ['timeline'] })])
  /** @returns what came of it, or nothing when it was refused and the refusal told. What is on the screen is read anew before anybody goes on. */
  const run = async <Answer,>(act: () => Promise<Answer>, words: (answer: Answer) => string, undo?: (answer: Answer) => void): Promise<Answer | undefined> => {
    try {
      const answer = await act()
      toast(words(answer), undo ? { until: Date.now() + undoMs, action: { label: t('undo'), run: () => undo(answer) } } : {})
      await refresh()
      return answer
    } catch (error) {
      toast(sentence(error), { tone: 'late' })
      await refresh()
      return undefined
    }
  }
  const show = (row: Pick<Row, 'id'> | undefined) => { if (row) go(`/case/${row.id}`) }
  const unmerge = (id: string): void => { void run(() => ask.unmerge(id), () => t('case.unmerged')).then(show) }
  const merge = (id: string, into: string): void => { void run(() => ask.merge(id, into), (row) => t('case.merged', { reference: row.reference }), () => unmerge(id)).then(show) }
  const link = (other: Pick<Row, 'id' | 'reference'>): void => { void run(() => ask.link(caseId, other.id), () => t('case.linked', { reference: other.reference }), () => unlink({ caseId: other.id, reference: other.reference })) }
  const unlink = (other: Pick<LinkOf, 'caseId' | 'reference'>): void => { void run(() => ask.unlink(caseId, other.caseId), () => t('case.unlinked'), () => link({ id: other.caseId, reference: other.reference })) }
  return {
    unmerge, link, unlink,
    merge: (other: Pick<Row, 'id'>) => merge(caseId, other.id),
    // Its undo merges the two: then they are whole again, and both their names lead there.
    split: (messageId: string, whole = false): void => { void run(() => ask.split(caseId, messageId, whole), (apart) => t('case.split', { reference: apart.reference }), (apart) => merge(apart.id, caseId)).then(show) },
  }
}
export type Moves = ReturnType<typeof useMoves>
