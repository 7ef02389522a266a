import { useState } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { BulkAction, BulkDeed, BulkInput } from '#contracts/cases'
import { call, sentence } from '#kit/api.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import type { Filter } from './api.ts'
import { selection } from './selection.ts'

const underWay = (bulk: BulkAction | undefined) => bulk?.state === 'working' || bulk?.state === 'undoing'

export function useBulk() {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const run = async (ask: () => Promise<BulkAction>) => {
    setBusy(true)
    try {
      const bulk = await ask()
      client.setQueryData(['bulk-actions', bulk.id], bulk)
      selection.follow(bulk.id)
      return true
    } catch (error) {
      toast(sentence(error), { tone: 'late' })
      return false
    } finally {
      setBusy(false)
    }
  }
  return {
    busy,
    begin: async (which: { caseIds: string[] } | { of: Filter }, action: BulkDeed) => { if (await run(() => call<BulkAction>('POST', 'bulk-actions', { ...which, action } satisfies z.input<typeof BulkInput>))) selection.clear() },
    undo: (id: string) => run(() => call<BulkAction>('PUT', `bulk-actions/${id}/undoing`)),
  }
}

/** Told by the live feed; asked for as well while it runs, so that a lost connection leaves no bar standing. */
export function useBulkAction(id: string) {
  const client = useQueryClient()
  return useQuery<BulkAction>({
    queryKey: ['bulk-actions', id], staleTime: 0, refetchInterval: ({ state }) => (underWay(state.data) ? 1000 : false),
    queryFn: async ({ signal }) => {
      const bulk = await call<BulkAction>('GET', `bulk-actions/${id}`, undefined, signal)
      if (!underWay(bulk)) void Promise.all([client.invalidateQueries({ queryKey: ['cases'] }), client.invalidateQueries({ queryKey: ['case'] })])
      return bulk
    },
  })
}

type Told = Pick<BulkAction, 'state' | 'total' | 'waiting' | 'changed' | 'refused' | 'undone' | 'kept'>
/** Where it is, in one line: what is done, and what was not. */
export function bulkWords({ state, total, waiting, changed, refused, undone, kept }: Told): string {
  switch (state) {
    case 'working': return t('bulk.working', { done: total - waiting, total })
    case 'undoing': return t('bulk.undoing', { done: undone + kept, total: undone + kept + waiting })
    case 'done': return [t('bulk.done', { count: changed }), refused ? t('bulk.refused', { count: refused }) : ''].filter(Boolean).join(' ')
    case 'undone': return [t('bulk.undone', { count: undone }), kept ? t('bulk.kept', { count: kept }) : ''].filter(Boolean).join(' ')
  }
}

/** Also of closing, for some minutes: whatever is closed for longer stays so, and the line says which and why. */
export const canBeUndone = ({ state, changed }: Pick<BulkAction, 'state' | 'changed'>): boolean => state === 'done' && changed > 0
