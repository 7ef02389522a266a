import { caseOfConversation, conversationsOfCase, type HeldCase } from '#modules/cases'
import { conversationKnown, relativesOf, similarConversation, splitOffFrom } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { match, type Match, type Relative } from '../domain/match.ts'
import type { ParsedMail } from '../domain/parsed-mail.ts'
import { readReplyAddress } from '../domain/reply-token.ts'
import { subjectKey } from '../domain/subject.ts'
import type { WaitingMail } from '../queries/ledger.ts'
import type { Writer } from './identify.ts'
import type { Mailroom } from './mailroom.ts'
import { replyKey } from './reply-keys.ts'

/** Where a mail belongs: in a conversation that is there, or in a new one, which may be related to a case. */
export type Place = {
  reason: string
  joined: { conversationId: string; customerId: string; held: HeldCase | null; answered: string | null; asThirdParty: boolean } | null
  maybeRelatedTo: string | null
  /** It came to a signed address by somebody who takes no part in its conversation. */
  otherSender: boolean
  /** Every id that the mail names as its ancestor. */
  ancestors: string[]
}

export async function findConversation(tx: Tx, waiting: WaitingMail, mail: ParsedMail, writer: Writer, room: Mailroom): Promise<Place> {
  const ancestors = [...new Set([...mail.inReplyTo, ...mail.references])].slice(-60)
  const sender = writer.address
  const [token, relatives] = await Promise.all([
    tokenOf(tx, mail, waiting, room, sender),
    relativesOf(tx, { brandId: waiting.brandId, ids: mail.messageId ? [...ancestors, mail.messageId] : ancestors, sender }),
  ])
  const key = subjectKey(writer.passedOn?.subject ?? mail.subject)
  const similar = writer.customerId && !token ? (await similarConversation(tx, { channelId: waiting.mailboxId!, subjectKey: key, customerId: writer.customerId }))[0]?.conversationId ?? null : null
  const found = match({ token, inReplyTo: mail.inReplyTo, references: mail.references, messageId: mail.messageId, relatives, similar })
  const otherSender = token !== null && !token.participant
  const forced = waiting.forcedCase ? (await conversationsOfCase(tx, { caseId: waiting.forcedCase }))[0]?.conversationId : undefined
  const conversationId = forced ?? (found.where === 'conversation' ? await splitOff(tx, found, mail, relatives) : null)
  if (!conversationId) return { reason: otherSender ? 'other-sender' : 'new', joined: null, maybeRelatedTo: found.where === 'new' && found.maybeRelatedTo ? await caseIdOf(tx, found.maybeRelatedTo) : null, otherSender, ancestors }
  const [[conversation], [held]] = await Promise.all([conversationKnown(tx, { id: conversationId, sender }), caseOfConversation(tx, { conversationId })])
  return {
    reason: forced ? 'forced' : held?.status === 'closed' ? 'follow-up' : found.where === 'conversation' ? found.by : 'new',
    joined: { conversationId, customerId: conversation!.customerId, held: held ?? null, answered: found.where === 'conversation' && conversationId === found.conversationId ? found.answered : null, asThirdParty: found.where === 'conversation' && found.as === 'third-party' },
    maybeRelatedTo: null, otherSender, ancestors,
  }
}

/** The signed address names the conversation that it was sent from. What is answered may have been split off from that since: then the answer follows it. */
async function splitOff(tx: Tx, found: Extract<Match, { where: 'conversation' }>, mail: ParsedMail, relatives: Relative[]): Promise<string> {
  if (found.by !== 'token') return found.conversationId
  const answers = [...mail.inReplyTo, ...mail.references.toReversed()]
  for (const id of answers) {
    const ancestor = relatives.find((each) => each.relation === 'is' && each.rfcMessageId === id && !each.bulk)
    if (!ancestor) continue
    if (ancestor.conversationId === found.conversationId) return found.conversationId
    if ((await splitOffFrom(tx, { conversationId: ancestor.conversationId, from: found.conversationId })).length) return ancestor.conversationId
  }
  return found.conversationId
}

const caseIdOf = async (tx: Tx, conversationId: string) => (await caseOfConversation(tx, { conversationId }))[0]?.id ?? null

/** The signed reply address may stand in any field that says where the mail was sent to. */
async function tokenOf(tx: Tx, mail: ParsedMail, waiting: WaitingMail, room: Mailroom, sender: string) {
  const own = room.addressOf(waiting.mailboxId)
  if (!own) return null
  for (const address of [...waiting.envelopeTo, ...mail.deliveredTo, ...mail.to.map((each) => each.address), ...mail.cc.map((each) => each.address)].slice(0, 200)) {
    const read = readReplyAddress(address, own, replyKey)
    if (!read) continue
    const [known] = await conversationKnown(tx, { id: read.conversationId, sender })
    if (known?.brandId === waiting.brandId) return { conversationId: known.id, participant: known.participant, participantRole: known.participantRole }
  }
  return null
}
