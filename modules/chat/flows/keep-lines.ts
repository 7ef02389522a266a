import { caseOfConversation, takeInMessages, type HeldCase } from '#modules/cases'
import { addCustomers } from '#modules/customers'
import { addArrivals, addAttachmentRows, type Arrival } from '#modules/conversations'
import { customerMet } from '#events/customers'
import { messageReceived } from '#events/conversations'
import { apart } from '#platform/apart'
import { db, type Tx } from '#platform/db'
import { announceAll } from '#platform/events'
import { newId } from '#platform/ids'
import { firstWords, plain, withoutNul } from '#platform/text'
import { talkBegan } from '../events.ts'
import type { FromVisitor } from '../protocol.ts'
import { addLines, addTalks, linesKept, newestTalks, numberLines, type TalkRow } from '../queries/talks.ts'
import { uploadsFor, uploadsTaken, type VisitorUpload } from '../queries/uploads.ts'
import { keepClaims, keepCustomers, visitorsForUpdate, type HeldVisitor } from '../queries/visitors.ts'
import { inBatches, inTurn } from './in-batches.ts'
import type { Site } from './site.ts'
import { hailLines } from './tell.ts'

type Say = Extract<FromVisitor, { type: 'say' }>
export type Saying = { accountId: string; site: Site; visitorId: string; said: Say }
export type LineKept = { kept: true; talkId: string; n: number; at: Date; /** It was kept before, perhaps in a talk that is over. */ before: boolean } | { kept: false; code: 'blocked' | 'ended' | 'not-here' | 'invalid' }

/** Visitors' and agents' lines hold the same cases and talks: one batch after the other, they do not stand in each other's way. */
export const linesInTurn = inTurn()

/** Keeps a visitor's line, together with whatever else came in: when this answers, it is on disk. The same line again gets the same answer. */
export const keepLine = inBatches<Saying, LineKept>(200, async (accountId, all) => {
  const ends = new Map<Saying, LineKept>()
  // A visitor's lines go one after the other, in the order in which they came.
  for (let rest = all; rest.length;) {
    const { now, later } = apart(rest, (each) => [each.visitorId])
    const again = await linesInTurn(accountId, () => db().transaction({ accountId, brandIds: 'all' }, (tx) => keepApart(tx, now, ends)))
    rest = [...again, ...later].sort((a, b) => all.indexOf(a) - all.indexOf(b))
  }
  return all.map((each) => ends.get(each)!)
})

/** A line that is to be written down, with everything it needs. */
type Entry = { saying: Saying; visitor: HeldVisitor; talkId: string; begins: boolean; n: number; customerId: string; met: { id: string; name: string } | null; held: HeldCase | null; messageId: string; files: VisitorUpload[] }

/** Lines of different visitors, in one transaction. @returns those whose talk ended at this moment: they are looked at again. */
async function keepApart(tx: Tx, all: Saying[], ends: Map<Saying, LineKept>): Promise<Saying[]> {
  const visitorIds = all.map((each) => each.visitorId)
  const visitors = new Map((await visitorsForUpdate(tx, { ids: visitorIds })).map((each) => [each.id, each]))
  const [before, newest] = await Promise.all([linesKept(tx, { visitorIds, clientIds: all.map((each) => each.said.clientId) }), newestTalks(tx, { visitorIds })])
  const talks = new Map(newest.map((each) => [each.visitorId, each]))
  const uploads = await filesFor(tx, all)
  const going = all.filter((saying) => {
    const same = before.find((each) => each.visitorId === saying.visitorId && each.clientId === saying.said.clientId)
    const end: LineKept | null = same ? { kept: true, talkId: same.talkId, n: same.n, at: same.at, before: true } : refusal(saying, visitors.get(saying.visitorId), talks.get(saying.visitorId), filesOf(uploads, saying))
    if (end) ends.set(saying, end)
    return !end
  })
  if (!going.length) return []
  const joins = going.flatMap((saying) => { const talk = talks.get(saying.visitorId); return talk && talk.state !== 'ended' ? [{ saying, talk }] : [] })
  // The case first, then the talk: in this order agents take them too.
  const cases = new Map(await Promise.all(joins.map(async ({ talk }) => [talk.id, (await caseOfConversation(tx, { conversationId: talk.id }))[0] ?? null] as const)))
  // Two talks that were merged into one case come one after the other.
  const { now: settling, later } = apart(joins, ({ talk }) => { const held = cases.get(talk.id); return held ? [held.id] : [] })
  const numbers = new Map((await numberLines(tx, settling.map(({ talk }) => ({ accountId: tx.scope!.accountId, id: talk.id })))).map((each) => [each.id, each.n]))
  const again = [...later, ...settling.filter(({ talk }) => !numbers.has(talk.id))].map((each) => each.saying)
  const entries = going.filter((each) => !again.includes(each)).map((saying): Entry => {
    const joined = joins.find((each) => each.saying === saying)?.talk
    const visitor = visitors.get(saying.visitorId)!
    const met = visitor.customerId ? null : { id: newId(), name: nameOf(saying, visitor) }
    return { saying, visitor, met, customerId: visitor.customerId ?? met!.id, talkId: joined?.id ?? newId(), begins: !joined, n: joined ? numbers.get(joined.id)! : 1, held: joined ? cases.get(joined.id)! : null, messageId: newId(), files: filesOf(uploads, saying) }
  })
  await write(tx, entries, ends)
  return again
}

function refusal({ site, said }: Saying, visitor: HeldVisitor | undefined, talk: TalkRow | undefined, files: VisitorUpload[]): LineKept | null {
  if (!visitor || visitor.widgetId !== site.widgetId) return { kept: false, code: 'not-here' }
  if (visitor.blocked) return { kept: false, code: 'blocked' }
  if (!said.text.trim() && !files.length) return { kept: false, code: 'invalid' }
  if (said.talk && (talk?.id !== said.talk || talk.state === 'ended')) return { kept: false, code: talk && talk.id === said.talk ? 'ended' : 'not-here' }
  return null
}

async function filesFor(tx: Tx, all: Saying[]): Promise<VisitorUpload[]> {
  const wanted = all.flatMap(({ site, visitorId, said }) => site.settings.files ? said.files.map((id) => ({ id, visitorId })) : [])
  return wanted.length ? uploadsFor(tx, { ids: wanted.map((each) => each.id), visitorIds: wanted.map((each) => each.visitorId) }) : []
}
const filesOf = (uploads: VisitorUpload[], { visitorId, said }: Saying) => uploads.filter((each) => each.visitorId === visitorId && said.files.includes(each.id))

/** What a visitor is called: what they said of themselves, or nothing; a name that is signed for has been kept as the customer's. */
const nameOf = ({ said }: Saying, visitor: HeldVisitor): string => visitor.customerName ?? (firstWords(plain(said.form?.name || visitor.claimedName), 160) || `#${visitor.id.slice(-4)}`)

async function write(tx: Tx, unsorted: Entry[], ends: Map<Saying, LineKept>) {
  const accountId = tx.scope!.accountId
  const entries = unsorted.sort((a, b) => (a.talkId < b.talkId ? -1 : 1))
  const known = entries.map(({ saying: { site: { brandId } }, visitor, met }) => ({ brandId, visitor, met }))
  const arrivals = entries.map(arrivalOf)
  const written = [
    addCustomers(tx, known.flatMap(({ brandId, visitor, met }) => met ? [{ accountId, brandId, id: met.id, identityId: newId(), kind: 'visitor' as const, name: met.name, address: visitor.id, language: visitor.language, verifiedHow: 'claimed' }] : [])),
    keepCustomers(tx, known.flatMap(({ visitor, met }) => met ? [{ accountId, id: visitor.id, customerId: met.id }] : [])),
    keepClaims(tx, entries.flatMap(({ saying: { said: { form } }, visitor }) => form ? [{ accountId, id: visitor.id, name: plain(form.name), email: plain(form.email), fields: form.fields, consent: form.consent }] : [])),
    addArrivals(tx, arrivals),
    addAttachmentRows(tx, entries.flatMap(({ saying: { site: { brandId } }, messageId, files }) => files.map((file, position) => ({ accountId, brandId, messageId, id: file.id, position, name: file.name, contentType: file.contentType, declaredType: file.declaredType, size: file.size, inline: false, safeInline: file.safeInline, contentId: null, kind: file.safeInline ? 'image' : 'file', hash: file.hash })))),
    uploadsTaken(tx, { ids: entries.flatMap((each) => each.files.map((file) => file.id)) }),
    addTalks(tx, entries.filter((each) => each.begins).map(({ saying, talkId, visitor }) => ({ accountId, brandId: saying.site.brandId, id: talkId, widgetId: saying.site.widgetId, visitorId: visitor.id, department: departmentOf(saying)?.key ?? '' }))),
  ]
  const lines = addLines(tx, entries.map(({ saying, talkId, n, messageId }) => ({ accountId, brandId: saying.site.brandId, talkId, n, messageId, clientId: saying.said.clientId, saidBy: 'visitor', word: null, name: '', card: null })))
  const [reached, kept] = await Promise.all([takeInMessages(tx, entries.map((entry, index) => {
    const { saying, talkId, messageId, customerId, held } = entry
    return { brandId: saying.site.brandId, conversationId: talkId, messageId, customerId, subject: '', text: arrivals[index]!.text || entry.files[0]?.name || '', by: 'customer' as const, teamId: departmentOf(saying)?.teamId ?? saying.site.teamId, marks: [], maybeRelatedTo: null, current: held }
  })), lines, ...written])
  await announceAll(tx, entries.map(({ saying, talkId, messageId, customerId, begins, met }, index) => {
    const { caseId, teamId, ownerId, news } = reached[index]!
    const about = { brandId: saying.site.brandId, caseId, teamId, ownerId }
    return { actor: { kind: 'customer' as const, id: customerId }, cause: `chat ${saying.visitorId}`, announcements: [
      ...met ? [customerMet({ brandId: saying.site.brandId, subjectId: met.id }, { name: met.name })] : [], ...news,
      ...begins ? [talkBegan({ ...about, subjectId: talkId }, { talkId, widgetId: saying.site.widgetId, department: departmentOf(saying)?.key ?? '' })] : [],
      messageReceived({ ...about, subjectId: messageId }, { conversationId: talkId, automatic: false, assurance: arrivals[index]!.assurance }),
    ] }
  }))
  for (const { saying, talkId, n } of entries) ends.set(saying, { kept: true, talkId, n, at: kept.find((each) => each.talkId === talkId)!.at, before: false })
  tx.afterCommit(() => hailLines(accountId, entries.map((each) => each.talkId)))
}

const departmentOf = ({ site, said }: Saying) => said.form?.department ? site.settings.departments.find((each) => each.key === said.form!.department) : undefined

function arrivalOf({ saying, visitor, talkId, begins, customerId, messageId }: Entry): Arrival {
  const { site, said, accountId } = saying
  const text = withoutNul(said.text)
  return {
    accountId, brandId: site.brandId, id: messageId, conversationId: talkId, kind: 'in', sentAt: null, authorKind: 'customer', authorId: customerId, authorName: nameOf(saying, visitor), authorAddress: null, recipients: { to: [], cc: [] }, subject: firstWords(text, 120),
    text, hidden: '', html: null, hasRemoteImages: false, language: visitor.language, assurance: visitor.externalId ? 'authenticated' : 'unverified', assuranceReasons: [], automatic: false, marks: [], rfcMessageId: null, contentHash: null, rawHash: null, inReplyTo: null,
    // No @ in it: no mail can ever come from there.
    begins: begins ? { customerId, subjectKey: '', address: `visitor:${visitor.id}`, name: nameOf(saying, visitor) } : null,
    deliveryId: newId(), channelId: site.widgetId, arrivedFor: [], ids: [], relations: [], bulk: false,
  }
}
