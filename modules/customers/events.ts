import { z } from 'zod'
import { happening } from '#platform/events'

export const customerMet = happening('customer.met', z.object({ name: z.string() }))
export const customerChanged = happening('customer.changed', z.object({ changed: z.array(z.string()) }))
