import { conversationToAnswer, writeMessage } from '#modules/conversations'
import { messageWritten } from '#events/conversations'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import type { z } from 'zod'
import type { MessageSent, NoteInput } from '../contract.ts'
import { beginWriting } from './begin-writing.ts'
import { about, byPerson } from './case-in-sight.ts'
import { toldOf } from './leaves-at.ts'
import { mentionedIn, tellMentioned } from './mentions.ts'
import { afterWriting, maySeeMessage } from './reply.ts'

/** A note is a message that never leaves the house: it has no delivery, no recipients, and no way to get any. */
export async function note(tx: Tx, actor: Actor, caseId: string, input: z.infer<typeof NoteInput>): Promise<z.infer<typeof MessageSent>> {
  const begun = await beginWriting(tx, actor, caseId, 'case.note', input.attempt)
  if (begun.before) return begun.before
  const { held, messageId, conversationIds } = begun
  const [talk] = await conversationToAnswer(tx, { conversationIds })
  if (!talk) throw new Refusal('conflict', 'This case has no conversation to note anything in.')
  const { seeing, cannotSee } = await mentionedIn(tx, actor, held, input.html)
  await writeMessage(tx, {
    id: messageId, brandId: held.brandId, conversationId: talk.conversationId, kind: 'note', subject: '', text: input.text, html: input.html, author: { id: actor.personId, name: actor.name, address: null },
    to: [], cc: [], bcc: [], attachmentIds: input.attachmentIds, inReplyTo: null, delivery: null, maySee: maySeeMessage(tx, actor),
    names: (personId) => seeing.has(personId),
  })
  await afterWriting(tx, actor, held, 'note')
  await announce(tx, byPerson(actor), messageWritten(about(held, messageId), { conversationId: talk.conversationId, kind: 'note' }))
  await tellMentioned(tx, actor, held, messageId, [...seeing])
  return { ...toldOf({ messageId, deliveryId: null }, null), ...cannotSee.length ? { cannotSee } : {} }
}
