import { createHash } from 'node:crypto'
import { writtenBefore } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import type { Actor } from '#platform/permissions'
import type { z } from 'zod'
import type { MessageSent } from '../contract.ts'
import { conversationsOfCase, type HeldCase } from '../queries/cases.ts'
import { caseToChange, stillOpen } from './case-in-sight.ts'
import { toldOf } from './leaves-at.ts'

type Begun = { before: z.infer<typeof MessageSent> } | { before: null; held: HeldCase; messageId: string; conversationIds: string[] }

/** The case that somebody is about to write in, held and still open; or what became of the same attempt before, whatever the case is by now. */
export async function beginWriting(tx: Tx, actor: Actor, caseId: string, permission: 'case.reply' | 'case.note', attempt: string | undefined): Promise<Begun> {
  const found = await caseToChange(tx, actor, caseId, permission)
  const { messageId, before } = await attempted(tx, actor, caseId, attempt)
  if (before) return { before }
  return { before: null, held: stillOpen(found), messageId, conversationIds: (await conversationsOfCase(tx, { caseId })).map((each) => each.conversationId) }
}

/**
 * The id of what somebody is about to write, and what became of the same attempt before: an answer that was lost on its way is asked
 * for again, and the customer must not get two letters for it. Whoever asks holds the case, so that two at once come one after the other.
 */
async function attempted(tx: Tx, actor: Actor, caseId: string, attempt: string | undefined): Promise<{ messageId: string; before: z.infer<typeof MessageSent> | null }> {
  if (!attempt) return { messageId: newId(), before: null }
  const messageId = idOf(`${actor.personId} ${caseId} ${attempt}`)
  const [written] = await writtenBefore(tx, { messageId })
  return { messageId, before: written ? toldOf({ messageId, deliveryId: written.deliveryId }, written.dueAt) : null }
}

/** Made from words (RFC 9562, version 8): the same words have the same id, and nobody can choose one that is somebody else's. */
function idOf(words: string): string {
  const bytes = createHash('sha256').update(words).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
