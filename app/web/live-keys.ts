import type { QueryKey } from '@tanstack/react-query'

export type LiveItem = { verb: string; brandId: string; caseId: string | null; subjectId: string; actorId: string | null; at: string }

/** Which lists show what such an event tells about. A verb of a newer server that fits none of these changes nothing here. */
const families: readonly (readonly [RegExp, QueryKey[]])[] = [
  [/^case\.|^message\.|^delivery\./, [['cases'], ['timeline']]],
  [/^message\.written$|^delivery\./, [['outbox']]],
  // What arrives was handed to the mail room first; what it decided stands in the ledger.
  [/^message\.received$|^ledger\./, [['ledger']]],
  [/^customer\./, [['cases', 'list'], ['timeline']]],
  [/^bulk\./, [['bulk-actions']]],
  [/^brand\.fields/, [['case-fields']]],
  [/^brand\.second-eyes/, [['second-eyes'], ['case']]],
  [/^mailbox\./, [['mailboxes']]],
  [/^webhook\./, [['webhooks']]],
  [/^widget\./, [['widgets']]],
  [/^talk\.|^visitor\./, [['talks'], ['visitors']]],
  [/^talk\./, [['talk-counts']]],
  [/^message\./, [['talks']]],
  [/^person\.(?!mentioned)/, [['people'], ['colleagues'], ['me']]],
  [/^notification\./, [['notifications']]],
  [/^invitation\./, [['invitations']]],
  [/^view\./, [['saved-views']]],
  [/^text\./, [['texts']]],
  [/^team\./, [['teams'], ['colleagues'], ['people'], ['me']]],
  [/^brand\./, [['brands'], ['people'], ['me']]],
]

/** Which answers a happening makes stale: those of its case, and the lists in which its kind of thing is shown. */
export function keysFor(items: readonly LiveItem[]): QueryKey[] {
  const keys = new Map<string, QueryKey>()
  const add = (key: QueryKey) => keys.set(JSON.stringify(key), key)
  for (const item of items) {
    if (item.caseId) add(['case', item.caseId])
    // A customer is shown beside each of their cases; which of those is open only the screen knows.
    if (item.verb.startsWith('customer.')) add(['case'])
    for (const [pattern, stale] of families) if (pattern.test(item.verb)) stale.forEach(add)
  }
  return [...keys.values()]
}
