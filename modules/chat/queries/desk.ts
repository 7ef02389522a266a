import { z } from 'zod'
import { question } from '#platform/question'
import { questionForEach } from '#platform/question-for-each'
import { State } from './talks.ts'

const Visitor = z.object({
  id: z.uuid(), brandId: z.uuid(), widgetId: z.uuid(), claimedName: z.string(), claimedEmail: z.string(), fields: z.record(z.string(), z.string()), externalId: z.string().nullable(), identifiedAt: z.date().nullable(), customerId: z.uuid().nullable(), customerName: z.string().nullable(),
  online: z.boolean(), pageUrl: z.string(), pageTitle: z.string(), referrer: z.string(), language: z.string().nullable(), timeZone: z.string().nullable(), browser: z.string(), attributes: z.record(z.string(), z.string()), visits: z.number(), firstSeenAt: z.date(), lastSeenAt: z.date(), visitAt: z.date(), pages: z.array(z.object({ url: z.string(), title: z.string() })), blocked: z.boolean(), looks: z.boolean(),
  talkId: z.uuid().nullable(), talkState: State.nullable(), caseId: z.uuid().nullable(), teamId: z.uuid().nullable(), ownerId: z.uuid().nullable(),
})
export type VisitorRow = z.infer<typeof Visitor>
/** A visitor with the newest talk and the case that this is in now. */
const visitor = `
  select v.id, v.brand_id as "brandId", v.widget_id as "widgetId", v.claimed_name as "claimedName", v.claimed_email as "claimedEmail", v.fields, v.external_id as "externalId", v.identified_at as "identifiedAt", v.customer_id as "customerId", n.name as "customerName",
         coalesce(v.online_until > now(), false) as online, v.page_url as "pageUrl", v.page_title as "pageTitle", v.referrer, v.language, v.time_zone as "timeZone", v.browser, v.attributes, v.visits, v.first_seen_at as "firstSeenAt", v.last_seen_at as "lastSeenAt", v.visit_at as "visitAt", v.pages, v.blocked_at is not null as blocked,
         coalesce((w.settings ->> 'showPage')::boolean, true) as looks, t.id as "talkId", t.state as "talkState", k.id as "caseId", k.team_id as "teamId", k.owner_id as "ownerId"
    from chat.visitors v
    join chat.widgets w on w.account_id = v.account_id and w.id = v.widget_id
    left join customers.published_names n on n.account_id = v.account_id and n.id = v.customer_id
    left join lateral (select id, state from chat.talks where account_id = v.account_id and visitor_id = v.id order by started_at desc, id desc limit 1) t on true
    left join lateral (select s.id, s.team_id, s.owner_id from (select x.account_id, x.case_id from cases.published_places x where x.account_id = v.account_id and x.conversation_id = t.id order by x.since desc limit 1) x join cases.published_sights s on s.account_id = x.account_id and s.id = x.case_id) k on true`
export const visitorsByIds = questionForEach<{ ids: string[] }, typeof Visitor>('chat: visitors by ids', Visitor, { ids: 'uuid[]' }, `${visitor} where v.account_id = (select platform.account()) and v.id = any (:ids::uuid[])`)
/** Who is on the pages of these brands now, the longest there first. */
export const visitorsOnline = question<{ brandIds: string[]; limit: number }, typeof Visitor>('chat: visitors online', Visitor, `${visitor}
   where v.account_id = (select platform.account()) and v.brand_id = any (:brandIds::uuid[]) and v.online_until > now() order by v.first_seen_at, v.id limit :limit`)

const Talk = z.object({
  id: z.uuid(), brandId: z.uuid(), visitorId: z.uuid(), state: State, department: z.string(), last: z.number(), visitorRead: z.number(), visitorGot: z.number(), agentRead: z.number(), startedAt: z.date(), rating: z.number().nullable(), ratingWords: z.string(), mailConversation: z.boolean(), widgetName: z.string(),
  caseId: z.uuid(), reference: z.string(), teamId: z.uuid().nullable(), ownerId: z.uuid().nullable(), ownerName: z.string().nullable(),
  lastBy: z.enum(['visitor', 'agent', 'system']), lastText: z.string(), lastAt: z.date(), unread: z.number(), waitingSince: z.date().nullable(),
})
export type DeskTalkRow = z.infer<typeof Talk>
/** Everything that the desk's list shows of a talk. Waiting: since the first line that no agent has answered. */
const talk = `
  select t.id, t.brand_id as "brandId", t.visitor_id as "visitorId", t.state, t.department, t.last_n as last, t.visitor_read_n as "visitorRead", t.visitor_got_n as "visitorGot", t.agent_read_n as "agentRead", t.started_at as "startedAt", t.rating, t.rating_words as "ratingWords",
         t.mail_conversation_id is not null as "mailConversation", h.name as "widgetName", s.id as "caseId", s.reference, s.team_id as "teamId", s.owner_id as "ownerId", p.name as "ownerName",
         l.said_by as "lastBy", coalesce(l.word, m.beginning, '') as "lastText", l.at as "lastAt",
         (select count(*)::int from chat.lines u where u.account_id = t.account_id and u.talk_id = t.id and u.n > t.agent_read_n and u.said_by = 'visitor') as unread,
         (select min(u.at) from chat.lines u where u.account_id = t.account_id and u.talk_id = t.id and u.said_by = 'visitor'
             and u.n > coalesce((select max(a.n) from chat.lines a where a.account_id = t.account_id and a.talk_id = t.id and a.said_by = 'agent'), 0)) as "waitingSince"
    from chat.talks t
    join conversations.published_channels h on h.account_id = t.account_id and h.id = t.widget_id
    join lateral (select s.id, s.reference, s.team_id, s.owner_id from (select x.account_id, x.case_id from cases.published_places x where x.account_id = t.account_id and x.conversation_id = t.id order by x.since desc limit 1) x join cases.published_sights s on s.account_id = x.account_id and s.id = x.case_id) s on true
    left join accounts.published_people p on p.account_id = t.account_id and p.id = s.owner_id
    join chat.lines l on l.account_id = t.account_id and l.talk_id = t.id and l.n = t.last_n
    left join conversations.published_messages m on m.account_id = l.account_id and m.id = l.message_id`
export const deskTalk = questionForEach<{ id: string }, typeof Talk>('chat: talk for the desk', Talk, { id: 'uuid' }, `${talk} where t.account_id = (select platform.account()) and t.id = :id`)
/** What goes on, the longest waiting first. Which of it somebody may see is decided by whoever asks. */
export const talksGoingOn = question<{ brandIds: string[]; limit: number }, typeof Talk>('chat: talks going on', Talk, `${talk}
   where t.account_id = (select platform.account()) and t.brand_id = any (:brandIds::uuid[]) and t.state <> 'ended' order by t.started_at, t.id limit :limit`)

const Standing = z.object({ brandId: z.uuid(), teamId: z.uuid().nullable(), ownerId: z.uuid().nullable(), n: z.number() })
/** How many go on, by whose they are: whoever asks counts those that they may see. */
export const talksStanding = question<{ brandIds: string[] }, typeof Standing>('chat: talks standing', Standing, `
  select t.brand_id as "brandId", s.team_id as "teamId", s.owner_id as "ownerId", count(*)::int as n from chat.talks t
    join lateral (select s.team_id, s.owner_id from (select x.account_id, x.case_id from cases.published_places x where x.account_id = t.account_id and x.conversation_id = t.id order by x.since desc limit 1) x join cases.published_sights s on s.account_id = x.account_id and s.id = x.case_id) s on true
   where t.account_id = (select platform.account()) and t.brand_id = any (:brandIds::uuid[]) and t.state <> 'ended' group by 1, 2, 3`)

const Note = z.object({ id: z.uuid(), at: z.date() })
/** The notes in these conversations, the newest hundred. */
export const notesIn = questionForEach<{ conversationIds: string[] }, typeof Note>('chat: notes in conversations', Note, { conversationIds: 'uuid[]' }, `
  select m.id, m.at from conversations.published_messages m
   where m.account_id = (select platform.account()) and m.conversation_id = any (:conversationIds) and m.kind = 'note' order by m.at desc, m.id limit 100`)

const Earlier = z.object({ id: z.uuid(), caseId: z.uuid(), reference: z.string(), subject: z.string(), state: State, rating: z.number().nullable(), startedAt: z.date(), teamId: z.uuid().nullable(), ownerId: z.uuid().nullable() })
/** The talks of a visitor, and of everybody who was signed for as the same customer; the newest twenty. */
export const talksOfVisitor = question<{ id: string }, typeof Earlier>('chat: talks of a visitor', Earlier, `
  select t.id, s.id as "caseId", s.reference, s.subject, t.state, t.rating, t.started_at as "startedAt", s.team_id as "teamId", s.owner_id as "ownerId"
    from chat.visitors v
    join chat.visitors o on o.account_id = v.account_id and (o.id = v.id or (v.external_id is not null and o.widget_id = v.widget_id and o.external_id = v.external_id))
    join chat.talks t on t.account_id = o.account_id and t.visitor_id = o.id
    join lateral (select c.id, c.reference, r.subject, c.team_id, c.owner_id from cases.published_places x join cases.published_sights c on c.account_id = x.account_id and c.id = x.case_id join cases.published_references r on r.account_id = c.account_id and r.id = c.id
                   where x.account_id = t.account_id and x.conversation_id = t.id order by x.since desc limit 1) s on true
   where v.account_id = (select platform.account()) and v.id = :id order by t.started_at desc, t.id limit 20`)

/** How many talks somebody is in now. */
export const busyWith = question<{ personId: string }, z.ZodObject<{ n: z.ZodNumber }>>('chat: busy with', z.object({ n: z.number() }), `
  select count(*)::int as n from chat.talks t
    join lateral (select s.owner_id from (select x.account_id, x.case_id from cases.published_places x where x.account_id = t.account_id and x.conversation_id = t.id order by x.since desc limit 1) x join cases.published_sights s on s.account_id = x.account_id and s.id = x.case_id) s on s.owner_id = :personId
   where t.account_id = (select platform.account()) and t.state <> 'ended'`)
