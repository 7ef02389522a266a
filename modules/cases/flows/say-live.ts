import { writeMessage } from '#modules/conversations'
import { messageWritten } from '#events/conversations'
import type { Tx } from '#platform/db'
import { announceBeside } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { firstWords } from '#platform/text'
import { draftStands, markRead } from '../queries/beside.ts'
import { caseHasMessage } from '../queries/cases.ts'
import { beginWriting } from './begin-writing.ts'
import { about, byPerson } from './case-in-sight.ts'
import { maySeeMessage } from './reply.ts'
import { forgetDraft } from './save-draft.ts'
import { maySendAlone } from './second-eyes.ts'

/**
 * Several may be said in one transaction, side by side, as long as no two are about the same case: what each asks and writes goes together.
 * A line in a talk that goes on now. What came in meanwhile does not stop it, it is shown beside it; and the case stands as it stood.
 * @returns the message, and whether the same attempt had written it before.
 */
export async function sayLive(tx: Tx, actor: Actor, caseId: string, line: { conversationId: string; text: string; attachmentIds: string[]; attempt: string }): Promise<{ messageId: string; before: boolean }> {
  const begun = await beginWriting(tx, actor, caseId, 'case.reply', line.attempt)
  if (begun.before) return { messageId: begun.before.messageId, before: true }
  const { held, messageId } = begun
  await maySendAlone(tx, actor, held.brandId)
  const { text } = await writeMessage(tx, {
    id: messageId, brandId: held.brandId, conversationId: line.conversationId, kind: 'out', subject: '', text: line.text, author: { id: actor.personId, name: actor.name, address: null },
    to: [], cc: [], bcc: [], attachmentIds: line.attachmentIds, inReplyTo: null, maySee: maySeeMessage(tx, actor), delivery: null,
  })
  await caseHasMessage(tx, { id: caseId, messageId, preview: firstWords(text, 160), status: held.status, fromOutside: false, wakes: false, marks: [] })
  const draft = { caseId, personId: actor.personId, kind: 'reply' as const }
  if ((await draftStands(tx, draft)).length) await forgetDraft(tx, draft)
  await markRead(tx, draft)
  await announceBeside(tx, { actor: byPerson(actor), announcements: [messageWritten(about(held, messageId), { conversationId: line.conversationId, kind: 'out' })], cause: null })
  return { messageId, before: false }
}
