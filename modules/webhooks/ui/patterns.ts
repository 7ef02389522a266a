import { verbFamilies } from '#contracts/webhooks'

/** What the boxes of the form say: everything, whole families, and what was written by hand (single verbs). */
export type Choice = { everything: boolean; families: string[]; others: string }

export const fromPatterns = (patterns: readonly string[]): Choice => ({
  everything: patterns.includes('*'),
  families: verbFamilies.filter((family) => patterns.includes(`${family}.*`)),
  others: patterns.filter((each) => each !== '*' && !verbFamilies.some((family) => each === `${family}.*`)).join(', '),
})

export function toPatterns({ everything, families, others }: Choice): string[] {
  if (everything) return ['*']
  const byHand = others.split(/[\s,]+/).filter(Boolean)
  // A verb of a family that is chosen whole would say nothing more.
  return [...verbFamilies.filter((family) => families.includes(family)).map((family) => `${family}.*`), ...byHand.filter((verb) => !families.includes(verb.split('.')[0]!))]
}
