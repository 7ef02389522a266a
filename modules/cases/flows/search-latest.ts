import type { Tx } from '#platform/db'
import { brandsFor, type Actor } from '#platform/permissions'
import type { CasePage } from '../contract.ts'
import { presentRow, type List } from '../queries/list.ts'
import { casesOfSayings, latestSaid, type LatestRow } from '../queries/search.ts'
import { findingsIn } from './findings.ts'

/** What is looked for: as it was typed, as the database reads it, and in which kinds of messages (null: all). */
export type Words = { words: string; query: string; kinds: string[] | null }
type Sayings = Awaited<ReturnType<typeof latestSaid>>
/** How often the latest messages say it, and so, probably, all of them. What was found is not looked for again. */
type Asked = { found: number; total: number; sayings: Sayings }

const theEndOfTime = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const [askedAtFirst, mostLookedAt] = [4_000, 60_000]

export async function askLatest(tx: Tx, actor: Actor, { query }: Words, total: number): Promise<Asked> {
  const sayings = await latestSaid(tx, { query, brandIds: brandsFor(actor, 'case.see'), before: theEndOfTime, look: askedAtFirst })
  const looked = sayings.at(-1)?.looked ?? 0
  // Fewer than were asked for: that was all of them, and the last row is a hit rather than where the look ended.
  return { sayings, total, found: looked < askedAtFirst ? 0 : (sayings.filter((each) => each.said).length / looked) * total }
}

/** The cases whose messages said it last. After many messages it stops and says how far it came: nobody waits for the end of the house. */
export async function latestSayings(tx: Tx, actor: Actor, list: List, words: Words, from: { before: string } | Asked): Promise<CasePage> {
  const brandIds = brandsFor(actor, 'case.see')
  const found: LatestRow[] = []
  let [before, next]: [string, string | null] = ['before' in from ? from.before : theEndOfTime, null]
  for (let looked = 0, look = askedAtFirst; looked < mostLookedAt; looked += look, look = askedAtFirst * 4) {
    const sayings = 'sayings' in from && !looked ? from.sayings : await latestSaid(tx, { query: words.query, brandIds, before, look })
    const enough = list.limit * 2
    const said = sayings.filter((each) => each.said)
    for (let n = 0; n < said.length && found.length <= list.limit; n += enough) found.push(...await casesOfSayings(tx, actor, words, said.slice(n, n + enough)))
    const last = sayings.at(-1)
    next = last && last.looked === look ? last.messageId : null
    if (found.length > list.limit || !next) break
    before = next
  }
  const shown = found.slice(0, list.limit)
  const findings = await findingsIn(tx, shown.map((each) => each.messageId), words.query)
  const further = found.length > list.limit ? shown.at(-1)!.messageId : next
  return {
    rows: shown.map(({ messageId, ...row }) => ({ ...presentRow(row), ...findings.has(messageId) ? { found: findings.get(messageId)! } : {} })),
    nextCursor: further ? `m.${further}` : null,
  }
}
