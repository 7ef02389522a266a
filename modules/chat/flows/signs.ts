import { z } from 'zod'
import { db } from '#platform/db'
import { hail } from '#platform/wake'
import { ChatSign } from '../contract.ts'
import { talksByIds, type TalkRow } from '../queries/talks.ts'
import { inBatches } from './in-batches.ts'
import type { Site } from './site.ts'

/** A passing matter at a talk, with whose case it is: only who may see that hears of it. */
export const SignHailed = z.object({ accountId: z.uuid(), brandId: z.uuid(), teamId: z.uuid().nullable(), ownerId: z.uuid().nullable(), sign: ChatSign })
export type SignHailed = z.infer<typeof SignHailed>

/** Whose cases these talks are in, of as many as are asked for while the last ones are being read. */
const talkOf = inBatches<{ accountId: string; talkId: string }, TalkRow | undefined>(500, async (accountId, all) => {
  const found = new Map((await db().reading({ accountId, brandIds: 'all' }, (tx) => talksByIds(tx, { ids: [...new Set(all.map((each) => each.talkId))] }))).map((each) => [each.id, each]))
  return all.map((each) => found.get(each.talkId))
})

/** Tells the desks that a visitor types, what (where the brand looks and the visitor was told so), or that they came or went. */
export async function signOf({ site, talkId }: { site: Site; talkId: string }, moment: { typing: boolean; peek: string; online: boolean }): Promise<void> {
  const talk = await talkOf({ accountId: site.accountId, talkId })
  if (!talk?.caseId) return
  const { brandId, teamId, ownerId, caseId } = talk
  hail('chat:sign', { accountId: site.accountId, brandId, teamId, ownerId, sign: { talkId, caseId, ...moment, peek: site.settings.sneakPeek ? moment.peek : '' } } satisfies SignHailed)
}
