import { z } from 'zod'
import { happening } from '#platform/events'

export const customerMet = happening('customer.met', z.object({ name: z.string() }))
export const customerChanged = happening('customer.changed', z.object({ changed: z.array(z.string()) }))
/** Told of both: `role` says whether this one is taken for the other, or the other for this one. */
const joining = z.object({ role: z.enum(['into', 'from']), otherId: z.uuid() })
export const customerMerged = happening('customer.merged', joining)
export const customerUnmerged = happening('customer.unmerged', joining)
