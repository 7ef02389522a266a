import { z } from 'zod'
import type { Tx } from '#platform/db'
import { command, question } from '#platform/question'
import { commandForAll, gathered, questionForAll, questionForEach } from '#platform/question-for-each'
import { CaseStatus } from '../contract.ts'

export const Held = z.object({ id: z.uuid(), brandId: z.uuid(), reference: z.string(), subject: z.string(), status: CaseStatus, ownerId: z.uuid().nullable(), teamId: z.uuid().nullable(), customerId: z.uuid(), version: z.number(), lastMessageId: z.uuid().nullable(), marks: z.array(z.string()), snoozedUntil: z.date().nullable(), mergedInto: z.uuid().nullable() })
export type HeldCase = z.infer<typeof Held>
export const columns = 'c.id, c.brand_id as "brandId", c.reference, c.subject, c.status, c.owner_id as "ownerId", c.team_id as "teamId", c.customer_id as "customerId", c.version, c.last_message_id as "lastMessageId", c.marks, c.snoozed_until as "snoozedUntil", c.merged_into as "mergedInto"'

/**
 * A case, held until the transaction ends, so that two changes come one after the other. Not against rows that only name it (a telling, a follower):
 * a batch of lines holds many cases, and would wait for whoever has named one of them and names the next.
 */
export const caseForUpdate = questionForEach<{ id: string }, typeof Held>('cases: for update', Held, { id: 'uuid' }, `select ${columns} from cases.cases c where c.account_id = (select platform.account()) and c.id = :id for no key update`)
export const caseById = question<{ id: string }, typeof Held>('cases: by id', Held, `select ${columns} from cases.cases c where c.account_id = (select platform.account()) and c.id = :id`)

const newestOfConversation = questionForEach<{ conversationId: string }, typeof Held>('cases: of a conversation', Held, { conversationId: 'uuid' }, `
  select ${columns} from cases.cases c
   where c.account_id = (select platform.account()) and c.id = (
     select coalesce(m.merged_into, m.id) from cases.case_conversations x join cases.cases m on m.account_id = x.account_id and m.id = x.case_id
      where x.account_id = (select platform.account()) and x.conversation_id = :conversationId and x.ended_at is null
      order by x.since desc limit 1)
   for no key update of c`)

/** The living case of a conversation: the newest that it belongs to, through merges. One that was merged while it was waited for is followed. */
export async function caseOfConversation(tx: Tx, { conversationId }: { conversationId: string }): Promise<HeldCase[]> {
  const found = await newestOfConversation(tx, { conversationId })
  return found[0]?.mergedInto ? caseForUpdate(tx, { id: found[0].mergedInto }) : found
}

/** A case as it is opened. */
export type NewCase = { accountId: string; brandId: string; id: string; subject: string; kind: string; customerId: string; teamId: string | null; ownerId: string | null; conversationId: string; messageId: string; preview: string; marks: string[]; status: string; waiting: boolean }
/** Opens cases under their brands' next references. Numbers come from a sequence: nobody waits for anybody else's commit. */
export const openCaseRows = questionForAll<NewCase, z.ZodObject<{ id: z.ZodUUID; reference: z.ZodString }>>('cases: open', z.object({ id: z.uuid(), reference: z.string() }), {
  accountId: 'uuid', brandId: 'uuid', id: 'uuid', subject: 'text', kind: 'text', customerId: 'uuid', teamId: 'uuid', ownerId: 'uuid', conversationId: 'uuid', messageId: 'uuid', preview: 'text', marks: 'text[]', status: 'text', waiting: 'boolean',
}, `
  with opened as (
    insert into cases.cases (account_id, brand_id, id, reference, subject, channel, kind, customer_id, team_id, owner_id, last_message_id, preview, marks, status, waiting_since)
    select :accountId, :brandId, :id, accounts.published_next_reference(:accountId, :brandId), :subject,
           coalesce((select h.kind from conversations.published_conversations v join conversations.published_channels h on h.account_id = v.account_id and h.id = v.channel_id where v.account_id = :accountId and v.id = :conversationId), 'email'), :kind, :customerId, :teamId, :ownerId, :messageId, :preview, :marks, :status, case when :waiting then now() end from each
    returning id, reference),
  joined as (
    insert into cases.case_conversations (account_id, brand_id, case_id, conversation_id) select :accountId, :brandId, :id, :conversationId from each)
  select id, reference from opened`)

export type Said = { id: string; messageId: string; preview: string; status: string; fromOutside: boolean; /** Ends a snooze. */ wakes: boolean; marks: string[] }
/** Messages came or went: what the list shows follows them. Never earlier than what was there: a slow transaction's now() has passed. */
export const casesHaveMessages = commandForAll<Said>('cases: have messages', { id: 'uuid', messageId: 'uuid', preview: 'text', status: 'text', fromOutside: 'boolean', wakes: 'boolean', marks: 'text[]' }, `
  update cases.cases c set last_message_id = :messageId, last_message_at = greatest(now(), c.last_message_at + interval '1 microsecond'), preview = :preview, status = :status, version = c.version + 1,
         waiting_since = case when :fromOutside then coalesce(c.waiting_since, now()) else null end,
         solved_at = case when :status in ('solved', 'closed') then coalesce(c.solved_at, now()) end,
         snoozed_until = case when not :wakes then c.snoozed_until end,
         marks = (select coalesce(array_agg(distinct m), '{}') from unnest(c.marks || :marks) m)
    from each where c.account_id = (select platform.account()) and c.id = :id`)

/** The same for one of several that are written in side by side. */
export const caseHasMessage = gathered(casesHaveMessages)

/** What was to leave stays: the list shows again what was said last, and since when the customer waits. */
export const caseAsSaid = command<{ id: string; messageId: string; preview: string; waitingSince: Date | null }>('cases: as said', `
  update cases.cases set last_message_id = :messageId, preview = :preview, waiting_since = :waitingSince where account_id = (select platform.account()) and id = :id`)

export const setStatus = command<{ id: string; status: string }>('cases: set status', `
  update cases.cases set status = :status, version = version + 1, waiting_since = case when :status = 'open' then waiting_since end,
         solved_at = case when :status in ('solved', 'closed') then coalesce(solved_at, now()) end, closed_at = case when :status = 'closed' then now() end,
         snoozed_until = case when :status in ('waiting-customer', 'waiting-third-party') then snoozed_until end
   where account_id = (select platform.account()) and id = :id`)

export const setWaitingSince = command<{ id: string; since: Date | null }>('cases: set waiting since', `
  update cases.cases set waiting_since = :since where account_id = (select platform.account()) and id = :id`)

/** Compare and set: answers nothing when somebody else was quicker. */
export const assignIfStill = question<{ id: string; ownerId: string | null; teamId: string | null; keepTeam: boolean; expectedOwnerId: string | null }, z.ZodObject<{ id: z.ZodUUID }>>('cases: assign', z.object({ id: z.uuid() }), `
  update cases.cases set owner_id = :ownerId, team_id = case when :keepTeam then team_id else :teamId end, version = version + 1
   where account_id = (select platform.account()) and id = :id and owner_id is not distinct from :expectedOwnerId returning id`)

export const changeCaseRow = command<{ id: string; subject: string | null; kind: string | null; priority: string | null; tags: string[] | null }>('cases: change', `
  update cases.cases set subject = coalesce(:subject, subject), kind = coalesce(:kind, kind), priority = coalesce(:priority, priority), tags = coalesce(:tags::text[], tags), version = version + 1
   where account_id = (select platform.account()) and id = :id`)

export const setMark = command<{ id: string; mark: string; on: boolean }>('cases: set mark', `
  update cases.cases set marks = case when :on then array(select distinct unnest(marks || array[:mark::text])) else array_remove(marks, :mark) end, version = version + 1
   where account_id = (select platform.account()) and id = :id`)

export type NewLink = { accountId: string; brandId: string; id: string; fromCase: string; toCase: string; kind: string; reason: string; byPerson: string | null }
export const linkCases = commandForAll<NewLink>('cases: link', { accountId: 'uuid', brandId: 'uuid', id: 'uuid', fromCase: 'uuid', toCase: 'uuid', kind: 'text', reason: 'text', byPerson: 'uuid' }, `
  insert into cases.links (account_id, brand_id, id, from_case, to_case, kind, reason, by_person) select :accountId, :brandId, :id, :fromCase, :toCase, :kind, :reason, :byPerson from each`)

export const conversationsOfCase = questionForEach<{ caseId: string }, z.ZodObject<{ conversationId: z.ZodUUID }>>('cases: conversations', z.object({ conversationId: z.uuid() }), { caseId: 'uuid' }, `
  select distinct conversation_id as "conversationId" from cases.case_conversations x
   where x.account_id = (select platform.account()) and x.ended_at is null and x.case_id = any (array(
      select :caseId::uuid union all select id from cases.cases where account_id = (select platform.account()) and merged_into = :caseId))`)

/** Another conversation of a case that is there already, such as the letters that go on where a chat ended. */
export const joinConversation = command<{ accountId: string; brandId: string; caseId: string; conversationId: string }>('cases: join conversation', `
  insert into cases.case_conversations (account_id, brand_id, case_id, conversation_id) values (:accountId, :brandId, :caseId, :conversationId)`)
