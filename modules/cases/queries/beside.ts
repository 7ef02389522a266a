import { z } from 'zod'
import { command, question } from '#platform/question'
import { commandForAll, gathered, questionForEach } from '#platform/question-for-each'

/** What lies beside a case: who follows it, what it is linked to, what is being written. */
export const followersOf = question<{ caseId: string }, z.ZodObject<{ personId: z.ZodUUID }>>('cases: followers', z.object({ personId: z.uuid() }), `
  select person_id as "personId" from cases.followers where account_id = (select platform.account()) and case_id = :caseId`)
export const follow = command<{ accountId: string; brandId: string; caseId: string; personId: string }>('cases: follow', `
  insert into cases.followers (account_id, brand_id, case_id, person_id) values (:accountId, :brandId, :caseId, :personId) on conflict do nothing`)
export const unfollow = command<{ caseId: string; personId: string }>('cases: unfollow', `
  delete from cases.followers where account_id = (select platform.account()) and case_id = :caseId and person_id = :personId`)

const Concerned = z.object({ id: z.uuid(), brandId: z.uuid(), ownerId: z.uuid().nullable(), teamId: z.uuid().nullable(), lastMessageId: z.uuid().nullable(), followers: z.array(z.uuid()) })
/** Whom some cases concern as they stand now: who has each, and who follows it. */
export const concernedWith = question<{ ids: string[] }, typeof Concerned>('cases: concerned with', Concerned, `
  select c.id, c.brand_id as "brandId", c.owner_id as "ownerId", c.team_id as "teamId", c.last_message_id as "lastMessageId",
         array(select f.person_id from cases.followers f where f.account_id = c.account_id and f.case_id = c.id) as followers
    from cases.cases c where c.account_id = (select platform.account()) and c.id = any (:ids::uuid[])`)

/** Read up to the newest message that the reader could see. Not up to now: what is being filed at this moment was not read. */
export const markRead = gathered(commandForAll<{ caseId: string; personId: string }>('cases: mark read', { caseId: 'uuid', personId: 'uuid' }, `
  insert into cases.readings (account_id, brand_id, case_id, person_id, read_at)
  select c.account_id, c.brand_id, c.id, :personId, c.last_message_at from each join cases.cases c on c.account_id = (select platform.account()) and c.id = :caseId
  on conflict (account_id, person_id, case_id) do update set read_at = greatest(cases.readings.read_at, excluded.read_at)`))

const Link = z.object({ kind: z.string(), outward: z.boolean(), caseId: z.uuid(), reason: z.string() })
/** Links in both directions; whether the other case may be seen is decided by whoever asks. */
export const linksOf = question<{ caseId: string }, typeof Link>('cases: links', Link, `
  select kind, true as outward, to_case as "caseId", reason from cases.links where account_id = (select platform.account()) and from_case = :caseId and ended_at is null
  union all
  select kind, false, from_case, reason from cases.links where account_id = (select platform.account()) and to_case = :caseId and ended_at is null`)

/** What somebody had begun to write in a case that was merged is there in the one that goes on; the newest of each kind. */
const ofCaseOrMerged = '(case_id = :caseId or case_id in (select id from cases.cases where account_id = (select platform.account()) and merged_into = :caseId))'

const Writing = z.object({ kind: z.enum(['reply', 'note', 'forward']), text: z.string(), html: z.string().nullable(), recipients: z.record(z.string(), z.unknown()), subject: z.string(), attachmentIds: z.array(z.uuid()), savedAt: z.date(), version: z.number(), macroId: z.uuid().nullable() })
export type StoredDraft = z.infer<typeof Writing>
const written = 'kind, text, html, recipients, subject, attachment_ids as "attachmentIds", saved_at as "savedAt", version, macro_id as "macroId"'
export const draftsOf = question<{ caseId: string; personId: string }, typeof Writing>('cases: drafts', Writing, `
  select distinct on (kind) ${written} from cases.drafts
   where account_id = (select platform.account()) and person_id = :personId and ${ofCaseOrMerged} order by kind, saved_at desc`)
const draftSql = `select ${written} from cases.drafts where account_id = (select platform.account()) and case_id = :caseId and person_id = :personId and kind = :kind`
export const draftToRead = question<{ caseId: string; personId: string; kind: string }, typeof Writing>('cases: draft', Writing, draftSql)
/** One draft, held. */
export const draftForUpdate = question<{ caseId: string; personId: string; kind: string }, typeof Writing>('cases: draft for update', Writing, `${draftSql} for update`)
const kept = '(cases.drafts.text, cases.drafts.html, cases.drafts.recipients, cases.drafts.subject, cases.drafts.attachment_ids, cases.drafts.macro_id)'
/** Saved again as it was, it is the version that it was. */
export const keepDraft = question<{ accountId: string; brandId: string; caseId: string; personId: string; kind: string; text: string; html: string | null; recipients: string; subject: string; attachmentIds: string[]; macroId: string | null }, z.ZodObject<{ version: z.ZodNumber }>>('cases: keep draft', z.object({ version: z.number() }), `
  insert into cases.drafts (account_id, brand_id, case_id, person_id, kind, text, html, recipients, subject, attachment_ids, macro_id)
  values (:accountId, :brandId, :caseId, :personId, :kind, :text, :html, :recipients::jsonb, :subject, :attachmentIds::uuid[], :macroId)
  on conflict (account_id, case_id, person_id, kind) do update set text = excluded.text, html = excluded.html, recipients = excluded.recipients, subject = excluded.subject, attachment_ids = excluded.attachment_ids, macro_id = excluded.macro_id, saved_at = now(),
    version = cases.drafts.version + case when ${kept} is distinct from (excluded.text, excluded.html, excluded.recipients, excluded.subject, excluded.attachment_ids, excluded.macro_id) then 1 else 0 end
  returning version`)
/** Whether there is a draft of this person's, of itself or of a case that was merged into it. A review is of a draft. */
export const draftStands = questionForEach<{ caseId: string; personId: string; kind: string }, z.ZodObject<{ stands: z.ZodBoolean }>>('cases: draft stands', z.object({ stands: z.boolean() }), { caseId: 'uuid', personId: 'uuid', kind: 'text' }, `
  select true as stands from cases.drafts where account_id = (select platform.account()) and person_id = :personId and kind = :kind and ${ofCaseOrMerged} limit 1`)
export const dropDraft = command<{ caseId: string; personId: string; kind: string }>('cases: drop draft', `
  delete from cases.drafts where account_id = (select platform.account()) and person_id = :personId and kind = :kind and ${ofCaseOrMerged}`)

/** The cases that a conversation belongs to, and those that they were merged into: for the question who may see it. */
const Sighted = z.object({ id: z.uuid(), brandId: z.uuid(), ownerId: z.uuid().nullable(), teamId: z.uuid().nullable(), status: z.string() })
export const casesOfConversation = question<{ conversationId: string }, typeof Sighted>('cases: all of a conversation', Sighted, `
  select c.id, c.brand_id as "brandId", c.owner_id as "ownerId", c.team_id as "teamId", c.status
    from cases.case_conversations x
    join cases.cases m on m.account_id = x.account_id and m.id = x.case_id
    join cases.cases c on c.account_id = x.account_id and c.id = any (array[m.id, m.merged_into])
   where x.account_id = (select platform.account()) and x.conversation_id = :conversationId and x.ended_at is null order by x.since desc`)

const Entry = z.object({ at: z.date(), kind: z.enum(['case', 'message']), id: z.uuid(), caseId: z.uuid(), reference: z.string(), title: z.string(), verb: z.string(), micros: z.number() })
/** Everything ever between a customer and us that the reader may see, newest first. `sight` is made by the permissions, never by a request. */
export const timelineSql = (sight: string) => `
  with seen as (select c.id, c.reference, c.subject, c.opened_at from cases.cases c where c.account_id = (select platform.account()) and c.customer_id = any (array(select customers.published_selves(:customerId))) and ${sight})
  select *, (extract(epoch from at) * 1e6)::bigint as micros from (
    select opened_at as at, 'case' as kind, id, id as "caseId", reference, subject as title, 'case.opened' as verb from seen
    union all
    select m.at, 'message', m.id, s.id, s.reference, left(m.beginning, 160), 'message.' || m.kind
      from seen s join cases.case_conversations x on x.account_id = (select platform.account()) and x.case_id = s.id and x.ended_at is null
      join conversations.published_messages m on m.account_id = x.account_id and m.conversation_id = x.conversation_id
     where (:withNotes or m.kind <> 'note') and not m.taken_back) each
   where (:before::float8 is null or (at, id) < (to_timestamp(:before::float8 / 1e6), :beforeId::uuid)) order by at desc, id desc limit :limit`
export type TimelineRow = z.infer<typeof Entry>
