import { useQueryClient } from '@tanstack/react-query'
import type { Customer } from '#contracts/customers'
import { call, sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'

/** Who was found to be the same person, each with the way back; what was noted on them is not lost from sight. */
export function MergedCustomers({ merged, onPart }: { merged: Customer['merged']; onPart: ((id: string) => void) | undefined }) {
  if (!merged.length) return null
  return <ul className="merged-customers">{merged.map((each) => <li key={each.id}>
    <span>{t('customer.also', { name: each.name })}{each.note ? <span className="meta merged-customers__note">{each.note}</span> : null}</span>
    {onPart ? <Button small look="quiet" onClick={() => onPart(each.id)}>{t('case.unmerge')}<span className="hidden-text"> {each.name}</span></Button> : null}</li>)}</ul>
}

export function useCustomerMerging() {
  const client = useQueryClient()
  const ask = async (act: () => Promise<Customer>, say: (answer: Customer) => void) => {
    try { say(await act()) } catch (error) { toast(sentence(error), { tone: 'late' }) }
    await Promise.all([['case'], ['cases'], ['timeline'], ['customers']].map((queryKey) => client.invalidateQueries({ queryKey })))
  }
  const part = (id: string): void => { void ask(() => call<Customer>('DELETE', `customers/${id}/merging`), () => toast(t('customer.parted'))) }
  const merge = (id: string, into: string): void => {
    void ask(() => call<Customer>('PUT', `customers/${id}/merging`, { into }), (known) => toast(t('customer.merged', { name: known.name }), { until: Date.now() + 12_000, action: { label: t('undo'), run: () => part(id) } }))
  }
  return { merge, part }
}
