import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseField, CaseFieldChange, CaseFieldInput } from '#contracts/cases'
import { call } from '#kit/api.ts'
import { rowsOf } from '#kit/deed.ts'

export const useFields = () => useQuery({ queryKey: ['case-fields'], queryFn: rowsOf<CaseField>('case-fields'), staleTime: 300_000 })

export const fields = {
  define: (input: z.input<typeof CaseFieldInput>) => call<CaseField>('POST', 'case-fields', input),
  change: (id: string, match: Record<string, string>, input: z.input<typeof CaseFieldChange>) => call<CaseField>('PATCH', `case-fields/${id}`, input, undefined, match),
  retire: (id: string, retired: boolean) => call<CaseField>(retired ? 'PUT' : 'DELETE', `case-fields/${id}/retirement`),
}

/** One a line. A choice that keeps its place in the list keeps its cases, also when it is called otherwise. */
export function choicesIn(text: string, before: CaseField['choices']): { key?: string; label: string }[] {
  const labels = [...new Set(text.split('\n').map((each) => each.trim()).filter(Boolean))]
  const alive = before.filter((each) => !each.retired)
  const named = labels.map((label) => before.find((each) => each.label === label))
  return labels.map((label, index) => {
    const renamed = alive[index]
    const known = named[index] ?? (renamed && labels.length === alive.length && !named.includes(renamed) ? renamed : undefined)
    return { label, ...(known ? { key: known.key } : {}) }
  })
}
