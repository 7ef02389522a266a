import { z } from 'zod'
import { hail, onHail } from '#platform/wake'

// Who came, went to another page or left, for the desks that look at who is there. Said is only who; and only while somebody looks, so that
// ten thousand who come back after a restart cost nothing where nobody does.

export const MovesHailed = z.object({ accountId: z.uuid(), visitorIds: z.array(z.uuid()) })
const LookingHailed = z.object({ accountId: z.uuid() })

const gatherMs = 200
/** PostgreSQL carries less than 8,000 bytes at once. */
const most = 150
/** Whoever looks says so again every fifteen seconds. */
const looksForMs = 40_000

const lookedAt = new Map<string, number>()
const gathered = new Map<string, Set<string>>()

/** Somebody at a desk looks at who is on this account's sites. */
export const lookAtVisitors = (accountId: string) => hail('chat:looking', { accountId })
export const heedLooking = (): (() => void) => onHail('chat:looking', (what) => {
  const said = LookingHailed.safeParse(what)
  if (said.success) lookedAt.set(said.data.accountId, Date.now() + looksForMs)
})

export function moved(accountId: string, visitorId: string) {
  if ((lookedAt.get(accountId) ?? 0) < Date.now()) return
  const of = gathered.get(accountId)
  if (of) return void of.add(visitorId)
  gathered.set(accountId, new Set([visitorId]))
  setTimeout(() => {
    const visitorIds = [...gathered.get(accountId) ?? []]
    gathered.delete(accountId)
    for (let first = 0; first < visitorIds.length; first += most) hail('chat:moves', { accountId, visitorIds: visitorIds.slice(first, first + most) } satisfies z.infer<typeof MovesHailed>)
  }, gatherMs).unref()
}
