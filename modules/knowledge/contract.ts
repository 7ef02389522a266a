import { z } from 'zod'

/** The text in one language (ISO 639). `html` is null where it has no looks. */
export const TextVariant = z.object({ language: z.string(), text: z.string(), html: z.string().nullable() })
export type TextVariant = z.infer<typeof TextVariant>

const tags = z.array(z.string().trim().min(1).max(60)).max(20).default([])
/** What a text does to the case that it is used in, besides being said: done under the permissions of whoever uses it, all or nothing. */
export const TextDeed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('status'), status: z.enum(['open', 'waiting-customer', 'waiting-third-party', 'solved']) }),
  z.object({ kind: z.literal('priority'), priority: z.enum(['low', 'normal', 'high', 'urgent']) }),
  /** To whoever uses it, to somebody, or to any of a team. */
  z.object({ kind: z.literal('assign'), to: z.enum(['me', 'person', 'team']), id: z.uuid().nullable().default(null) }),
  z.object({ kind: z.literal('tag'), add: tags, remove: tags }),
  z.object({ kind: z.literal('field'), fieldId: z.uuid(), /** Null takes a value away. */ value: z.union([z.string().max(2000), z.number(), z.boolean()]).nullable() }),
  /** So many hours from then on. */
  z.object({ kind: z.literal('snooze'), hours: z.number().int().min(1).max(8760) }),
  z.object({ kind: z.literal('follow') }),
])
export type TextDeed = z.infer<typeof TextDeed>

/** A text that is written once and used in many answers. Shared with who works for a brand, with everybody (no brand), or somebody's own. `mayChange`: by who asks. */
export const Text = z.object({
  id: z.uuid(), name: z.string(), /** Written as `/shortcut` it becomes the text; empty: it has none. */ shortcut: z.string(), variants: z.array(TextVariant),
  /** "And then": what it does to the case. A text that only does something has no words. */ deeds: z.array(TextDeed),
  shared: z.boolean(), brandId: z.uuid().nullable(), mayChange: z.boolean(), version: z.number().int(), changedAt: z.string(),
})
export type Text = z.infer<typeof Text>

export const TextInput = z.object({
  name: z.string().trim().min(1).max(80), shortcut: z.string().trim().toLowerCase().regex(/^[\p{L}\p{N}_-]{0,40}$/u, 'Letters, digits and dashes only.').default(''),
  /** With `html`, the words are read from there. The first one is used where no language fits. */
  variants: z.array(z.object({ language: z.string().regex(/^[a-z]{2,3}$/), text: z.string().max(50_000), html: z.string().max(200_000).nullable().default(null) })).min(1).max(20),
  deeds: z.array(TextDeed).max(12).default([]),
  shared: z.boolean().default(false), brandId: z.uuid().nullable().default(null),
})
