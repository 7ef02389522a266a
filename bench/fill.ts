import pg from 'pg'
import { addChannel } from '#modules/conversations'
import { createAccount } from '#modules/accounts'
import { connection, db } from '#platform/db'
import { newId } from '#platform/ids'

export type Filled = { accountId: string; mailboxes: Array<{ id: string; brandId: string; address: string }>; brandIds: string[] }

/** An account with some brands, each with a mailbox, and nobody's cases yet. */
export async function anOperator(brands = 5): Promise<Filled> {
  const { accountId, brands: made } = await createAccount({ name: 'Bench', owner: { name: 'Owner', email: `owner-${newId()}@bench.example`, password: null }, brands: Array.from({ length: brands }, (_, n) => ({ name: `Brand ${n}`, referencePrefix: String.fromCharCode(65 + n), language: 'en' as const, timeZone: 'UTC' })) })
  const mailboxes = await db().transaction({ accountId, brandIds: 'all' }, async (tx) => Promise.all(made.map(async (brand, n) => {
    const id = newId()
    const address = `desk-${n}@bench-${accountId.slice(-6)}.example`
    await addChannel(tx, { accountId, brandId: brand.id, id, kind: 'email', address, name: brand.name, teamId: null })
    await tx.run('', "insert into email.mailboxes (account_id, brand_id, id, how, state) values ($1, $2, $3, 'smtp', 'working')", [accountId, brand.id, id])
    return { id, brandId: brand.id, address }
  })))
  return { accountId, mailboxes, brandIds: made.map((each) => each.id) }
}

const words = 'order tent pole broken refund invoice delivery parcel return address number question answer please thanks week yesterday shipping warehouse colour size small large wrong missing late quickly replacement voucher payment card account password router cable screen lamp jacket boots stove'.split(' ')

/** Cases with one conversation and one message each, one in ten open, written by the database itself. */
export async function fillCases(ownerUrl: string, { accountId, mailboxes }: Filled, from: number, to: number): Promise<void> {
  const client = new pg.Client(connection(ownerUrl))
  await client.connect()
  const step = 50_000
  for (let begin = from; begin < to; begin += step) {
    const end = Math.min(to, begin + step)
    await client.query('begin')
    await client.query("set local session_replication_role = replica") // Keys that hold by construction are not looked up one by one.
    await client.query(`create temp table fill on commit drop as
      select n, uuidv7(make_interval(secs => (n - 1000000) * 6)) as customer, uuidv7(make_interval(secs => (n - 1000000) * 6)) as conversation, uuidv7(make_interval(secs => (n - 1000000) * 6)) as message, uuidv7(make_interval(secs => (n - 1000000) * 6)) as "case",
             ($2::uuid[])[n % cardinality($2::uuid[]) + 1] as brand, ($3::uuid[])[n % cardinality($2::uuid[]) + 1] as channel, now() + make_interval(secs => (n - 1000000) * 6) as at,
             (select string_agg(($4::text[])[1 + (abs(hashint8(n * 61 + w)) % cardinality($4::text[]))], ' ') from generate_series(1, 60) w) as text, (n / cardinality($2::uuid[])) % 10 = 0 as open
        from generate_series($5::bigint, $6::bigint) n where $1::uuid is not null`, [accountId, mailboxes.map((each) => each.brandId), mailboxes.map((each) => each.id), words, begin, end - 1])
    const put = (sql: string) => client.query(sql.replaceAll(':account', `'${accountId}'::uuid`))
    await put("insert into customers.customers (account_id, brand_id, id, name) select :account, brand, customer, 'Customer ' || n from fill")
    await put("insert into customers.identities (account_id, brand_id, id, customer_id, kind, value) select :account, brand, uuidv7(), customer, 'email', 'customer-' || n || '@kunde.example' from fill")
    await put("insert into conversations.conversations (account_id, brand_id, id, channel_id, customer_id, subject, subject_key, started_at, last_message_at) select :account, brand, conversation, channel, customer, 'Order ' || n, 'order ' || n, at, at from fill")
    await put("insert into conversations.participants (account_id, brand_id, conversation_id, address, role) select :account, brand, conversation, 'customer-' || n || '@kunde.example', 'customer' from fill")
    await put("insert into conversations.messages (account_id, brand_id, id, conversation_id, kind, at, author_kind, author_id, author_address, subject, text, rfc_message_id, content_hash) select :account, brand, message, conversation, 'in', at, 'customer', customer, 'customer-' || n || '@kunde.example', 'Order ' || n, text, 'fill-' || n || '@kunde.example', sha256(n::text::bytea) from fill")
    await put("insert into conversations.mail_ids (account_id, brand_id, rfc_message_id, message_id, conversation_id, relation) select :account, brand, 'fill-' || n || '@kunde.example', message, conversation, 'is' from fill")
    await put("insert into conversations.deliveries (account_id, brand_id, id, message_id, channel_id, direction, state) select :account, brand, uuidv7(), message, channel, 'in', 'received' from fill")
    await put("insert into cases.cases (account_id, brand_id, id, reference, subject, status, customer_id, preview, last_message_id, last_message_at, opened_at) select :account, brand, \"case\", 'X-' || n, 'Order ' || n, case when open then 'open' else 'closed' end, customer, left(text, 160), message, at, at from fill")
    await put('insert into cases.case_conversations (account_id, brand_id, case_id, conversation_id, since) select :account, brand, "case", conversation, at from fill')
    await client.query('commit')
  }
  await client.query('analyze')
  await client.query('checkpoint')
  await client.end()
}
