import { z } from 'zod'
import { command, question } from '#platform/question'

export const Server = z.object({ host: z.string(), port: z.number(), security: z.enum(['tls', 'starttls', 'none']), user: z.string() })
export const OAuth = z.object({ provider: z.enum(['google', 'microsoft', 'custom']), clientId: z.string(), tokenUrl: z.string().optional() })
/** How an address receives, without its secrets. `startedAt`: mails older than this were there before us and are not ours. */
export const Receive = z.object({
  server: Server, folders: z.array(z.string()), from: z.enum(['all', 'new']), startedAt: z.string(), trustedAuthservId: z.string().optional(), oauth: OAuth.optional(),
})
export const Send = z.object({ server: Server, oauth: OAuth.optional(), dkim: z.object({ domain: z.string(), selector: z.string() }).nullable() })
/** Sealed with the key of the installation, each on its own. */
export const Sealed = z.object({
  receivePassword: z.string(), receiveClientSecret: z.string(), receiveRefreshToken: z.string(), sendPassword: z.string(), sendClientSecret: z.string(), sendRefreshToken: z.string(), dkimKey: z.string(), httpSecret: z.string(),
}).partial()
export type Receive = z.infer<typeof Receive>
export type Send = z.infer<typeof Send>
export type Sealed = z.infer<typeof Sealed>

const Row = z.object({
  accountId: z.uuid(), brandId: z.uuid(), id: z.uuid(), how: z.enum(['imap', 'smtp', 'http']), receive: z.union([Receive, z.object({}).strict()]), send: Send.nullable(), sealed: Sealed,
  state: z.enum(['working', 'connecting', 'failing', 'paused']), detail: z.string(), lastMailAt: z.string().nullable(), lastCheckedAt: z.string().nullable(), version: z.number(),
})
export type MailboxRow = z.infer<typeof Row>
/** How it is fetched from; null when mail is brought to it. */
export const receiveOf = (row: Pick<MailboxRow, 'receive'>): Receive | null => ('server' in row.receive ? row.receive as Receive : null)
const columns = `
  select account_id as "accountId", brand_id as "brandId", id, how, receive, send, sealed, state, detail, to_json(last_mail_at) #>> '{}' as "lastMailAt", to_json(last_checked_at) #>> '{}' as "lastCheckedAt", version
    from email.mailboxes`

export const mailboxById = question<{ id: string }, typeof Row>('mailboxes: by id', Row, `${columns} where account_id = (select platform.account()) and id = :id and retired_at is null`)
export const mailboxForUpdate = question<{ id: string }, typeof Row>('mailboxes: for update', Row, `${columns} where account_id = (select platform.account()) and id = :id and retired_at is null for update`)
export const mailboxesOfBrands = question<{ brandIds: string[] }, typeof Row>('mailboxes: of brands', Row, `
  ${columns} where account_id = (select platform.account()) and brand_id = any (:brandIds::uuid[]) and retired_at is null order by id`)
/** Addresses that can send, of these brands. */
export const sendersOfBrands = question<{ brandIds: string[] }, z.ZodObject<{ id: z.ZodUUID; brandId: z.ZodUUID; name: z.ZodString; address: z.ZodString }>>('mailboxes: senders', z.object({ id: z.uuid(), brandId: z.uuid(), name: z.string(), address: z.string() }), `
  select m.id, m.brand_id as "brandId", c.name, c.address from email.mailboxes m join conversations.published_channels c on c.account_id = m.account_id and c.id = m.id
   where m.account_id = (select platform.account()) and m.brand_id = any (:brandIds::uuid[]) and m.retired_at is null and m.send is not null and m.state <> 'paused' order by lower(c.name), m.id`)
/** Whose HTTP mailbox this is. Across accounts: the caller only knows its number. */
export const httpMailbox = question<{ id: string }, typeof Row>('mailboxes: by number for HTTP', Row, `${columns} where id = :id and how = 'http' and retired_at is null`)

const Fetchable = z.object({ accountId: z.uuid(), brandId: z.uuid(), id: z.uuid(), version: z.number() })
/** All mailboxes that are fetched from, of all accounts. */
export const mailboxesToFetch = question<Record<string, never>, typeof Fetchable>('mailboxes: to fetch', Fetchable, `
  select account_id as "accountId", brand_id as "brandId", id, version from email.mailboxes where how = 'imap' and state <> 'paused' and retired_at is null order by id`)

/** Whether it takes mail at the moment; no answer when it retired. Across accounts. */
export const mailboxPaused = question<{ accountId: string; id: string }, z.ZodObject<{ paused: z.ZodBoolean }>>('mailboxes: paused', z.object({ paused: z.boolean() }), `
  select state = 'paused' as paused from email.mailboxes where account_id = :accountId and id = :id and retired_at is null`)

export const addMailbox = command<{ accountId: string; brandId: string; id: string; how: string; receive: string; send: string | null; sealed: string; state: string }>('mailboxes: add', `
  insert into email.mailboxes (account_id, brand_id, id, how, receive, send, sealed, state) values (:accountId, :brandId, :id, :how, :receive::jsonb, :send::jsonb, :sealed::jsonb, :state)`)
/** A new version makes whoever fetches begin anew with the new settings. */
export const changeMailboxRow = command<{ id: string; how: string; receive: string; send: string | null; sealed: string; state: string }>('mailboxes: change', `
  update email.mailboxes set how = :how, receive = :receive::jsonb, send = :send::jsonb, sealed = :sealed::jsonb, state = case when state = 'paused' then 'paused' else :state end, detail = '', version = version + 1
   where account_id = (select platform.account()) and id = :id`)
export const resealMailbox = command<{ id: string; sealed: string }>('mailboxes: reseal', 'update email.mailboxes set sealed = sealed || :sealed::jsonb where account_id = (select platform.account()) and id = :id')
export const pauseMailboxRow = command<{ id: string; state: string }>('mailboxes: pause', `
  update email.mailboxes set state = :state, detail = '', version = version + 1 where account_id = (select platform.account()) and id = :id`)
export const renewMailbox = command<{ id: string }>('mailboxes: begin anew', 'update email.mailboxes set version = version + 1 where account_id = (select platform.account()) and id = :id')
export const retireMailboxRow = command<{ id: string }>('mailboxes: retire', "update email.mailboxes set retired_at = now(), sealed = '{}', version = version + 1 where account_id = (select platform.account()) and id = :id")

/** How it is with the mailbox, unless a person paused it. Answers only when that is news. */
export const setMailboxState = question<{ id: string; state: string; detail: string }, z.ZodObject<{ id: z.ZodUUID; brandId: z.ZodUUID }>>('mailboxes: set state', z.object({ id: z.uuid(), brandId: z.uuid() }), `
  update email.mailboxes set state = :state, detail = :detail, last_checked_at = now()
   where account_id = (select platform.account()) and id = :id and state <> 'paused' and retired_at is null and (state <> :state or detail <> :detail) returning id, brand_id as "brandId"`)
export const markChecked = command<{ id: string }>('mailboxes: checked', "update email.mailboxes set last_checked_at = now() where account_id = (select platform.account()) and id = :id and state <> 'paused'")
/** To the nearest seconds, and waiting for nobody: mails that arrive side by side must not queue for this. */
export const markMail = command<{ ids: string[] }>('mailboxes: mail came', `
  update email.mailboxes set last_mail_at = now() where account_id = (select platform.account()) and id in (
    select id from email.mailboxes where account_id = (select platform.account()) and id = any (:ids::uuid[]) and (last_mail_at is null or last_mail_at < now() - interval '5 seconds') for update skip locked)`)
