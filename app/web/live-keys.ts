import type { QueryKey } from '@tanstack/react-query'

export type LiveItem = { verb: string; brandId: string; caseId: string | null; subjectId: string; actorId: string | null; at: string }

const families: readonly (readonly [RegExp, QueryKey[]])[] = [
  [/^(case|message|note|delivery)\./, [['cases']]],
  [/^delivery\.|^message\.(queued|sent|forwarded)/, [['outbox']]],
  [/^(customer|identity)\./, [['customer'], ['cases', 'list']]],
  [/^(mail|ledger)\./, [['ledger']]],
  [/^(channel|mailbox)\./, [['mailboxes']]],
  [/^(person|invitation|team|brand)\./, [['people'], ['invitations'], ['colleagues'], ['teams'], ['brands'], ['me']]],
]

/** Which answers a happening makes stale: those of its case, and the lists in which its kind of thing is shown. */
export function keysFor(items: readonly LiveItem[]): QueryKey[] {
  const keys = new Map<string, QueryKey>()
  const add = (key: QueryKey) => keys.set(JSON.stringify(key), key)
  for (const item of items) {
    if (item.caseId) add(['case', item.caseId])
    if (/^customer\./.test(item.verb)) add(['customer', item.subjectId])
    for (const [pattern, stale] of families) if (pattern.test(item.verb)) stale.forEach(add)
  }
  return [...keys.values()]
}
