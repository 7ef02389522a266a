import { V7Generator } from 'uuidv7'
import { db, type Tx } from '#platform/db'
import { firstWords } from '#platform/text'
import { agents } from './agents.ts'
import { brands } from './brands.ts'
import { batches, type KnownCustomer } from './load-customers.ts'
import type { Ids } from './load.ts'
import type { SeedCase, SeedMessage } from './types.ts'

const ids7 = new V7Generator()
/** Ids carry the time at which their thing came to be, so that the order of ids is the order of time. */
const idAt = (at: Date): string => ids7.generateOrResetWithTs(at.getTime()).toString()

type Rows = { cases: object[]; conversations: object[]; messages: object[]; events: object[] }

/** Cases with their conversations, messages and history, some hundred at a time. */
export async function loadCases(ids: Ids, cases: Iterable<SeedCase>, customers: Map<string, KnownCustomer>, onProgress: (cases: number) => void = () => {}): Promise<{ cases: number; messages: number }> {
  let [count, said] = [0, 0]
  const reserved = new Set(['F-1042'])
  for (const batch of batches(cases, 400)) {
    await db().transaction({ accountId: ids.accountId, brandIds: 'all' }, async (tx) => {
      const numbers = await drawReferences(tx, ids, batch, reserved)
      const rows: Rows = { cases: [], conversations: [], messages: [], events: [] }
      for (const each of batch) tell(rows, ids, each, customers.get(each.customer)!, each.reference ?? numbers.get(each.brand)!.shift()!)
      await store(tx, ids.accountId, rows)
      said += rows.messages.length
    })
    count += batch.length
    onProgress(count)
  }
  return { cases: count, messages: said }
}

/** As many numbers as the batch needs, from each brand's own sequence; those of the picture are theirs. */
async function drawReferences(tx: Tx, ids: Ids, batch: SeedCase[], reserved: Set<string>): Promise<Map<string, string[]>> {
  const drawn = new Map<string, string[]>()
  for (const brand of brands) {
    const wanted = batch.filter((each) => each.brand === brand.key && !each.reference).length
    const rows = await tx.run<{ n: number }>('seeds: references', 'select accounts.take_reference($1) as n from generate_series(1, $2)', [ids.brand.get(brand.key), wanted + 1])
    drawn.set(brand.key, rows.map((row) => `${brand.prefix}-${row.n}`).filter((reference) => !reserved.has(reference)))
  }
  return drawn
}

function tell(rows: Rows, ids: Ids, seed: SeedCase, customer: KnownCustomer, reference: string) {
  const brand = ids.brand.get(seed.brand)!
  const [caseId, conversation] = [idAt(seed.openedAt), idAt(seed.openedAt)]
  const owner = seed.owner ? ids.person.get(seed.owner) ?? null : null
  const team = ids.team.get(seed.team) ?? null
  const channel = ids.channel.get(seed.brand)!
  const address = brands.find((each) => each.key === seed.brand)!.address
  const last = seed.messages.findLast((each) => each.direction !== 'note') ?? seed.messages.at(-1)!
  const waitingSince = seed.status === 'open' ? firstUnanswered(seed.messages) : null
  const messages = seed.messages.map((each, index) => messageRow(each, { id: idAt(each.at), index, seed, brand, conversation, channel, address, customer, ids }))
  const ended = seed.status === 'solved' || seed.status === 'closed' ? last.at : null
  rows.messages.push(...messages)
  rows.conversations.push({ id: conversation, brand, channel, customer: customer.id, subject: seed.subject, address: customer.emails[0]!.toLowerCase(), name: customer.name, started: seed.openedAt, last: last.at })
  rows.cases.push({
    id: caseId, brand, conversation, reference, subject: seed.subject, kind: seed.kind, status: seed.status, priority: seed.priority, owner, team, customer: customer.id, preview: firstWords(last.text, 160),
    message: messages[seed.messages.indexOf(last)]!.id, last: last.at, waiting: waitingSince, opened: seed.openedAt, solved: ended, closed: seed.status === 'closed' ? ended : null, tags: seed.tags,
    readers: owner && last.direction === 'out' ? [owner] : [],
  })
  const event = (at: Date, verb: string, subject: string, actor: [string, string | null], data: object) => rows.events.push({ brand, at, verb, subject, case: caseId, team, owner, kind: actor[0], actor: actor[1], data })
  const standing = (status: string, who: string | null) => ({ status, ownerId: who, teamId: team })
  event(seed.openedAt, 'case.opened', caseId, ['customer', customer.id], { reference, standing: standing('open', null), followUpOf: null })
  if (owner) event(new Date(seed.openedAt.getTime() + 60_000), 'case.assigned', caseId, ['person', owner], { from: null, to: owner, standing: standing('open', owner) })
  for (const [index, said] of seed.messages.entries()) {
    const { id } = messages[index]!
    if (said.direction === 'in') event(said.at, 'message.received', id, ['customer', customer.id], { conversationId: conversation, automatic: false, assurance: 'known' })
    else event(said.at, 'message.written', id, ['person', ids.person.get(said.author) ?? owner], { conversationId: conversation, kind: said.direction })
  }
  if (seed.status !== 'open') event(new Date(last.at.getTime() + 30_000), 'case.status-changed', caseId, ['person', owner], { from: 'open', to: seed.status, standing: standing(seed.status, owner) })
}

type Place = { id: string; index: number; seed: SeedCase; brand: string; conversation: string; channel: string; address: string; customer: KnownCustomer; ids: Ids }

function messageRow(said: SeedMessage, { id, index, seed, brand, conversation, channel, address, customer, ids }: Place) {
  const email = customer.emails[0]!
  const agent = agents.find((each) => each.key === said.author)
  const inbound = said.direction === 'in'
  const ours = { address, name: brands.find((each) => each.key === seed.brand)!.name }
  const theirs = { address: email, name: customer.name }
  const subject = said.direction === 'note' ? '' : index === 0 ? seed.subject : `Re: ${seed.subject}`
  return {
    id, brand, conversation, channel, kind: said.direction, at: said.at, authorKind: inbound ? 'customer' : 'person', author: inbound ? customer.id : ids.person.get(said.author) ?? null, name: inbound ? customer.name : agent?.name ?? '', address: inbound ? email : said.direction === 'out' ? address : null,
    recipients: said.direction === 'note' ? { to: [], cc: [] } : { to: [inbound ? ours : theirs], cc: [] }, subject, text: said.text, language: said.language, assurance: inbound ? 'known' : null,
    // Message-IDs of the sample: answers to these mails find their conversation, as they do in service.
    rfc: said.direction === 'note' ? null : `${seed.key}.${index}.${id.slice(-12)}@${inbound ? email.split('@')[1] : address.split('@')[1]}`, delivery: idAt(said.at), state: inbound ? 'received' : 'sent', to: inbound ? address : email.toLowerCase(),
  }
}

/** Since when somebody waits: the first of the customer's messages after our last answer. */
function firstUnanswered(messages: SeedMessage[]): Date | null {
  const answered = messages.findLastIndex((each) => each.direction === 'out')
  return messages.slice(answered + 1).find((each) => each.direction === 'in')?.at ?? null
}

async function store(tx: Tx, accountId: string, rows: Rows) {
  const put = (name: string, sql: string, what: object[]) => tx.run(`seeds: ${name}`, sql, [accountId, JSON.stringify(what)])
  await put('conversations', `
    with all_rows as (select * from jsonb_to_recordset($2::jsonb) as c (id uuid, brand uuid, channel uuid, customer uuid, subject text, address text, name text, started timestamptz, last timestamptz)),
    talks as (insert into conversations.conversations (account_id, brand_id, id, channel_id, customer_id, subject, subject_key, started_at, last_message_at) select $1, brand, id, channel, customer, subject, lower(subject), started, last from all_rows)
    insert into conversations.participants (account_id, brand_id, conversation_id, address, name, role, since) select $1, brand, id, address, name, 'customer', started from all_rows`, rows.conversations)
  await put('messages', `
    with all_rows as (select * from jsonb_to_recordset($2::jsonb) as m (id uuid, brand uuid, conversation uuid, channel uuid, kind text, at timestamptz, "authorKind" text, author uuid, name text, address text, recipients jsonb, subject text, text text, language text, assurance text, rfc text, delivery uuid, state text, "to" text)),
    said as (insert into conversations.messages (account_id, brand_id, id, conversation_id, kind, at, sent_at, author_kind, author_id, author_name, author_address, recipients, subject, text, language, assurance, rfc_message_id)
      select $1, brand, id, conversation, kind, at, at, "authorKind", author, name, address, recipients, subject, text, language, assurance, rfc from all_rows),
    ids as (insert into conversations.mail_ids (account_id, brand_id, rfc_message_id, message_id, conversation_id, relation) select $1, brand, rfc, id, conversation, 'is' from all_rows where rfc is not null)
    insert into conversations.deliveries (account_id, brand_id, id, message_id, channel_id, direction, state, recipients, at, attempts)
    select $1, brand, delivery, id, channel, case when kind = 'in' then 'in' else 'out' end, state, array["to"], at, case when kind = 'in' then 0 else 1 end from all_rows where kind <> 'note'`, rows.messages)
  await put('cases', `
    with all_rows as (select * from jsonb_to_recordset($2::jsonb) as c (id uuid, brand uuid, conversation uuid, reference text, subject text, kind text, status text, priority text, owner uuid, team uuid, customer uuid, preview text, message uuid, last timestamptz, waiting timestamptz, opened timestamptz, solved timestamptz, closed timestamptz, tags text[], readers uuid[])),
    opened as (insert into cases.cases (account_id, brand_id, id, reference, subject, kind, status, priority, owner_id, team_id, customer_id, preview, last_message_id, last_message_at, waiting_since, opened_at, solved_at, closed_at, tags)
      select $1, brand, id, reference, subject, kind, status, priority, owner, team, customer, preview, message, last, waiting, opened, solved, closed, tags from all_rows),
    joined as (insert into cases.case_conversations (account_id, brand_id, case_id, conversation_id, since) select $1, brand, id, conversation, opened from all_rows)
    insert into cases.readings (account_id, brand_id, case_id, person_id) select $1, brand, id, unnest(readers) from all_rows`, rows.cases)
  await put('events', `
    insert into platform.events (account_id, brand_id, at, actor_kind, actor_id, verb, subject_id, case_id, team_id, owner_id, data)
    select $1, brand, at, kind, actor, verb, subject, "case", team, owner, data from jsonb_to_recordset($2::jsonb) as e (brand uuid, at timestamptz, verb text, subject uuid, "case" uuid, team uuid, owner uuid, kind text, actor uuid, data jsonb) order by at`, rows.events)
}
