import { peopleOfAccount } from '#modules/accounts'
import { customerFor } from '#modules/customers'
import { channelsOfAccount, draftFiles, messagesOfConversations, presentMessage, type MessageRow } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { eventsOfCase, type LoggedEvent } from '#platform/events'
import { may, permissions, type Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import type { Address } from '#contracts/conversations'
import type { z } from 'zod'
import type { CaseHappening, CaseLink, CaseView, Recipients } from '../contract.ts'
import { mayTakeBackClosing, takenBackUntil } from '../domain/take-back-closing.ts'
import { readsNotes } from '../domain/reads-notes.ts'
import { recipientsOfAnswer } from '../domain/recipients.ts'
import { draftsOf, followersOf, linksOf } from '../queries/beside.ts'
import { conversationsOfCase } from '../queries/cases.ts'
import { closingOf } from '../queries/closing.ts'
import { caseRowFor } from '../queries/list.ts'
import { presentDraft } from './present-draft.ts'
import { reviewsFor } from './present-reviews.ts'
import { needsSecondEyes } from './second-eyes.ts'

/** Everything that the middle and the right of the desk show of a case, of one moment. @throws Refusal 'unknown' when the reader may not see it. */
export async function presentCase(tx: Tx, actor: Actor, id: string): Promise<CaseView> {
  const row = await caseRowFor(tx, actor, id)
  if (!row) throw unknown('case')
  const [conversations, followers, links, drafts, events, customerPanel, people, channels] = await Promise.all([
    conversationsOfCase(tx, { caseId: id }), followersOf(tx, { caseId: id }), linksOf(tx, { caseId: id }), draftsOf(tx, { caseId: id, personId: actor.personId }),
    eventsOfCase(tx, id), customerFor(tx, row.customer.id), peopleOfAccount(tx, {}), channelsOfAccount(tx, {}),
  ])
  const readable = (await messagesOfConversations(tx, { conversationIds: conversations.map((each) => each.conversationId) })).filter((each) => each.kind !== 'note' || readsNotes(actor))
  const messages = readable.filter((each) => !takenBack(each))
  const nameOf = new Map(people.map((each) => [each.id, each.name]))
  const staff = new Set(people.map((each) => each.email.toLowerCase()))
  const own = new Set(channels.map((each) => each.address.toLowerCase()))
  const thing = { brandId: row.brandId, teamId: row.teamId, ownerId: row.ownerId }
  const linked = await linksInSight(tx, actor, links)
  const reviews = await reviewsFor(tx, actor, id, thing)
  return {
    ...row, customerPanel, followers: followers.map((each) => each.personId), links: linked,
    messages: messages.map((each) => presentMessage(each, actor)),
    happenings: events.filter((each) => toldInThread(each) && (readsNotes(actor) || each.facts['kind'] !== 'note')).map((each) => presentHappening(each, nameOf, row.customer.name, new Set(linked.map((link) => link.caseId)))),
    drafts: await Promise.all(drafts.map(async (draft) => presentDraft(draft, await draftFiles(tx, actor, draft.attachmentIds, (id) => readable.some((each) => each.id === id), reviews.some((each) => each.mine && each.kind === draft.kind))))), recipients: recipientsFor(messages, customerPanel, (address) => own.has(withoutToken(address)), (address) => staff.has(address)),
    lastMessageId: messages.at(-1)?.id ?? null, permissions: permissions.filter((each) => may(actor, each, thing)),
    needsReview: may(actor, 'case.reply', thing) && await needsSecondEyes(tx, actor, row.brandId), reviews,
    lookedOver: readsNotes(actor) ? lookedOverIn(events, nameOf) : [],
    closing: row.status === 'closed' ? await closingToTakeBack(tx, actor, row.id) : null,
  }
}

/** Who meets whom is no news of the case; and a draft is shown to those whom it concerns, not told of to everybody. */
const toldInThread = ({ verb }: LoggedEvent): boolean => verb !== 'customer.met' && !verb.startsWith('draft.')

/** Who wrote and who looked over what was sent. */
const lookedOverIn = (events: LoggedEvent[], nameOf: Map<string, string>): z.infer<typeof CaseView>['lookedOver'] => events.filter((each) => each.verb === 'message.written' && each.facts['lookedOverBy'])
  .map(({ subjectId, facts }) => ({ messageId: subjectId, writtenBy: nameOf.get(String(facts['writtenBy'])) ?? '', lookedOverBy: nameOf.get(String(facts['lookedOverBy'])) ?? '' }))

/** Offered as long as it would be granted. */
async function closingToTakeBack(tx: Tx, actor: Actor, id: string): Promise<z.infer<typeof CaseView>['closing']> {
  const [found] = await closingOf(tx, { id })
  try { const closing = mayTakeBackClosing(found, actor.personId, new Date()); return { until: takenBackUntil(closing).toISOString(), status: closing.status } } catch { return null }
}

/** Nobody was sent it, and its text is a draft again: it would only stand twice in the thread. The log still tells of it. */
const takenBack = (message: MessageRow) => message.kind !== 'in' && message.deliveries.length > 0 && message.deliveries.every((each) => each['state'] === 'cancelled')

/** A signed reply address is our own address too. */
const withoutToken = (address: string) => address.toLowerCase().replace(/\+[^@]*@/, '@')

function recipientsFor(messages: MessageRow[], customer: z.infer<typeof CaseView>['customerPanel'], isOurs: (address: string) => boolean, isStaff: (address: string) => boolean): z.infer<typeof Recipients> {
  const newest = messages.findLast((each) => each.kind === 'in')
  if (!newest) {
    // We wrote first: the answer goes to whom we wrote.
    const sent = messages.findLast((each) => each.kind === 'out')?.recipients as { to?: Address[]; cc?: Address[] } | undefined
    const first = customer.identities.find((each) => each.kind === 'email')
    const from = sent?.to?.[0] ?? (first ? { address: first.value, name: customer.name } : null)
    return from ? recipientsOfAnswer({ from, replyTo: [], to: sent?.to ?? [], cc: sent?.cc ?? [], list: false }, { isOurs, isStaff }) : { to: [], cc: [], explained: [] }
  }
  const { to = [], cc = [], replyTo = [] } = newest.recipients as { to?: Address[]; cc?: Address[]; replyTo?: Address[] }
  return recipientsOfAnswer({ from: { address: newest.authorAddress ?? '', name: newest.authorName }, replyTo, to, cc, list: newest.marks.includes('list') }, { isOurs, isStaff })
}

/** Those are told where the letter stands, to colleagues. */
const withoutEyes = ({ writtenBy: _, lookedOverBy: __, ...facts }: LoggedEvent['facts']) => facts

function presentHappening(event: LoggedEvent, nameOf: Map<string, string>, customerName: string, casesInSight: Set<string>): z.infer<typeof CaseHappening> {
  const name = event.actor.kind === 'person' ? nameOf.get(event.actor.id ?? '') ?? '' : event.actor.kind === 'customer' ? customerName : ''
  // Another case that the reader does not see has no number here either.
  const unseen = ['followUpOf', 'otherCaseId'].filter((fact) => typeof event.facts[fact] === 'string' && !casesInSight.has(event.facts[fact]))
  return { id: String(event.seq), at: event.at.toISOString(), verb: event.verb, actor: { kind: event.actor.kind, name }, facts: { ...withoutEyes(event.facts), ...Object.fromEntries(unseen.map((fact) => [fact, null])) } }
}

const backwards: Record<string, z.infer<typeof CaseLink>['kind']> = { 'follow-up-of': 'followed-by', 'merged-into': 'merged-from', 'maybe-related': 'maybe-related', 'split-from': 'split-into', 'related': 'related' }

async function linksInSight(tx: Tx, actor: Actor, links: Array<{ kind: string; outward: boolean; caseId: string; reason: string }>): Promise<Array<z.infer<typeof CaseLink>>> {
  const seen = await Promise.all(links.map(async (link) => ({ link, row: await caseRowFor(tx, actor, link.caseId) })))
  return seen.flatMap(({ link, row }) => row ? [{ kind: link.outward ? link.kind as z.infer<typeof CaseLink>['kind'] : backwards[link.kind]!, caseId: link.caseId, reference: row.reference, subject: row.subject, reason: link.reason }] : [])
}
