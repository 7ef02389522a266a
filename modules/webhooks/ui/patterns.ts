import type { verbFamilies } from '#contracts/webhooks'

/** The contract's own list would bring the whole of its schemas into the page. */
export const families = ['case', 'message', 'delivery', 'customer', 'ledger', 'mailbox', 'brand', 'team', 'talk', 'visitor', 'widget'] as const satisfies readonly (typeof verbFamilies)[number][]

/** What the boxes of the form say: everything, whole families, and what was written by hand (single verbs). */
export type Choice = { everything: boolean; families: string[]; others: string }

export const fromPatterns = (patterns: readonly string[]): Choice => ({
  everything: patterns.includes('*'),
  families: families.filter((family) => patterns.includes(`${family}.*`)),
  others: patterns.filter((each) => each !== '*' && !families.some((family) => each === `${family}.*`)).join(', '),
})

export function toPatterns({ everything, families: chosen, others }: Choice): string[] {
  if (everything) return ['*']
  const byHand = others.split(/[\s,]+/).filter(Boolean)
  // A verb of a family that is chosen whole would say nothing more.
  return [...families.filter((family) => chosen.includes(family)).map((family) => `${family}.*`), ...byHand.filter((verb) => !chosen.includes(verb.split('.')[0]!))]
}
