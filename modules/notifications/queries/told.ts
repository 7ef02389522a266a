import { z } from 'zod'
import { command, question } from '#platform/question'
import { commandForAll, questionForAll } from '#platform/question-for-each'

/** Of these events, which were told to whom already: a follower may be handed the same ones again. */
export const toldBefore = question<{ seqs: number[] }, z.ZodObject<{ personId: z.ZodUUID; seq: z.ZodNumber }>>('notifications: told before', z.object({ personId: z.uuid(), seq: z.number() }), `
  select person_id as "personId", seq from notifications.told where account_id = (select platform.account()) and seq = any (:seqs::bigint[])`)

export type NewNotification = { id: string; brandId: string; personId: string; kind: string; caseId: string | null; subjectId: string; byPerson: string | null; messageId: string | null; lastMessageId: string | null; count: number; at: Date }
const types = { id: 'uuid', brandId: 'uuid', personId: 'uuid', kind: 'text', caseId: 'uuid', subjectId: 'uuid', byPerson: 'uuid', messageId: 'uuid', lastMessageId: 'uuid', count: 'int', at: 'timestamptz' }

/** Goes into what is there of the same kind and case, not read yet and not ten minutes old. `id` names what was to be written, `into` what there is. */
export const foldIntoRecent = questionForAll<NewNotification, z.ZodObject<{ id: z.ZodUUID; into: z.ZodUUID }>>('notifications: fold', z.object({ id: z.uuid(), into: z.uuid() }), types, `
  update notifications.notifications n set count = n.count + each.count, at = greatest(n.at, each.at), last_message_id = coalesce(:lastMessageId, n.last_message_id), by_person = :byPerson
    from each
   where n.account_id = (select platform.account()) and n.person_id = :personId and n.kind = :kind and n.case_id = :caseId and n.read_at is null
     and n.id = (select x.id from notifications.notifications x where x.account_id = (select platform.account()) and x.person_id = :personId and x.kind = :kind and x.case_id = :caseId and x.read_at is null
                    and x.at > :at - interval '10 minutes' order by x.at desc limit 1)
  returning each.id, n.id as into`)

export const addNotifications = commandForAll<NewNotification>('notifications: add', types, `
  insert into notifications.notifications (account_id, brand_id, id, person_id, kind, case_id, subject_id, by_person, message_id, last_message_id, count, at)
  select (select platform.account()), :brandId, :id, :personId, :kind, :caseId, :subjectId, :byPerson, :messageId, :lastMessageId, :count, :at from each`)

/** Not `on conflict`: told twice would be a bug, and is heard of. */
export const keepTold = commandForAll<{ personId: string; seq: number; notificationId: string }>('notifications: keep told', { personId: 'uuid', seq: 'bigint', notificationId: 'uuid' }, `
  insert into notifications.told (account_id, person_id, seq, notification_id) select (select platform.account()), :personId, :seq, :notificationId from each`)

const Changed = z.object({ id: z.uuid() })
export const readOfCase = question<{ personId: string; caseId: string; readingId: string }, typeof Changed>('notifications: read of a case', Changed, `
  update notifications.notifications set read_at = now(), reading_id = :readingId where account_id = (select platform.account()) and person_id = :personId and case_id = :caseId and read_at is null returning id`)
/** What waited in these cases' chats, whoever was told of it. */
export const readChatsOf = question<{ caseIds: string[] }, z.ZodObject<{ personId: z.ZodUUID }>>('notifications: read chats of cases', z.object({ personId: z.uuid() }), `
  update notifications.notifications set read_at = now() where account_id = (select platform.account()) and case_id = any (:caseIds::uuid[]) and kind = 'chat' and read_at is null returning person_id as "personId"`)
/** These, or all. */
export const readSome = question<{ personId: string; ids: string[] | null; readingId: string }, typeof Changed>('notifications: read some', Changed, `
  update notifications.notifications set read_at = now(), reading_id = :readingId where account_id = (select platform.account()) and person_id = :personId and read_at is null and (:ids::uuid[] is null or id = any (:ids)) returning id`)
export const ownAmong = question<{ personId: string; ids: string[] }, typeof Changed>('notifications: own among', Changed, `
  select id from notifications.notifications where account_id = (select platform.account()) and person_id = :personId and id = any (:ids::uuid[])`)
/** As if it had not been read. */
export const undoReading = question<{ personId: string; readingId: string }, typeof Changed>('notifications: undo reading', Changed, `
  update notifications.notifications set read_at = null, reading_id = null where account_id = (select platform.account()) and person_id = :personId and reading_id = :readingId returning id`)

/** Across accounts: age is nobody's secret. */
export const forgetOld = command<{ days: number }>('notifications: forget', 'delete from notifications.notifications where account_id is not null and at < now() - make_interval(days => :days)')

const Mail = z.object({ email: z.string(), name: z.string(), language: z.string(), status: z.string(), webhook: z.string(), brand: z.string(), detail: z.string() })
/** To whom a mail about a disabled webhook goes, and what it has to say. */
export const mailOf = question<{ id: string }, typeof Mail>('notifications: mail of', Mail, `
  select p.email, p.name, p.language, p.status, w.name as webhook, b.name as brand, w.detail
    from notifications.notifications n
    join accounts.published_people p on p.account_id = n.account_id and p.id = n.person_id
    join webhooks.published_webhooks w on w.account_id = n.account_id and w.id = n.subject_id
    join accounts.published_brands b on b.account_id = n.account_id and b.id = n.brand_id
   where n.account_id = (select platform.account()) and n.id = :id`)
