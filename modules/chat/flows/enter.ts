import { createHmac } from 'node:crypto'
import { apart } from '#platform/apart'
import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { keyFor } from '#platform/secrets'
import { plain } from '#platform/text'
import { knowsSecret, newSecret, secretAfter } from '../domain/secrets.ts'
import type { FromVisitor } from '../protocol.ts'
import { newestTalks, type TalkRow } from '../queries/talks.ts'
import { addVisitors, blockedFrom, visitorsCameIn, visitorsForUpdate, type Coming, type HeldVisitor } from '../queries/visitors.ts'
import { inBatches } from './in-batches.ts'
import type { Site } from './site.ts'

type Enter = Extract<FromVisitor, { type: 'enter' }>
export type Entering = { accountId: string; site: Site; said: Enter; browser: string; address: string }
export type Entered = { ok: true; visitorId: string; secret: string | null; identified: boolean; talk: TalkRow | null } | { ok: false; code: 'blocked' }

/** Lets visitors in, many in one transaction: 10,000 who come back after a restart are a few dozen. */
export const enter = inBatches<Entering, Entered>(250, (accountId, all) => db().transaction({ accountId, brandIds: 'all' }, async (tx) => {
  const ids = [...new Set(all.flatMap((each) => each.said.visitor ?? []))]
  const held = new Map((ids.length ? await visitorsForUpdate(tx, { ids }) : []).map((each) => [each.id, each]))
  const banned = new Set<string>()
  for (const [widgetId, ofWidget] of Map.groupBy(all, (each) => each.site.widgetId)) {
    for (const { hash } of await blockedFrom(tx, { widgetId, addressHashes: [...new Set(ofWidget.map(addressHash))] })) banned.add(`${widgetId} ${hash}`)
  }
  const decided = all.map((entering) => decide(entering, held, banned))
  const letIn = decided.filter((each) => each.kind !== 'blocked')
  await addVisitors(tx, letIn.flatMap((each) => each.kind === 'new' ? each.coming : []))
  // The same visitor from two tabs at once: one of them is written down, and nobody's secret changes twice.
  await visitorsCameIn(tx, apart(letIn.filter((each) => each.kind === 'known'), (each) => [each.coming.id]).now.map((each) => each.coming))
  const talks = new Map((await newestTalks(tx, { visitorIds: letIn.flatMap((each) => each.kind === 'known' ? each.coming.id : []) })).map((each) => [each.visitorId, each]))
  return decided.map((each): Entered => each.kind === 'blocked' ? { ok: false, code: 'blocked' }
    : { ok: true, visitorId: each.coming.id, secret: each.secret, identified: each.identified, talk: each.kind === 'known' ? talks.get(each.coming.id) ?? null : null })
}))

type Decided = { kind: 'blocked' } | { kind: 'new' | 'known'; coming: Coming; secret: string | null; identified: boolean }

/** Who does not know the secret is somebody new, and is told nothing of the other. */
function decide(entering: Entering, held: Map<string, HeldVisitor>, banned: Set<string>): Decided {
  const { site, said } = entering
  const found = said.visitor ? held.get(said.visitor) : undefined
  const knows = found && found.widgetId === site.widgetId && said.secret ? knowsSecret(said.secret, found) : null
  if (!found || !knows) {
    if (banned.has(`${site.widgetId} ${addressHash(entering)}`)) return { kind: 'blocked' }
    const { secret, hash } = newSecret()
    return { kind: 'new', coming: comingOf(entering, newId(), hash, true), secret, identified: false }
  }
  if (found.blocked) return { kind: 'blocked' }
  const next = () => secretAfter(keyFor('chat visitor secret'), found.id, knows === 'now' ? found.secretHash : found.secretBeforeHash!)
  // Whoever comes with the one before was not told the new one, or not yet: it is told again, whatever was lost on the way.
  if (knows === 'before') {
    const again = next()
    return { kind: 'known', coming: comingOf(entering, found.id, null, false), secret: again.hash === found.secretHash ? again.secret : null, identified: found.externalId !== null }
  }
  const renew = found.secretOld ? next() : null
  // Changed once and marked so, that another of the batch does not change it again.
  if (renew) Object.assign(found, { secretOld: false, secretBeforeHash: found.secretHash, secretHash: renew.hash })
  return { kind: 'known', coming: comingOf(entering, found.id, renew?.hash ?? null, true), secret: renew?.secret ?? null, identified: found.externalId !== null }
}

/** What the brand does not look at is not written down. */
function comingOf({ accountId, site, said, browser, address }: Entering, id: string, secretHash: string | null, secretShown: boolean): Coming {
  const looks = site.settings.showPage
  const words = (text: string, most: number) => plain(text).slice(0, most)
  return {
    accountId, brandId: site.brandId, widgetId: site.widgetId, id, secretHash, secretShown, language: words(said.language, 35) || null, timeZone: looks ? words(said.timeZone, 60) || null : null, browser: looks ? words(browser, 200) : '',
    pageUrl: looks ? words(said.page.url, 2_000) : '', pageTitle: looks ? words(said.page.title, 300) : '', referrer: looks ? words(said.page.referrer, 2_000) : '',
    attributes: looks ? Object.fromEntries(Object.entries(said.attributes).slice(0, 30).map(([name, value]) => [words(name, 40), words(value, 500)])) : {}, addressHash: addressHash({ address }),
  }
}

/** Enough to know an address again, and no way back to it without the key of this installation. */
const addressHash = ({ address }: { address: string }): string => createHmac('sha256', keyFor('chat address')).update(address).digest('hex')
