import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseView, MacroRun } from '#contracts/cases'
import type { Text } from '#contracts/knowledge'
import { call, hasCode, sentence } from '#kit/api.ts'
import { t, word } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'

/** What of it one may not do, in the reader's words. */
function refused(error: unknown, name: string): string {
  const lacking = hasCode(error, 'forbidden') && Array.isArray(error.facts['lacking']) ? error.facts['lacking'].map((each) => word('macro.kind', String(each))) : []
  return lacking.length ? t('macro.refused', { name, deeds: lacking.join(', ') }) : sentence(error)
}

/** Does at once what a text does, all or nothing, and offers the way back. */
export function useMacros(view: CaseView) {
  const client = useQueryClient()
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['case', view.id] }), client.invalidateQueries({ queryKey: ['cases'] })])
  const undo = async (id: string, name: string) => {
    try {
      await call('DELETE', `macro-runs/${id}`)
      toast(t('macro.undone', { name }))
    } catch (error) { toast(sentence(error), { tone: 'late' }) } finally { await refresh() }
  }
  return {
    apply: async ({ id, name }: Pick<Text, 'id' | 'name'>) => {
      try {
        const run = await call<z.infer<typeof MacroRun>>('POST', `cases/${view.id}/macros`, { textId: id })
        toast(t('macro.done', { name }), { until: Date.now() + 12_000, action: { label: t('undo'), run: () => void undo(run.id, name) } })
      } catch (error) { toast(refused(error, name), { tone: 'late' }) } finally { await refresh() }
    },
  }
}
