import type { Actor } from '#platform/permissions'
import type { Presence, Present } from './presence.ts'

/** Who is at a case, as a list shows it beside its row; nobody any more when empty. */
export type Seat = { caseId: string; people: Present[] }
/** A desk; `lists`: it shows one, and wants to know who is at the cases in it. */
type Desk = { actor: Actor; lists: boolean }

/** Colleagues go from case to case: whoever looks at a list hears of that once in a while, of all of it together. */
const gatheredMs = 1_000

/** Tells desks that show a list who is at which case: those of cases that they may see, and what changed since. */
export function startSeats<One extends Desk>(desks: Iterable<One>, presence: () => Pick<Presence, 'seats'>, tell: (desk: One, cases: Seat[], whole: boolean) => void) {
  let changed = new Map<string, Set<string>>()
  /** At which cases each desk believes somebody to be: that one is empty again is told to nobody else. */
  const believed = new WeakMap<One, Set<string>>()
  const beat = setInterval(() => {
    if (!changed.size) return
    const moved = changed
    changed = new Map()
    for (const desk of desks) {
      const cases = moved.get(desk.actor.accountId)
      if (!desk.lists || !cases) continue
      const taken = presence().seats(desk.actor, cases)
      const known = believed.get(desk) ?? new Set()
      const left = [...cases].filter((caseId) => known.has(caseId) && !taken.some((each) => each.caseId === caseId))
      for (const caseId of left) known.delete(caseId)
      for (const each of taken) known.add(each.caseId)
      believed.set(desk, known)
      if (taken.length || left.length) tell(desk, [...taken, ...left.map((caseId) => ({ caseId, people: [] }))], false)
    }
  }, gatheredMs).unref()
  return {
    changed(accountId: string, caseId: string) { const cases = changed.get(accountId) ?? new Set(); cases.add(caseId); changed.set(accountId, cases) },
    /** Everything, for a desk that begins to look. */
    begin(desk: One) {
      const taken = presence().seats(desk.actor, null)
      believed.set(desk, new Set(taken.map((each) => each.caseId)))
      tell(desk, taken, true)
    },
    stop() { clearInterval(beat) },
  }
}
