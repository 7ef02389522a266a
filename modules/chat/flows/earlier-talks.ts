import { scopeOf } from '#modules/cases'
import { db } from '#platform/db'
import { may, type Actor } from '#platform/permissions'
import type { EarlierTalk } from '../contract.ts'
import { talksOfVisitor } from '../queries/desk.ts'
import { visitorInSight } from './present-talks.ts'

/** What this visitor talked about, as far as this person may see the cases of it, the newest first. */
export const earlierTalks = (actor: Actor, visitorId: string): Promise<EarlierTalk[]> => db().reading(scopeOf(actor), async (tx) => {
  const visitor = await visitorInSight(tx, actor, visitorId)
  const rows = await talksOfVisitor(tx, { id: visitor.id })
  return rows.filter((each) => may(actor, 'case.see', { brandId: visitor.brandId, teamId: each.teamId, ownerId: each.ownerId })).map(({ teamId: _, ownerId: __, startedAt, ...talk }) => ({ ...talk, startedAt: startedAt.toISOString() }))
})
