import { scopeOf } from '#modules/cases'
import { fileUrl } from '#modules/conversations'
import { db, type Tx } from '#platform/db'
import { brandsFor, may, type Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import type { z } from 'zod'
import type { AgentTalk, AgentTalks, TalkLines, Visitor, VisitorsSign } from '../contract.ts'
import { agentRow } from '../queries/agents.ts'
import { busyWith, deskTalk, talksGoingOn, visitorsByIds, visitorsOnline, type DeskTalkRow, type VisitorRow } from '../queries/desk.ts'
import { linesAfter } from '../queries/talks.ts'
import { presentLines } from './present-lines.ts'

const mostTalks = 1_000
const mostVisitors = 1_000
const linesAtOnce = 200

/** A visitor as this person may see them: of a case that is none of theirs nothing is told, not even that there is one. */
export function presentVisitor(row: VisitorRow, actor: Actor): Visitor {
  const seesCase = row.caseId !== null && may(actor, 'case.see', { brandId: row.brandId, teamId: row.teamId, ownerId: row.ownerId })
  return {
    id: row.id, brandId: row.brandId, widgetId: row.widgetId, name: row.customerName ?? row.claimedName, claimed: { name: row.claimedName, email: row.claimedEmail, fields: row.fields },
    identified: row.externalId === null ? null : { externalId: row.externalId, at: row.identifiedAt!.toISOString() }, customerId: row.customerId, online: row.online,
    page: row.looks && row.pageUrl ? { url: row.pageUrl, title: row.pageTitle, referrer: row.referrer } : null, language: row.language, timeZone: row.looks ? row.timeZone : null, browser: row.looks ? row.browser : '', attributes: row.looks ? row.attributes : {},
    visits: row.visits, firstSeenAt: row.firstSeenAt.toISOString(), lastSeenAt: row.lastSeenAt.toISOString(), blocked: row.blocked,
    talk: seesCase ? { id: row.talkId!, caseId: row.caseId!, state: row.talkState! } : null,
  }
}

function presentTalk(row: DeskTalkRow, visitor: VisitorRow, actor: Actor): AgentTalk {
  return {
    id: row.id, caseId: row.caseId, reference: row.reference, brandId: row.brandId, widgetName: row.widgetName, state: row.state, visitor: presentVisitor(visitor, actor), ownerId: row.ownerId, ownerName: row.ownerName ?? '', teamId: row.teamId, department: row.department,
    startedAt: row.startedAt.toISOString(), waitingSince: row.state === 'ended' ? null : row.waitingSince?.toISOString() ?? null, last: { n: row.last, by: row.lastBy, text: row.lastText, at: row.lastAt.toISOString() },
    unread: row.unread, visitorRead: row.visitorRead, visitorGot: row.visitorGot, peek: '', typing: false, rating: row.rating, ratingWords: row.ratingWords, mailConversation: row.mailConversation,
  }
}

const sees = (actor: Actor, row: { brandId: string; teamId: string | null; ownerId: string | null }) => may(actor, 'case.see', { brandId: row.brandId, teamId: row.teamId, ownerId: row.ownerId })

/** The talk as this person may see it. @throws Refusal 'unknown' */
export async function talkInSight(tx: Tx, actor: Actor, id: string): Promise<DeskTalkRow> {
  const [row] = await deskTalk(tx, { id })
  if (!row || !sees(actor, row)) throw unknown('talk')
  return row
}

export async function talkForDesk(tx: Tx, actor: Actor, id: string): Promise<AgentTalk> {
  const row = await talkInSight(tx, actor, id)
  const [visitor] = await visitorsByIds(tx, { ids: [row.visitorId] })
  return presentTalk(row, visitor!, actor)
}

/** What goes on in the talks that this person sees: who waits, their own, those of others. */
export function talksFor(actor: Actor): Promise<z.infer<typeof AgentTalks>> {
  return db().reading(scopeOf(actor), async (tx) => {
    const rows = (await talksGoingOn(tx, { brandIds: brandsFor(actor, 'case.see'), limit: mostTalks })).filter((each) => sees(actor, each))
    const visitors = new Map((await visitorsByIds(tx, { ids: rows.map((each) => each.visitorId) })).map((each) => [each.id, each]))
    const talks = rows.map((row) => presentTalk(row, visitors.get(row.visitorId)!, actor))
    const [[me], [busy]] = [await agentRow(tx, { personId: actor.personId }), await busyWith(tx, { personId: actor.personId })]
    return {
      waiting: talks.filter((each) => each.ownerId === null), mine: talks.filter((each) => each.ownerId === actor.personId), others: talks.filter((each) => each.ownerId !== null && each.ownerId !== actor.personId),
      me: { available: me?.available ?? false, capacity: me?.capacity ?? 4, busy: busy!.n },
    }
  })
}

export function linesFor(actor: Actor, id: string, after: number): Promise<z.infer<typeof TalkLines>> {
  return db().reading(scopeOf(actor), async (tx) => {
    const talk = await talkForDesk(tx, actor, id)
    const rows = await linesAfter(tx, { talkIds: [id], after: [after], limit: linesAtOnce })
    const now = new Date()
    const lines = await presentLines(tx, rows, (fileId) => fileUrl(fileId, actor, now))
    return { talk, lines: lines.map((each) => each.line), more: (rows.at(-1)?.n ?? after) < (talk.last?.n ?? 0) && rows.length > 0 }
  })
}

/** Who is on the pages of this person's brands now. */
export const visitorsFor = (actor: Actor): Promise<Visitor[]> => db().reading(scopeOf(actor), async (tx) =>
  (await visitorsOnline(tx, { brandIds: brandsFor(actor, 'customer.see'), limit: mostVisitors })).map((each) => presentVisitor(each, actor)))

/** These visitors as each of these people may see them now. One reading for all; who has left is said by the id alone. */
export async function visitorsAsSeen(accountId: string, ids: string[], people: Actor[]): Promise<Array<z.infer<typeof VisitorsSign>>> {
  const rows = await db().reading({ accountId, brandIds: 'all' }, (tx) => visitorsByIds(tx, { ids }))
  return people.map((actor) => {
    const [here, left] = [true, false].map((online) => rows.filter((each) => each.online === online && may(actor, 'customer.see', { brandId: each.brandId }))) as [VisitorRow[], VisitorRow[]]
    return { here: here.map((each) => presentVisitor(each, actor)), left: left.map((each) => each.id), more: false }
  })
}

/** @throws Refusal 'unknown' */
export async function visitorInSight(tx: Tx, actor: Actor, id: string): Promise<VisitorRow> {
  const [row] = await visitorsByIds(tx, { ids: [id] })
  if (!row || !may(actor, 'customer.see', { brandId: row.brandId })) throw unknown('visitor')
  return row
}
