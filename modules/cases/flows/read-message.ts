import { z } from 'zod'
import type { Tx } from '#platform/db'
import type { Actor } from '#platform/permissions'
import { question } from '#platform/question'
import { readsNotes } from '../domain/reads-notes.ts'
import { mayInConversation } from './case-in-sight.ts'

const Place = z.object({ conversationId: z.uuid(), kind: z.string() })
const placeOf = question<{ id: string }, typeof Place>('cases: place of a message', Place, `
  select conversation_id as "conversationId", kind from conversations.published_messages where account_id = (select platform.account()) and id = :id`)

/** Whether this person may read what was said there, and have its files. Said to nobody: that there is such a message. */
export async function mayReadMessage(tx: Tx, actor: Actor, messageId: string): Promise<boolean> {
  const [place] = await placeOf(tx, { id: messageId })
  return !!place && (place.kind !== 'note' || readsNotes(actor)) && mayInConversation(tx, actor, place.conversationId, 'case.see')
}
