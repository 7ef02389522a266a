import { db } from '#platform/db'
import type { z } from 'zod'
import { staffing } from '../domain/staffing.ts'
import type { Staffed } from '../protocol.ts'
import { agentsSeen, agentsThere } from '../queries/agents.ts'
import type { Site } from './site.ts'

type There = Awaited<ReturnType<typeof agentsThere>>
const knownForMs = 5_000
const known = new Map<string, { until: number; there: Promise<There> }>()

/** Who takes chats in an account now. Known for some seconds, for thousands who come in at once. */
export function agentsOf(accountId: string, now = Date.now()): Promise<There> {
  const found = known.get(accountId)
  if (found && found.until > now) return found.there
  const there = db().reading({ accountId, brandIds: 'all' }, (tx) => agentsThere(tx, {}))
  known.set(accountId, { until: now + knownForMs, there })
  there.catch(() => known.delete(accountId))
  return there
}
export const forgetAgents = (accountId: string) => { known.delete(accountId) }

export const staffedOn = async (site: Site, now = new Date()): Promise<z.infer<typeof Staffed>> => staffing(site, await agentsOf(site.accountId, now.getTime()), now)

/** These people have a desk open at this moment. */
export async function agentsAreHere(people: Array<{ accountId: string; personId: string }>): Promise<void> {
  for (const [accountId, all] of Map.groupBy(people, (each) => each.accountId)) {
    await db().transaction({ accountId, brandIds: [] }, (tx) => agentsSeen(tx, { personIds: [...new Set(all.map((each) => each.personId))].sort() }))
  }
}
