import { z } from 'zod'
import type { Tx } from '#platform/db'
import { question } from '#platform/question'

const placeOf = question<{ id: string }, z.ZodObject<{ conversationId: z.ZodUUID }>>('cases: conversation of a message', z.object({ conversationId: z.uuid() }), `
  select conversation_id as "conversationId" from conversations.published_messages where account_id = (select platform.account()) and id = :id`)

/** In which conversation something was said; null when there is no such message. */
export const messageConversation = async (tx: Tx, messageId: string): Promise<string | null> => (await placeOf(tx, { id: messageId }))[0]?.conversationId ?? null
