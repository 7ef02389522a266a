import { z } from 'zod'
import { question } from '#platform/question'

const Due = z.object({ id: z.uuid() })
/** Talks with an answer that its visitor has not got, is not here to get, and has waited long enough for. */
export const talksToMail = question<Record<string, never>, typeof Due>('chat: talks to mail', Due, `
  select t.id from chat.talks t
    join chat.visitors v on v.account_id = t.account_id and v.id = t.visitor_id
    join chat.widgets w on w.account_id = t.account_id and w.id = t.widget_id
   where t.account_id = (select platform.account()) and t.last_n > greatest(t.visitor_got_n, t.mailed_n) and v.claimed_email <> '' and v.blocked_at is null and (v.online_until is null or v.online_until < now())
     and exists (select from chat.lines l where l.account_id = t.account_id and l.talk_id = t.id and l.n > greatest(t.visitor_got_n, t.mailed_n) and l.said_by = 'agent'
                  and l.at < now() - make_interval(mins => coalesce((w.settings ->> 'mailAfterMinutes')::int, 5)))
   order by t.started_at limit 200`)
/** Talks in which nobody has said anything for as long as the brand lets them go on. */
export const talksToEnd = question<Record<string, never>, typeof Due>('chat: talks to end', Due, `
  select t.id from chat.talks t join chat.widgets w on w.account_id = t.account_id and w.id = t.widget_id
   where t.account_id = (select platform.account()) and t.state <> 'ended'
     and (select l.at from chat.lines l where l.account_id = t.account_id and l.talk_id = t.id order by l.n desc limit 1) < now() - make_interval(mins => coalesce((w.settings ->> 'endAfterMinutes')::int, 720))
   order by t.started_at limit 500`)

/** Up to which line it has gone by mail, and in which conversation: answers nothing when another was quicker. */
export const markMailed = question<{ id: string; before: number; upTo: number; conversationId: string }, typeof Due>('chat: mark mailed', Due, `
  update chat.talks set mailed_n = :upTo, mail_conversation_id = :conversationId where account_id = (select platform.account()) and id = :id and mailed_n = :before returning id`)
export const keepMailConversation = question<{ id: string; conversationId: string }, typeof Due>('chat: keep mail conversation', Due, `
  update chat.talks set mail_conversation_id = :conversationId where account_id = (select platform.account()) and id = :id returning id`)

const About = z.object({ visitorId: z.uuid(), email: z.string(), name: z.string(), language: z.string().nullable(), customerId: z.uuid().nullable(), brandName: z.string(), brandLanguage: z.string(), timeZone: z.string(), mailboxId: z.string().nullable(), widgetId: z.uuid() })
export const aboutMail = question<{ talkId: string }, typeof About>('chat: about a talk by mail', About, `
  select v.id as "visitorId", v.claimed_email as email, v.claimed_name as name, v.language, v.customer_id as "customerId", b.name as "brandName", b.language as "brandLanguage", b.time_zone as "timeZone", w.settings ->> 'mailboxId' as "mailboxId", w.id as "widgetId"
    from chat.talks t
    join chat.visitors v on v.account_id = t.account_id and v.id = t.visitor_id
    join chat.widgets w on w.account_id = t.account_id and w.id = t.widget_id
    join accounts.published_brands b on b.account_id = t.account_id and b.id = t.brand_id
   where t.account_id = (select platform.account()) and t.id = :talkId`)
