import { z } from 'zod'
import { question } from '#platform/question'

/** Whether a message is a line of a talk of this visitor. */
export const saidInTalksOf = question<{ visitorId: string; messageId: string }, z.ZodObject<{ n: z.ZodNumber }>>('chat: said in talks of', z.object({ n: z.number() }), `
  select l.n from chat.lines l join chat.talks t on t.account_id = l.account_id and t.id = l.talk_id
   where l.account_id = (select platform.account()) and l.message_id = :messageId and t.visitor_id = :visitorId`)
