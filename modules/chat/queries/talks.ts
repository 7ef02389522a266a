import { z } from 'zod'
import { command, question } from '#platform/question'
import { commandForAll, gathered, questionForAll, questionForEach } from '#platform/question-for-each'
import { Card } from '../protocol.ts'

export const State = z.enum(['waiting', 'active', 'ended'])
const Row = z.object({
  id: z.uuid(), brandId: z.uuid(), widgetId: z.uuid(), visitorId: z.uuid(), state: State, department: z.string(), last: z.number(), visitorRead: z.number(), visitorGot: z.number(), agentRead: z.number(), mailed: z.number(), rating: z.number().nullable(),
  caseId: z.uuid().nullable(), teamId: z.uuid().nullable(), ownerId: z.uuid().nullable(), ownerName: z.string().nullable(), mailConversationId: z.uuid().nullable(),
})
export type TalkRow = z.infer<typeof Row>
/** A talk with the case that it belongs to now, through merges and follow-ups. */
const talk = `
  select t.id, t.brand_id as "brandId", t.widget_id as "widgetId", t.visitor_id as "visitorId", t.state, t.department, t.last_n as last, t.visitor_read_n as "visitorRead", t.visitor_got_n as "visitorGot", t.agent_read_n as "agentRead", t.mailed_n as mailed, t.rating,
         k.id as "caseId", k.team_id as "teamId", k.owner_id as "ownerId", p.name as "ownerName", t.mail_conversation_id as "mailConversationId"
    from chat.talks t
    left join lateral (select s.id, s.team_id, s.owner_id from (select x.account_id, x.case_id from cases.published_places x where x.account_id = t.account_id and x.conversation_id = t.id order by x.since desc limit 1) x join cases.published_sights s on s.account_id = x.account_id and s.id = x.case_id) k on true
    left join accounts.published_people p on p.account_id = t.account_id and p.id = k.owner_id`
export const talkById = question<{ id: string }, typeof Row>('chat: talk by id', Row, `${talk} where t.account_id = (select platform.account()) and t.id = :id`)
export const talksByIds = question<{ ids: string[] }, typeof Row>('chat: talks by ids', Row, `${talk} where t.account_id = (select platform.account()) and t.id = any (:ids::uuid[])`)
/** The newest talk of each of these visitors. */
export const newestTalks = question<{ visitorIds: string[] }, typeof Row>('chat: newest talks', Row, `${talk}
   where t.account_id = (select platform.account()) and t.id = any (array(
     select n.id from unnest(:visitorIds::uuid[]) v cross join lateral (select id from chat.talks where account_id = (select platform.account()) and visitor_id = v order by started_at desc, id desc limit 1) n))`)

const Known = z.object({ visitorId: z.uuid(), clientId: z.uuid(), talkId: z.uuid(), n: z.number(), at: z.date() })
/** Lines that were kept before: an acknowledgement that got lost is given again. */
export const linesKept = question<{ visitorIds: string[]; clientIds: string[] }, typeof Known>('chat: lines kept before', Known, `
  select each.visitor as "visitorId", l.client_id as "clientId", l.talk_id as "talkId", l.n, l.at
    from unnest(:visitorIds::uuid[], :clientIds::uuid[]) each (visitor, client)
    cross join lateral (select id from chat.talks where account_id = (select platform.account()) and visitor_id = each.visitor order by started_at desc, id desc limit 5) t
    join chat.lines l on l.account_id = (select platform.account()) and l.talk_id = t.id and l.client_id = each.client`)
export const lineOf = question<{ talkId: string; clientId: string }, z.ZodObject<{ n: z.ZodNumber; at: z.ZodDate; messageId: z.ZodNullable<z.ZodUUID> }>>('chat: line of a client id', z.object({ n: z.number(), at: z.date(), messageId: z.uuid().nullable() }), `
  select n, at, message_id as "messageId" from chat.lines where account_id = (select platform.account()) and talk_id = :talkId and client_id = :clientId`)

export const addTalks = commandForAll<{ accountId: string; brandId: string; id: string; widgetId: string; visitorId: string; department: string }>('chat: add talks', { accountId: 'uuid', brandId: 'uuid', id: 'uuid', widgetId: 'uuid', visitorId: 'uuid', department: 'text' }, `
  insert into chat.talks (account_id, brand_id, id, widget_id, visitor_id, department, last_n) select :accountId, :brandId, :id, :widgetId, :visitorId, :department, 1 from each`)
const Numbered = z.object({ id: z.uuid(), n: z.number() })
/** The next number of each of these talks. A talk that has ended meanwhile gets none. */
export const numberLines = questionForAll<{ accountId: string; id: string }, typeof Numbered>('chat: number lines', Numbered, { accountId: 'uuid', id: 'uuid' }, `
  update chat.talks t set last_n = t.last_n + 1 from each where t.account_id = :accountId and t.id = :id and t.state <> 'ended' returning t.id, t.last_n as n`)
/** The next number, also of a talk that has ended: what an agent or the house says comes to it all the same. */
export const nextNumber = gathered(questionForAll<{ id: string }, typeof Numbered>('chat: next number', Numbered, { id: 'uuid' }, `
  update chat.talks t set last_n = t.last_n + 1 from each where t.account_id = (select platform.account()) and t.id = :id returning t.id, t.last_n as n`), (asked, numbered) => asked.id === numbered.id)

export type NewLine = { accountId: string; brandId: string; talkId: string; n: number; messageId: string | null; clientId: string; saidBy: 'visitor' | 'agent' | 'system'; word: string | null; name: string; card: z.infer<typeof Card> | null }
const Kept = z.object({ talkId: z.uuid(), n: z.number(), at: z.date() })
export const addLines = questionForAll<NewLine, typeof Kept>('chat: add lines', Kept, { accountId: 'uuid', brandId: 'uuid', talkId: 'uuid', n: 'int', messageId: 'uuid', clientId: 'uuid', saidBy: 'text', word: 'text', name: 'text', card: 'jsonb' }, `
  insert into chat.lines (account_id, brand_id, talk_id, n, message_id, client_id, said_by, word, name, card)
  select :accountId, :brandId, :talkId, :n, :messageId, :clientId, :saidBy, :word, :name, case when jsonb_typeof(:card) = 'object' then :card end from each
  returning talk_id as "talkId", n, at`)

/** The same for one of several that are said side by side. */
export const addLine = gathered(addLines, (asked: NewLine, kept) => asked.talkId === kept.talkId && asked.n === kept.n)

const Line = z.object({ talkId: z.uuid(), n: z.number(), messageId: z.uuid().nullable(), clientId: z.uuid(), by: z.enum(['visitor', 'agent', 'system']), word: z.string().nullable(), name: z.string(), card: Card.nullable(), at: z.date() })
export type LineRow = z.infer<typeof Line>
/** What was said in each of these talks after a line, oldest first, up to a limit each. */
/** What was said in one talk after a line, of several that are read side by side. */
export const linesOfTalk = questionForEach<{ talkId: string; after: number; limit: number }, typeof Line>('chat: lines of a talk', Line, { talkId: 'uuid', after: 'int', limit: 'int' }, `
  select talk_id as "talkId", n, message_id as "messageId", client_id as "clientId", said_by as by, word, name, card, at
    from chat.lines where account_id = (select platform.account()) and talk_id = :talkId and n > :after order by n limit :limit`)
export const linesAfter = question<{ talkIds: string[]; after: number[]; limit: number }, typeof Line>('chat: lines after', Line, `
  select l.* from unnest(:talkIds::uuid[], :after::int[]) each (talk, after)
    cross join lateral (
      select talk_id as "talkId", n, message_id as "messageId", client_id as "clientId", said_by as by, word, name, card, at
        from chat.lines where account_id = (select platform.account()) and talk_id = each.talk and n > each.after order by n limit :limit) l
   order by l."talkId", l.n`)

const Moved = z.object({ id: z.uuid() })
export const takeUp = question<{ id: string }, typeof Moved>('chat: talk is answered', Moved, `
  update chat.talks set state = 'active', answered_at = coalesce(answered_at, now()) where account_id = (select platform.account()) and id = :id and state = 'waiting' returning id`)
export const endTalk = question<{ id: string; by: 'visitor' | 'agent' | 'time'; wrapUp: unknown }, typeof Moved>('chat: end talk', Moved, `
  update chat.talks set state = 'ended', ended_at = now(), ended_by = :by, wrap_up = :wrapUp::jsonb where account_id = (select platform.account()) and id = :id and state <> 'ended' returning id`)
export const setDepartment = command<{ id: string; department: string }>('chat: set department', `
  update chat.talks set department = :department where account_id = (select platform.account()) and id = :id`)
export const rateTalk = question<{ id: string; score: number; words: string }, typeof Moved>('chat: rate talk', Moved, `
  update chat.talks set rating = :score, rating_words = :words, rated_at = now() where account_id = (select platform.account()) and id = :id returning id`)
/** Up to where the visitor has, and has seen, what was said. Never back, never beyond the end. */
export const visitorsAreAt = questionForAll<{ accountId: string; id: string; visitorId: string; got: number; read: number }, typeof Moved>('chat: visitors are at', Moved, { accountId: 'uuid', id: 'uuid', visitorId: 'uuid', got: 'int', read: 'int' }, `
  update chat.talks t set visitor_got_n = least(greatest(t.visitor_got_n, :got, :read), t.last_n), visitor_read_n = least(greatest(t.visitor_read_n, :read), t.last_n) from each
   where t.account_id = :accountId and t.id = :id and t.visitor_id = :visitorId and (t.visitor_got_n < least(greatest(:got, :read), t.last_n) or t.visitor_read_n < least(:read, t.last_n)) returning t.id`)
export const agentsHaveRead = gathered(questionForAll<{ id: string; n: number }, typeof Moved>('chat: agents have read', Moved, { id: 'uuid', n: 'int' }, `
  update chat.talks t set agent_read_n = least(:n, t.last_n) from each where t.account_id = (select platform.account()) and t.id = :id and t.agent_read_n < least(:n, t.last_n) returning t.id`), (asked, moved) => asked.id === moved.id)
