import type { Tx } from '#platform/db'
import type { Announcement } from '#platform/events'
import { newId } from '#platform/ids'
import { firstWords } from '#platform/text'
import { takeInReply } from '../domain/take-in-reply.ts'
import { standingOf } from '../domain/standing.ts'
import { caseLinked, caseOpened, caseReopened, caseWoken } from '../events.ts'
import { casesHaveMessages, linkCases, openCaseRows, type HeldCase, type NewCase, type NewLink, type Said } from '../queries/cases.ts'

/** A message from outside. `current` is the living case of its conversation, held by this transaction. */
export type MessageTakenIn = {
  brandId: string; conversationId: string; messageId: string; customerId: string; subject: string; text: string; by: 'customer' | 'third-party' | 'machine'
  teamId: string | null; marks: string[]; maybeRelatedTo: string | null; current: HeldCase | null
}
/** Which case a message reached, and what is to be announced of it. */
export type CaseReached = { caseId: string; teamId: string | null; ownerId: string | null; news: Announcement[] }

/**
 * Messages from outside reach their cases: each is appended, or wakes its case, or opens a new one (a closed case is never written
 * to again: its follow-up is linked to it). No two of them may be about the same case. @returns where each went, in their order.
 */
export async function takeInMessages(tx: Tx, all: MessageTakenIn[]): Promise<CaseReached[]> {
  const effects = all.map((taken) => effectOf(taken, tx.scope!.accountId))
  const said = casesHaveMessages(tx, effects.flatMap((each) => each.said ?? []))
  const opened = await openCaseRows(tx, effects.flatMap((each) => each.opens ?? []))
  await Promise.all([said, linkCases(tx, effects.flatMap((each) => each.links))])
  const references = new Map(opened.map((each) => [each.id, each.reference]))
  return effects.map(({ reached, news }) => ({ ...reached, news: news(references.get(reached.caseId)!) }))
}

type Effect = { reached: Omit<CaseReached, 'news'>; said?: Said; opens?: NewCase; links: NewLink[]; /** A new case is announced by its reference, which only the database knows. */ news: (reference: string) => Announcement[] }

function effectOf(taken: MessageTakenIn, accountId: string): Effect {
  const { current } = taken
  const effect = current ? takeInReply(current.status, taken.by) : 'open-follow-up'
  const preview = firstWords(taken.text, 160)
  if (!current || effect === 'open-follow-up') return opening(taken, accountId, preview)
  const { id, ownerId, teamId } = current
  const status = effect === 'reopen' ? 'open' : current.status
  const wakes = taken.by !== 'machine'
  const about = { brandId: taken.brandId, subjectId: id, caseId: id, teamId, ownerId }
  const standing = standingOf({ ...current, status, snoozedUntil: wakes ? null : current.snoozedUntil })
  const news = [...wakes && current.snoozedUntil ? [caseWoken(about, { by: 'reply', standing })] : [], ...effect === 'reopen' ? [caseReopened(about, { from: current.status, standing })] : []]
  return { reached: { caseId: id, teamId, ownerId }, said: { id, messageId: taken.messageId, preview, status, fromOutside: wakes, wakes, marks: taken.marks }, links: [], news: () => news }
}

function opening(taken: MessageTakenIn, accountId: string, preview: string): Effect {
  const { brandId, customerId, conversationId, messageId, marks, maybeRelatedTo, current: closed } = taken
  const [caseId, teamId] = [newId(), closed?.teamId ?? taken.teamId]
  const about = { brandId, subjectId: caseId, caseId, teamId, ownerId: null }
  const links = [
    ...closed ? [{ kind: 'follow-up-of', toCase: closed.id, reason: 'the customer wrote again after it was closed' }] : [],
    ...maybeRelatedTo ? [{ kind: 'maybe-related', toCase: maybeRelatedTo, reason: 'same sender and subject, or a mail that names it' }] : [],
  ]
  return {
    reached: { caseId, teamId, ownerId: null },
    opens: { accountId, brandId, id: caseId, subject: taken.subject || preview || '…', kind: 'question', customerId, teamId, ownerId: null, conversationId, messageId, preview, marks, status: 'open', waiting: taken.by !== 'machine' },
    links: links.map((each) => ({ accountId, brandId, id: newId(), fromCase: caseId, byPerson: null, ...each })),
    news: (reference) => [caseOpened(about, { reference, standing: { status: 'open', ownerId: null, teamId }, followUpOf: closed?.id ?? null }), ...links.map(({ toCase, kind, reason }) => caseLinked(about, { kind, otherCaseId: toCase, reason }))],
  }
}
