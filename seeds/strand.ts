import type { Random } from './random.ts'
import type { Turn } from './types.ts'

/**
 * Keeps a story to one strand. A sentence written "a| …" belongs to strand a only, "ab| …" to a and b, an unmarked one to all.
 * The first marked sentence that is chosen decides; from then on others are out.
 */
export interface Strand {
  pick(texts: string[]): string
  /** After the opening: a story without a strand takes unmarked sentences only from here on. */
  settle(): void
  fits(course: Turn[]): boolean
}

const marksOf = (text: string) => /^([a-z]+)\| /.exec(text)?.[1] ?? null

export function strand(random: Random): Strand {
  let held: string | null = null
  const shared = (marks: string) => [...marks].filter((mark) => held!.includes(mark)).join('')
  const open = (text: string) => {
    const marks = marksOf(text)
    return marks === null || held === null || shared(marks) !== ''
  }
  return {
    pick(texts) {
      const chosen = random.pick(texts.filter(open))
      const marks = marksOf(chosen)
      if (marks === null) return chosen
      held = held === null ? marks : shared(marks)
      return chosen.slice(marks.length + 2)
    },
    settle: () => { held ??= '' },
    fits: (course) => course.every(({ texts }) => texts.some(open)),
  }
}
