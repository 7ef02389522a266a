import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { CasePage, CaseRow } from '#contracts/cases'

type Lists = InfiniteData<CasePage> | CasePage
/** Rows in every list at hand, changed before the server has answered. @returns what takes it back */
export function patchRows(client: QueryClient, caseId: string, changes: Partial<CaseRow>): () => void {
  const before = client.getQueriesData<Lists>({ queryKey: ['cases', 'list'] })
  const patched = (page: CasePage) => (page.rows.some((row) => row.id === caseId) ? { ...page, rows: page.rows.map((row) => (row.id === caseId ? { ...row, ...changes } : row)) } : page)
  client.setQueriesData<Lists>({ queryKey: ['cases', 'list'] }, (data) => data && ('pages' in data ? { ...data, pages: data.pages.map(patched) } : patched(data)))
  return () => { for (const [key, data] of before) client.setQueryData(key, data) }
}
