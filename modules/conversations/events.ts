import { z } from 'zod'
import { happening } from '#platform/events'

export const messageReceived = happening('message.received', z.object({ conversationId: z.uuid(), automatic: z.boolean(), assurance: z.string().nullable() }))
export const messageWritten = happening('message.written', z.object({ conversationId: z.uuid(), kind: z.enum(['out', 'note', 'forward']),
  /** Four eyes: who wrote it and who looked over it, where that was not the sender alone. */ writtenBy: z.uuid().optional(), lookedOverBy: z.uuid().optional() }))
/** The delivery of something we sent changed: sent, retrying, failed, bounced, doubtful, cancelled. */
export const deliveryChanged = happening('delivery.changed', z.object({ deliveryId: z.uuid(), state: z.string(), detail: z.string().nullable() }))
