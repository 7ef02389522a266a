import { conversationsOfCase, readsNotes, scopeOf } from '#modules/cases'
import { fileUrl, utterances } from '#modules/conversations'
import { db, type Tx } from '#platform/db'
import { brandsFor, may, type Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import type { z } from 'zod'
import type { AgentTalk, AgentTalks, ChatCounts, TalkLines, TalkNote, Visitor } from '../contract.ts'
import { agentRow } from '../queries/agents.ts'
import { busyWith, deskTalk, notesIn, talksGoingOn, talksStanding, visitorsByIds, visitorsOnline, type DeskTalkRow, type VisitorRow } from '../queries/desk.ts'
import { linesOfTalk } from '../queries/talks.ts'
import { departmentsOf } from '../queries/widgets.ts'
import { inBatches, sideBySide } from './in-batches.ts'
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
    page: row.looks && row.pageUrl ? { url: row.pageUrl, title: row.pageTitle, referrer: row.referrer } : null, pages: row.looks ? row.pages : [], language: row.language, timeZone: row.looks ? row.timeZone : null, browser: row.looks ? row.browser : '', attributes: row.looks ? row.attributes : {},
    visits: row.visits, firstSeenAt: row.firstSeenAt.toISOString(), lastSeenAt: row.lastSeenAt.toISOString(), hereSince: row.visitAt.toISOString(), blocked: row.blocked,
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

export const linesFor = (actor: Actor, id: string, after: number): Promise<z.infer<typeof TalkLines>> => readTogether({ accountId: actor.accountId, actor, id, after })

/** Many desks that hear of news in one moment read in one transaction, side by side; what each may see is asked of each. */
const readTogether = inBatches<{ accountId: string; actor: Actor; id: string; after: number }, z.infer<typeof TalkLines>>(50, (accountId, all) => db().reading({ accountId, brandIds: 'all' }, (tx) => sideBySide(all, async ({ actor, id, after }) => {
  const talk = await talkForDesk(tx, actor, id)
  const now = new Date()
  const [rows, notes, [departments]] = await Promise.all([linesOfTalk(tx, { talkId: id, after, limit: linesAtOnce }), readsNotes(actor) ? notesOf(tx, talk.caseId) : [], departmentsOf(tx, { talkId: id })])
  const lines = await presentLines(tx, rows, (fileId) => fileUrl(fileId, actor, now))
  return { talk, notes, departments: (departments?.departments ?? []).map(({ key, name }) => ({ key, name })), lines: lines.map((each) => each.line), more: (rows.at(-1)?.n ?? after) < (talk.last?.n ?? 0) && rows.length > 0 }
})))

async function notesOf(tx: Tx, caseId: string): Promise<TalkNote[]> {
  const conversationIds = (await conversationsOfCase(tx, { caseId })).map((each) => each.conversationId)
  const found = await notesIn(tx, { conversationIds })
  const said = new Map((found.length ? await utterances(tx, { ids: found.map((each) => each.id) }) : []).map((each) => [each.id, each]))
  return found.toReversed().map(({ id, at }) => ({ id, at: at.toISOString(), name: said.get(id)?.authorName ?? '', text: said.get(id)?.text ?? '' }))
}

/** How much there is to do. What waits for a team is waited for by that team. */
export const countsFor = (actor: Actor): Promise<ChatCounts> => db().reading(scopeOf(actor), async (tx) => {
  const rows = (await talksStanding(tx, { brandIds: brandsFor(actor, 'case.see') })).filter((each) => sees(actor, each))
  const [[me], [busy]] = [await agentRow(tx, { personId: actor.personId }), await busyWith(tx, { personId: actor.personId })]
  const sum = (fits: (row: typeof rows[number]) => boolean) => rows.filter(fits).reduce((all, each) => all + each.n, 0)
  return { waiting: sum((each) => each.ownerId === null && (!each.teamId || !actor.teamIds.length || actor.teamIds.includes(each.teamId))), mine: sum((each) => each.ownerId === actor.personId), me: { available: me?.available ?? false, capacity: me?.capacity ?? 4, busy: busy!.n } }
})

/** Who is on the pages of this person's brands now. */
export const visitorsFor = (actor: Actor): Promise<Visitor[]> => db().reading(scopeOf(actor), async (tx) =>
  (await visitorsOnline(tx, { brandIds: brandsFor(actor, 'customer.see'), limit: mostVisitors })).map((each) => presentVisitor(each, actor)))

/** @throws Refusal 'unknown' */
export async function visitorInSight(tx: Tx, actor: Actor, id: string): Promise<VisitorRow> {
  const [row] = await visitorsByIds(tx, { ids: [id] })
  if (!row || !may(actor, 'customer.see', { brandId: row.brandId })) throw unknown('visitor')
  return row
}
