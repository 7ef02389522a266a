import { addCustomers, customerByAddress } from '#modules/customers'
import { addConversation, channelsOfAccount, writeMessage } from '#modules/conversations'
import { customerMet } from '#events/customers'
import { messageWritten } from '#events/conversations'
import type { Tx } from '#platform/db'
import { announce, type Announcement } from '#platform/events'
import { newId } from '#platform/ids'
import { may, type Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import { firstWords, plain } from '#platform/text'
import type { z } from 'zod'
import type { NewCaseInput } from '../contract.ts'
import { caseOpened } from '../events.ts'
import { markRead } from '../queries/beside.ts'
import { openCaseRows } from '../queries/cases.ts'
import { byPerson } from './case-in-sight.ts'
import { checkRecipients } from './check-recipients.ts'
import { leavesAt } from './leaves-at.ts'
import { maySeeMessage } from './reply.ts'
import { maySendAlone } from './second-eyes.ts'

/** We write first: a new conversation with a customer, and the case that it belongs to, owned by who opened it. */
export async function openCase(tx: Tx, actor: Actor, input: z.infer<typeof NewCaseInput>, clock: { now: Date; undoSeconds: number }): Promise<{ caseId: string }> {
  // A retired address sends nothing any more; its conversations stay.
  const channel = (await channelsOfAccount(tx, {})).find((each) => each.id === input.channelId)
  if (!channel || !may(actor, 'case.open', { brandId: channel.brandId })) throw unknown('channel')
  await maySendAlone(tx, actor, channel.brandId)
  checkRecipients([input.to])
  const { accountId } = actor
  const { brandId } = channel
  const subject = plain(input.subject).trim() || firstWords(input.text, 160)
  const [caseId, conversationId] = [newId(), newId()]
  const news: Announcement[] = []
  let customerId = (await customerByAddress(tx, { brandId, address: input.to.address }))[0]?.customerId
  if (!customerId) {
    customerId = newId()
    const name = plain(input.to.name).slice(0, 160).trim() || input.to.address
    await addCustomers(tx, [{ accountId, brandId, id: customerId, identityId: newId(), name, address: input.to.address, language: null, verifiedHow: 'by-agent' }])
    news.push(customerMet({ brandId, subjectId: customerId }, { name }))
  }
  await addConversation(tx, { accountId, brandId, id: conversationId, channelId: channel.id, customerId, subject, subjectKey: '', address: input.to.address, name: input.to.name })
  const standing = { status: 'waiting-customer' as const, ownerId: actor.personId, teamId: channel.teamId }
  const about = { brandId, subjectId: caseId, caseId, teamId: channel.teamId, ownerId: actor.personId }
  const { messageId, text } = await writeMessage(tx, {
    brandId, conversationId, kind: 'out', subject, text: input.text, html: input.html, author: { id: actor.personId, name: actor.name, address: channel.address }, to: [input.to], cc: [], bcc: [],
    attachmentIds: input.attachmentIds, inReplyTo: null, maySee: maySeeMessage(tx, actor), delivery: { channelId: channel.id, channelKind: channel.kind, ...leavesAt(undefined, clock), payload: { caseId, statusBefore: 'open' } },
  })
  const [opened] = await openCaseRows(tx, [{ accountId, brandId, id: caseId, subject, kind: 'question', customerId, teamId: channel.teamId, ownerId: actor.personId, conversationId, messageId, preview: firstWords(text, 160), marks: [], status: standing.status, waiting: false }])
  await markRead(tx, { caseId, personId: actor.personId })
  await announce(tx, byPerson(actor), [...news, caseOpened(about, { reference: opened!.reference, standing, followUpOf: null }), messageWritten({ ...about, subjectId: messageId }, { conversationId, kind: 'out' })])
  return { caseId }
}
