import { z } from 'zod'

export const Address = z.object({ address: z.string(), name: z.string() })
export type Address = z.infer<typeof Address>

/** How sure we are that the sender is who the From line says. It decides what may follow, and is shown. */
export const assurances = ['authenticated', 'known', 'unverified', 'suspicious'] as const

export const Attachment = z.object({
  id: z.uuid(), name: z.string(), contentType: z.string(), size: z.number().int(), inline: z.boolean(), contentId: z.string().nullable(),
  kind: z.enum(['file', 'image', 'message', 'calendar', 'smime', 'pgp', 'tnef', 'report']), url: z.string(),
})
export type Attachment = z.infer<typeof Attachment>

/**
 * One arrival or sending of a message. 'doubtful': we handed it over and never heard whether it arrived; a person decides.
 * 'undoable' waits out the sender's undo window, 'scheduled' the time that was chosen.
 */
export const deliveryStates = ['received', 'undoable', 'scheduled', 'queued', 'sending', 'sent', 'retrying', 'failed', 'bounced', 'doubtful', 'cancelled'] as const
export const Delivery = z.object({
  id: z.uuid(), direction: z.enum(['in', 'out']), state: z.enum(deliveryStates), channelId: z.uuid().nullable(), recipients: z.array(z.string()),
  at: z.string(), dueAt: z.string().nullable(), attempts: z.number().int(), detail: z.string().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

/** One utterance. `kind`: what the customer or we said, a note that customers never see, or a forward to a third party. */
export const Message = z.object({
  id: z.uuid(), conversationId: z.uuid(), kind: z.enum(['in', 'out', 'note', 'forward', 'third-party']), at: z.string(), sentAt: z.string().nullable(),
  author: z.object({ kind: z.enum(['customer', 'person', 'third-party', 'system']), id: z.uuid().nullable(), name: z.string(), address: z.string().nullable() }),
  to: z.array(Address), cc: z.array(Address), bcc: z.array(Address), subject: z.string(),
  /** The new words as plain text; what was quoted or signed is in `hidden`. Nothing is ever cut away. */
  text: z.string(), hidden: z.string(),
  /** The looks of what a colleague wrote, to be written on from; null where it has none, and for what others sent. */
  writtenHtml: z.string().nullable(),
  /** True: `GET /messages/:id/frame` has the sanitised HTML for the sandboxed frame. */
  hasHtml: z.boolean(), hasRemoteImages: z.boolean(), language: z.string().nullable(),
  assurance: z.enum(assurances).nullable(), assuranceReasons: z.array(z.string()), automatic: z.boolean(),
  marks: z.array(z.string()), attachments: z.array(Attachment), deliveries: z.array(Delivery),
})
export type Message = z.infer<typeof Message>
