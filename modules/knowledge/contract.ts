import { z } from 'zod'

/** The text in one language (ISO 639). `html` is null where it has no looks. */
export const TextVariant = z.object({ language: z.string(), text: z.string(), html: z.string().nullable() })
export type TextVariant = z.infer<typeof TextVariant>

/** A text that is written once and used in many answers. Shared with who works for a brand, with everybody (no brand), or somebody's own. `mayChange`: by who asks. */
export const Text = z.object({
  id: z.uuid(), name: z.string(), /** Written as `/shortcut` it becomes the text; empty: it has none. */ shortcut: z.string(), variants: z.array(TextVariant),
  shared: z.boolean(), brandId: z.uuid().nullable(), mayChange: z.boolean(), version: z.number().int(), changedAt: z.string(),
})
export type Text = z.infer<typeof Text>

export const TextInput = z.object({
  name: z.string().trim().min(1).max(80), shortcut: z.string().trim().toLowerCase().regex(/^[\p{L}\p{N}_-]{0,40}$/u, 'Letters, digits and dashes only.').default(''),
  /** With `html`, the words are read from there. The first one is used where no language fits. */
  variants: z.array(z.object({ language: z.string().regex(/^[a-z]{2,3}$/), text: z.string().max(50_000), html: z.string().max(200_000).nullable().default(null) })).min(1).max(20),
  shared: z.boolean().default(false), brandId: z.uuid().nullable().default(null),
})
