import { z } from 'zod'
import { happening } from '#platform/events'

/** A webhook was made, changed, paused, activated or retired. */
export const webhookChanged = happening('webhook.changed', z.object({ state: z.string() }))
/** Nobody was there for days, or the receiver said that it is gone: nothing is sent any more until a person says so. */
export const webhookDisabled = happening('webhook.disabled', z.object({ reason: z.enum(['gone', 'failing']) }))
