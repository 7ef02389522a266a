import { z } from 'zod'
import { db } from '#platform/db'
import { hail } from '#platform/wake'
import { ChatSign } from '../contract.ts'
import { talkById } from '../queries/talks.ts'
import { siteScope, type Site } from './site.ts'

/** A passing matter at a talk, with whose case it is: only who may see that hears of it. */
export const SignHailed = z.object({ accountId: z.uuid(), brandId: z.uuid(), teamId: z.uuid().nullable(), ownerId: z.uuid().nullable(), sign: ChatSign })
export type SignHailed = z.infer<typeof SignHailed>

/** Tells the desks that a visitor types, what (where the brand looks and the visitor was told so), or that they came or went. */
export async function signOf({ site, talkId }: { site: Site; talkId: string }, moment: { typing: boolean; peek: string; online: boolean }): Promise<void> {
  const [talk] = await db().reading(siteScope(site), (tx) => talkById(tx, { id: talkId }))
  if (!talk?.caseId) return
  const { brandId, teamId, ownerId, caseId } = talk
  hail('chat:sign', { accountId: site.accountId, brandId, teamId, ownerId, sign: { talkId, caseId, ...moment, peek: site.settings.sneakPeek ? moment.peek : '' } } satisfies SignHailed)
}
