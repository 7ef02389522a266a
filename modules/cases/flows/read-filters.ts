import { channelsOfAccount } from '#modules/conversations'
import { colleaguesWithin, teamsOfBrands } from '#modules/accounts'
import type { Tx } from '#platform/db'
import { brandsFor, type Actor } from '#platform/permissions'
import { channelKinds } from '../contract.ts'
import { isNamed, valuesMeant } from '../domain/field-search.ts'
import { readDay, type Filter, type Problem, type Search } from '../domain/read-search.ts'
import { readsNotes } from '../domain/reads-notes.ts'
import { listed, standings, type Standing } from '../domain/standing.ts'
import { fieldsOfBrands } from '../queries/fields.ts'
import { brandNames } from '../queries/names.ts'
import { ofCustomers, type Which } from '../queries/ranges.ts'
import { casesWithValues, customersNamed } from '../queries/search.ts'

/** What the filters of a search mean: which cases an index finds, what else must hold of them, and which filters meant nothing here. */
export type Meaning = { which: Which; conditions: string[]; values: Record<string, unknown>; /** Kinds of messages in which words count; null: all. */ kinds: string[] | null; problems: Problem[] }

/** As the views of that name have it: what sleeps is neither open nor waiting meanwhile. */
const standingsOf: Record<string, Standing[]> = { open: ['open'], waiting: ['waiting-customer', 'waiting-third-party'], snoozed: ['snoozed'], solved: ['solved'], closed: ['closed'] }
const messageKinds = ['in', 'out', 'forward', 'third-party']
/** Filters narrow a list, and what was merged is in none; whoever looks for words looks everywhere. */
const before = (search: Search) => (search.words || search.beginning ? standings : listed)

export async function readFilters(tx: Tx, actor: Actor, search: Search, now: Date): Promise<Meaning> {
  const meaning: Meaning = { which: { standings: before(search), ownerId: null, nobodys: false, brandIds: null, teamId: null, customerIds: null }, conditions: [], values: {}, kinds: readsNotes(actor) ? null : messageKinds, problems: [...search.problems] }
  for (const filter of search.filters) await readFilter(tx, actor, meaning, filter, now)
  return meaning
}

async function readFilter(tx: Tx, actor: Actor, meaning: Meaning, filter: Filter, now: Date): Promise<void> {
  const { which } = meaning
  const { key, negated } = filter
  const said = filter.value.toLowerCase()
  const value = (given: unknown) => { const name = `filter_${Object.keys(meaning.values).length}`; meaning.values[name] = given; return `:${name}` }
  const must = (condition: string) => meaning.conditions.push(negated ? `not coalesce(${condition}, false)` : condition)
  const trouble = (code: Problem['code']) => { const { value: words, from, to } = filter; meaning.problems.push({ code, key: keyOf(filter), value: words, from, to }) }
  const brandIds = brandsFor(actor, 'case.see')
  switch (key) {
    case 'is': {
      const meant = standingsOf[said]
      if (meant) which.standings = which.standings.filter((each) => meant.includes(each) !== negated)
      else if (said === 'unassigned' || said === 'assigned') { if ((said === 'unassigned') !== negated && !which.ownerId) which.nobodys = true; else must('c.owner_id is not null') }
      else if (said === 'mine' && !negated && !which.ownerId) which.ownerId = actor.personId
      else if (said === 'mine') must(`c.owner_id = ${value(actor.personId)}`)
      else must(`not exists (select from cases.readings s where s.account_id = c.account_id and s.case_id = c.id and s.person_id = ${value(actor.personId)} and s.read_at >= c.last_message_at)`)
      break
    }
    case 'owner': {
      const found = said === 'me' ? [actor.personId] : (await colleaguesWithin(tx, { brandIds })).filter((each) => nameFits(each.name, said) || each.email === said).map((each) => each.id)
      if (said === 'none') { if (negated) must('c.owner_id is not null'); else which.nobodys = true }
      else if (!found.length) trouble('unknown-owner')
      else if (found.length === 1 && !negated && !which.ownerId) which.ownerId = found[0]!
      else must(`c.owner_id = any (${value(found)}::uuid[])`)
      break
    }
    case 'brand': {
      const found = (await brandNames(tx, {})).filter((each) => nameFits(each.name, said) && brandIds.includes(each.id)).map((each) => each.id)
      if (!found.length) trouble('unknown-brand')
      else which.brandIds = (which.brandIds ?? brandIds).filter((each) => found.includes(each) !== negated)
      break
    }
    case 'team': {
      const found = (await teamsOfBrands(tx, { brandIds })).filter((each) => nameFits(each.name, said)).map((each) => each.id)
      if (said === 'none') must('c.team_id is null')
      else if (!found.length) trouble('unknown-team')
      else if (found.length === 1 && !negated && !which.teamId) which.teamId = found[0]!
      else must(`c.team_id = any (${value(found)}::uuid[])`)
      break
    }
    case 'from': {
      const customers = await customersNamed(tx, { part: escaped(said), brandIds, most: 2_000 })
      const found = customers.flatMap((each) => each.id ?? [])
      if (found.length < customers.length) trouble('too-many-customers')
      else if (negated || which.customerIds) must(ofCustomers(value(found)))
      else which.customerIds = found
      break
    }
    case 'to': {
      const channels = (await channelsOfAccount(tx, {})).filter((each) => each.address.toLowerCase().includes(said) || nameFits(each.name, said)).map((each) => each.id)
      must(`exists (select from cases.case_conversations x join conversations.published_conversations v on v.account_id = x.account_id and v.id = x.conversation_id where x.account_id = c.account_id and x.case_id = c.id and x.ended_at is null
        and (v.channel_id = any (${value(channels)}::uuid[]) or exists (select from conversations.published_messages m join conversations.published_recipients a on a.account_id = m.account_id and a.message_id = m.id where m.account_id = v.account_id and m.conversation_id = v.id and a.address ilike ${value(`%${escaped(said)}%`)})))`)
      break
    }
    case 'field': {
      const named = (await fieldsOfBrands(tx, { brandIds })).filter((each) => isNamed(each, filter.of!))
      const meant = named.flatMap((each) => valuesMeant(each, filter.value).map((given) => JSON.stringify({ [each.id]: given })))
      if (!named.length) trouble('unknown-field')
      else if (!meant.length) trouble('no-field-value')
      else must(await withValues(tx, meant, brandIds, value))
      break
    }
    case 'tag': must(`exists (select from unnest(c.tags) tag where lower(tag) = ${value(said)})`); break
    // As a word, not as a value: then the planner knows that it is in the index of those that did not come by mail.
    case 'channel': must(`c.channel = '${channelKinds.find((each) => each === said)!}'`); break
    case 'kind': must(`c.kind = ${value(said)}`); break
    case 'priority': must(`c.priority = ${value(said)}`); break
    case 'before': must(`c.last_message_at < ${value(readDay(said, now))}::timestamptz`); break
    case 'after': must(`c.last_message_at >= ${value(readDay(said, now))}::timestamptz`); break
    case 'has':
      // Whether there is a note is told to nobody who does not read notes.
      must(said === 'note' && !readsNotes(actor) ? 'false' : `exists (select from cases.case_conversations x join conversations.published_messages m on m.account_id = x.account_id and m.conversation_id = x.conversation_id
        where x.account_id = c.account_id and x.case_id = c.id and x.ended_at is null and ${said === 'note' ? "m.kind = 'note'" : `${readsNotes(actor) ? '' : "m.kind <> 'note' and "}exists (select from conversations.published_files f where f.account_id = m.account_id and f.message_id = m.id)`})`)
      break
    case 'in': if (said === 'subject') break
      meaning.kinds = (meaning.kinds ?? [...messageKinds, 'note']).filter((each) => (each === 'note') === ((said === 'note') !== negated))
  }
}

/** Few cases are found by their value, and looked up; what stands in many is met soon while the list is walked. */
const mostFound = 2_000
async function withValues(tx: Tx, meant: string[], brandIds: string[], value: (given: unknown) => string): Promise<string> {
  const found = await casesWithValues(tx, { candidates: meant, brandIds, most: mostFound })
  return found.length < mostFound ? `c.id = any (${value(found.map((each) => each.id))}::uuid[])` : `(${meant.map((each) => `c.fields @> ${value(each)}::jsonb`).join(' or ')})`
}

/** As it is written. */
export const keyOf = ({ key, of }: Pick<Filter, 'key' | 'of'>): string => (of ? `${key}.${of}` : key)

/** A name is meant by any beginning of one of its words, or by itself. */
const nameFits = (name: string, said: string) => name.toLowerCase() === said || name.toLowerCase().startsWith(said) || name.toLowerCase().split(/[\s.@&-]+/).some((word) => word.startsWith(said))
export const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')
