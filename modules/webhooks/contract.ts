import { z } from 'zod'

/** What a webhook can ask for: everything, a family of verbs, or one verb. */
export const verbFamilies = ['case', 'message', 'delivery', 'customer', 'ledger', 'mailbox', 'brand', 'team', 'talk', 'visitor', 'widget'] as const
export const VerbPattern = z.string().max(80).regex(new RegExp(`^(\\*|(${verbFamilies.join('|')})\\.(\\*|[a-z]+(-[a-z]+)*))$`), 'Such as case.*, message.received or *.')

export const webhookStates = ['active', 'paused', 'disabled'] as const
export const Webhook = z.object({
  id: z.uuid(), brandId: z.uuid(), name: z.string(), url: z.string(), patterns: z.array(z.string()), state: z.enum(webhookStates),
  /** Why it is disabled: 'gone' (410) or 'failing'. */
  detail: z.string(), failingSince: z.string().nullable(), lastSuccessAt: z.string().nullable(),
  /** It hears what this person may hear: whoever saved it last. */
  personId: z.uuid(), createdAt: z.string(), oldSecretUntil: z.string().nullable(),
})
export type Webhook = z.infer<typeof Webhook>
export const WebhookInput = z.object({
  brandId: z.uuid(), name: z.string().trim().min(1).max(80),
  url: z.url({ protocol: /^https?$/ }).max(2000), patterns: z.array(VerbPattern).min(1).max(50),
})
/** The secret is shown once. */
export const WebhookMade = Webhook.extend({ secret: z.string() })
export const WebhookSecret = z.object({ secret: z.string(), /** Until then the old one signs along. */ oldUntil: z.string() })

export const webhookDeliveryStates = ['queued', 'retrying', 'sent', 'failed'] as const
export const WebhookDelivery = z.object({
  id: z.uuid(), messageId: z.string(), verb: z.string(), why: z.enum(['event', 'test', 'replay']), state: z.enum(webhookDeliveryStates), attempts: z.number().int(),
  payload: z.string(), status: z.number().int().nullable(), /** The beginning of what was answered, or what went wrong. */ answer: z.string(), tookMs: z.number().int().nullable(),
  at: z.string(), triedAt: z.string().nullable(), dueAt: z.string().nullable(),
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>
export const WebhookDeliveryQuery = z.object({ state: z.enum(webhookDeliveryStates).optional(), cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })
export const WebhookDeliveryPage = z.object({ rows: z.array(WebhookDelivery), nextCursor: z.string().nullable() })

/** Some by their ids, or all of a time that failed (or all of them). */
export const ReplayInput = z.union([
  z.object({ deliveryIds: z.array(z.uuid()).min(1).max(200) }),
  z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }), onlyFailed: z.boolean().default(true) }),
])
/** `more`: there are more in that time than are replayed at once; ask again from `continueFrom` on. */
export const Replayed = z.object({ count: z.number().int(), continueFrom: z.string().nullable() })
