import { z } from 'zod'

export const identityKinds = ['email', 'phone', 'handle', 'visitor'] as const
/** How we know that an identity belongs to the customer. 'claimed' is not proof: it never merges people and never opens data. */
export const verifiedHow = ['claimed', 'authenticated-mail', 'one-time-link', 'by-agent', 'imported', 'signed-by-site'] as const

export const Identity = z.object({ id: z.uuid(), kind: z.enum(identityKinds), value: z.string(), verifiedHow: z.enum(verifiedHow), verifiedAt: z.string().nullable() })
export type Identity = z.infer<typeof Identity>

export const Company = z.object({ id: z.uuid(), name: z.string() })

export const Customer = z.object({
  id: z.uuid(), brandId: z.uuid(), name: z.string(), language: z.string().nullable(), timeZone: z.string().nullable(), note: z.string(),
  company: Company.nullable(), identities: z.array(Identity), createdAt: z.string(),
  /** Who was found to be the same person. What is theirs shows here; each can be parted again. */
  merged: z.array(z.object({ id: z.uuid(), name: z.string(), note: z.string() })),
})
export type Customer = z.infer<typeof Customer>
export const CustomerChange = z.object({ name: z.string().trim().min(1).max(160).optional(), note: z.string().max(4000).optional(), timeZone: z.string().max(60).nullable().optional(), language: z.string().max(12).nullable().optional() })
export const CustomerMerging = z.object({ /** Who goes on. One who was merged stands for whom they were merged into. */ into: z.uuid() })
export const CustomerHit = z.object({ id: z.uuid(), brandId: z.uuid(), name: z.string(), address: z.string().nullable() })
export const CustomerQuery = z.object({ q: z.string().trim().min(2).max(200), cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(20) })
export const CustomerHits = z.object({ rows: z.array(CustomerHit), nextCursor: z.uuid().nullable() })
