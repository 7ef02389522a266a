import type { Settings, Told } from '#contracts/notifications'
import { isQuiet } from './quiet.ts'

type Around = { caseAtHand: string | null; visible: boolean; now: Date }
export type Loud = { toast: boolean; browser: boolean; sound: boolean }
const silent: Loud = { toast: false, browser: false, sound: false }

/** How one of them is told in this window. What one looks at is told by itself; where it is quiet the bell alone counts. */
export function howLoud(row: Told, settings: Settings, { caseAtHand, visible, now }: Around): Loud {
  const wish = settings.wishes[row.kind]
  if (!wish.page || (visible && row.case !== null && row.case.id === caseAtHand) || isQuiet(settings, now)) return silent
  return { toast: visible, browser: !visible && wish.browser, sound: wish.sound }
}

export const caseIn = (path: string): string | null => /^\/cases\/[^/]+\/([^/]+)/.exec(path)?.[1] ?? null
/** One telling of one row: a row that counts on is told again. */
export const keyOf = ({ id, count }: Pick<Told, 'id' | 'count'>): string => `${id} ${count}`

/** What moments earlier was among them may have come in another order. */
const graceMs = 30_000

/** Remembers what was there, so that only what came since is told: not what was unread when the window opened, nor what is unread again. */
export function newsSince() {
  let floor: number | null = null
  const seen = new Map<string, number>()
  return (rows: readonly Told[]): Told[] => {
    const first = floor === null
    floor ??= rows.length ? Math.max(...rows.map((each) => Date.parse(each.at))) - graceMs : -Infinity
    const fresh = first ? [] : rows.filter((each) => Date.parse(each.at) > floor! && each.count > (seen.get(each.id) ?? 0))
    for (const each of rows) seen.set(each.id, Math.max(each.count, seen.get(each.id) ?? 0))
    return fresh
  }
}
