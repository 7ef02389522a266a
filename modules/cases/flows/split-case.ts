import { conversationToSplit, messageById, splitConversation } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { firstWords, plain } from '#platform/text'
import type { z } from 'zod'
import type { Split } from '../contract.ts'
import { standingOf } from '../domain/standing.ts'
import { caseLinked, caseOpened, caseSplit } from '../events.ts'
import { conversationsOfCase, linkCases, openCaseRows, type HeldCase } from '../queries/cases.ts'
import { moveConversation } from '../queries/moves.ts'
import { asSaid, saidIn } from './as-said.ts'
import { about, byPerson, caseToChange, stillOpen } from './case-in-sight.ts'

/**
 * A part of a case becomes a case of its own, under the same owner and linked to it: a whole conversation, or its messages from one
 * on, which then are a conversation of their own, so that whoever answers them is heard there.
 */
export async function splitCase(tx: Tx, actor: Actor, caseId: string, input: z.infer<typeof Split>): Promise<{ caseId: string }> {
  const held = stillOpen(await caseToChange(tx, actor, caseId, 'case.change'))
  const conversationIds = (await conversationsOfCase(tx, { caseId })).map((each) => each.conversationId)
  const [message] = await messageById(tx, { id: input.messageId })
  if (!message || !conversationIds.includes(message.conversationId)) throw unknown('message')
  if (message.kind === 'note') throw new Refusal('invalid', 'A note is about what was said before it. Choose a message to split from.')
  const [talk] = await conversationToSplit(tx, { id: message.conversationId })
  const whole = input.whole || talk!.begins === message.id
  if (whole && conversationIds.length === 1) throw new Refusal('invalid', 'Nothing would be left in this case. Choose a later message.')
  const subject = plain(input.subject ?? '').trim() || (whole ? talk!.subject : firstWords(message.text, 80)) || held.subject
  const conversationId = whole ? message.conversationId : newId()
  if (!whole) await splitConversation(tx, { id: message.conversationId, messageId: message.id, newId: conversationId, subject: talk!.subject })
  const opened = await openApart(tx, held, { conversationId, messageId: message.id, subject, customerId: talk!.customerId })
  const left = await asSaid(tx, held)
  await linkCases(tx, [{ accountId: actor.accountId, brandId: held.brandId, id: newId(), fromCase: opened.id, toCase: held.id, kind: 'split-from', reason: '', byPerson: actor.personId }])
  await announce(tx, byPerson(actor), [
    caseOpened(about(opened), { reference: opened.reference, standing: standingOf(opened), followUpOf: null }),
    caseLinked(about(opened), { kind: 'split-from', otherCaseId: held.id, reason: '' }),
    caseSplit(about(held), { otherCaseId: opened.id, conversationId, standing: standingOf(left) }),
  ])
  return { caseId: opened.id }
}

async function openApart(tx: Tx, held: HeldCase, of: { conversationId: string; messageId: string; subject: string; customerId: string }): Promise<HeldCase> {
  const accountId = tx.scope!.accountId
  const opened = { ...held, id: newId(), subject: of.subject, customerId: of.customerId, lastMessageId: of.messageId, marks: [], snoozedUntil: null, version: 1 }
  const [row] = await openCaseRows(tx, [{ accountId, brandId: held.brandId, id: opened.id, subject: of.subject, kind: 'question', customerId: of.customerId, teamId: held.teamId, ownerId: held.ownerId, conversationId: of.conversationId, messageId: of.messageId, preview: '', marks: [], status: 'open', waiting: false }])
  await moveConversation(tx, { accountId, brandId: held.brandId, conversationId: of.conversationId, fromCase: held.id, toCase: opened.id })
  // It asks for an answer exactly when nobody has answered what went with it.
  const said = await saidIn(tx, opened.id)
  const status = said && !said.unansweredSince ? held.status : 'open'
  return asSaid(tx, { ...opened, reference: row!.reference, status })
}
