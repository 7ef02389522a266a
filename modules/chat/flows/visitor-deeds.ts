import { caseOfConversation } from '#modules/cases'
import { addCustomers, addIdentities, customerByHandle } from '#modules/customers'
import { customerMet } from '#events/customers'
import { db, type Tx } from '#platform/db'
import { announce, type EventActor } from '#platform/events'
import { newId } from '#platform/ids'
import { unseal } from '#platform/secrets'
import { firstWords, plain } from '#platform/text'
import { readIdentification } from '../domain/identify.ts'
import { talkEnded, talkRated, visitorIdentified } from '../events.ts'
import type { Identification } from '../protocol.ts'
import { endTalk, rateTalk, talkById, visitorsAreAt, type TalkRow } from '../queries/talks.ts'
import { identifyVisitor, visitorAtPage, visitorsForUpdate } from '../queries/visitors.ts'
import { signingKeysOf } from '../queries/widgets.ts'
import { inBatches } from './in-batches.ts'
import { sayAsHouse } from './house-lines.ts'
import { moved } from './moves.ts'
import { siteScope, type Site } from './site.ts'
import { hailTalk } from './tell.ts'

// What visitors do besides saying something.

type Visitor = { site: Site; visitorId: string }
const within = <T>({ site }: Visitor, work: (tx: Tx) => Promise<T>) => db().transaction(siteScope(site), work)

/** The site's server says who this is. That, and nothing that anybody typed, makes this browser that customer's. */
export async function identify(visitor: Visitor, who: Identification, now: Date): Promise<{ ok: true } | { ok: false; code: 'bad-signature' | 'expired' }> {
  const { site, visitorId } = visitor
  const keys = await db().reading(siteScope(site), (tx) => signingKeysOf(tx, { widgetId: site.widgetId }))
  const read = await readIdentification(who, keys.map(({ id, secret }) => ({ id, secret: unseal(secret) })), now)
  if (!read.ok) return read
  const { externalId, name, email } = read.who
  await within(visitor, async (tx) => {
    const [held] = await visitorsForUpdate(tx, { ids: [visitorId] })
    if (!held || held.externalId === externalId) return
    const handle = `site:${externalId}`
    const [known] = await customerByHandle(tx, { brandId: site.brandId, value: handle })
    // Somebody else was signed in here before: what comes now is not theirs.
    const own = held.externalId === null ? held.customerId : null
    const customerId = known?.customerId ?? own ?? newId()
    const about = { accountId: site.accountId, brandId: site.brandId }
    if (!known && own) await addIdentities(tx, [{ ...about, id: newId(), customerId, kind: 'handle', value: handle, verifiedHow: 'signed-by-site' }])
    if (!known && !own) {
      const called = firstWords(plain(name), 160) || `#${visitorId.slice(-4)}`
      await addCustomers(tx, [{ ...about, id: customerId, identityId: newId(), kind: 'handle', name: called, address: handle, language: held.language, verifiedHow: 'signed-by-site' }])
      await announce(tx, { kind: 'customer', id: customerId }, customerMet({ brandId: site.brandId, subjectId: customerId }, { name: called }))
    }
    await identifyVisitor(tx, { id: visitorId, externalId, name: plain(name), email: plain(email), customerId })
    await announce(tx, { kind: 'customer', id: customerId }, visitorIdentified({ brandId: site.brandId, subjectId: visitorId }, { externalId }))
  })
  return { ok: true }
}

export const atPage = (visitor: Visitor, page: { url: string; title: string; referrer: string }): Promise<void> =>
  visitor.site.settings.showPage ? within(visitor, async (tx) => {
    await visitorAtPage(tx, { id: visitor.visitorId, url: plain(page.url), title: plain(page.title), referrer: plain(page.referrer) })
    tx.afterCommit(() => moved(visitor.site.accountId, visitor.visitorId))
  }) : Promise.resolve()

/** Up to which line the visitor has, and has seen, what was said. @returns whether that is news. */
export const reached = (visitor: Visitor, talkId: string, at: { got: number; read: number }): Promise<boolean> => keepReached({ accountId: visitor.site.accountId, visitorId: visitor.visitorId, id: talkId, ...at })

/** Of many at once. Two windows of one visitor have, together, what either has; talks are held in the order in which lines hold them. */
const keepReached = inBatches<{ accountId: string; id: string; visitorId: string; got: number; read: number }, boolean>(500, async (accountId, all) => {
  const talks = [...Map.groupBy(all, (each) => `${each.id} ${each.visitorId}`)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, those]) => ({ ...those[0]!, got: Math.max(...those.map((each) => each.got)), read: Math.max(...those.map((each) => each.read)) }))
  const moved = new Set((await db().transaction({ accountId, brandIds: 'all' }, (tx) => visitorsAreAt(tx, talks))).map((each) => each.id))
  return all.map((each) => moved.has(each.id))
})

/** The talk as this visitor may touch it, its case held first. */
async function ownTalk(tx: Tx, { visitorId }: Visitor, talkId: string): Promise<{ talk: TalkRow; about: { brandId: string; caseId: string | null; teamId: string | null; ownerId: string | null; subjectId: string } } | null> {
  const [held] = await caseOfConversation(tx, { conversationId: talkId })
  const [talk] = await talkById(tx, { id: talkId })
  if (!talk || talk.visitorId !== visitorId) return null
  return { talk, about: { brandId: talk.brandId, subjectId: talk.id, caseId: held?.id ?? null, teamId: held?.teamId ?? null, ownerId: held?.ownerId ?? null } }
}
const theVisitor: EventActor = { kind: 'customer', id: null }

export const endByVisitor = (visitor: Visitor, talkId: string): Promise<boolean> => within(visitor, async (tx) => {
  const found = await ownTalk(tx, visitor, talkId)
  if (!found) return false
  if (!(await endTalk(tx, { id: talkId, by: 'visitor', wrapUp: null })).length) return true
  await sayAsHouse(tx, found.talk, 'ended')
  await announce(tx, theVisitor, talkEnded(found.about, { talkId, by: 'visitor' }))
  return true
})

export const rate = (visitor: Visitor, talkId: string, { score, words }: { score: number; words: string }): Promise<boolean> => within(visitor, async (tx) => {
  const found = await ownTalk(tx, visitor, talkId)
  if (!found || !visitor.site.settings.rating) return false
  await rateTalk(tx, { id: talkId, score, words: plain(words) })
  await announce(tx, theVisitor, talkRated(found.about, { talkId, score }))
  tx.afterCommit(() => hailTalk(visitor.site.accountId, talkId))
  return true
})
