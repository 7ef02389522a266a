import type { Tx } from '#platform/db'
import type { Announcement } from '#platform/events'
import { newId } from '#platform/ids'
import { firstWords } from '#platform/text'
import { takeInReply } from '../domain/take-in-reply.ts'
import { caseLinked, caseOpened, caseReopened } from '../events.ts'
import { caseHasMessage, linkCases, openCaseRow, type HeldCase } from '../queries/cases.ts'

export type MessageTakenIn = {
  brandId: string; conversationId: string; messageId: string; customerId: string; subject: string; text: string; by: 'customer' | 'third-party' | 'machine'
  teamId: string | null; marks: string[]; maybeRelatedTo: string | null
}

/**
 * A message from outside reaches its case: appended, or it wakes the case, or it opens a new one (a closed case is never written
 * to again: its follow-up is linked to it). @returns the case and what is to be announced.
 */
export async function takeInMessage(tx: Tx, taken: MessageTakenIn, current: HeldCase | null): Promise<{ caseId: string; reference: string; teamId: string | null; ownerId: string | null; news: Announcement[] }> {
  const effect = current ? takeInReply(current.status, taken.by) : 'open-follow-up'
  const preview = firstWords(taken.text, 160)
  if (!current || effect === 'open-follow-up') return openOne(tx, taken, current, preview)
  const status = effect === 'reopen' ? 'open' : current.status
  await caseHasMessage(tx, { id: current.id, messageId: taken.messageId, preview, status, fromOutside: taken.by !== 'machine', marks: taken.marks })
  const standing = { status, ownerId: current.ownerId, teamId: current.teamId }
  return {
    caseId: current.id, reference: current.reference, teamId: current.teamId, ownerId: current.ownerId,
    news: effect === 'reopen' ? [caseReopened({ brandId: taken.brandId, subjectId: current.id, caseId: current.id, teamId: current.teamId, ownerId: current.ownerId }, { from: current.status, standing })] : [],
  }
}

async function openOne(tx: Tx, taken: MessageTakenIn, closed: HeldCase | null, preview: string) {
  const caseId = newId()
  const accountId = tx.scope!.accountId
  const teamId = closed?.teamId ?? taken.teamId
  const [opened] = await openCaseRow(tx, {
    accountId, brandId: taken.brandId, id: caseId, subject: taken.subject || preview || '…', kind: 'question', customerId: taken.customerId, teamId, ownerId: null,
    conversationId: taken.conversationId, messageId: taken.messageId, preview, marks: taken.marks, status: 'open', waiting: taken.by !== 'machine',
  })
  const about = { brandId: taken.brandId, subjectId: caseId, caseId, teamId, ownerId: null }
  const links = [
    ...closed ? [{ kind: 'follow-up-of', otherCaseId: closed.id, reason: 'the customer wrote again after it was closed' }] : [],
    ...taken.maybeRelatedTo ? [{ kind: 'maybe-related', otherCaseId: taken.maybeRelatedTo, reason: 'same sender and subject, or a mail that names it' }] : [],
  ]
  for (const { kind, otherCaseId, reason } of links) await linkCases(tx, { accountId, brandId: taken.brandId, id: newId(), fromCase: caseId, toCase: otherCaseId, kind, reason, byPerson: null })
  return {
    caseId, reference: opened!.reference, teamId, ownerId: null,
    news: [caseOpened(about, { reference: opened!.reference, standing: { status: 'open' as const, ownerId: null, teamId }, followUpOf: closed?.id ?? null }), ...links.map((each) => caseLinked(about, each))],
  }
}
