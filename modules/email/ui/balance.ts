import type { Balance, LedgerFilter } from './api.ts'

export const places = ['filed', 'rejected', 'quarantined', 'failed', 'waiting'] as const
export type Place = (typeof places)[number]
type Counts = Pick<Balance, 'seen' | Place>

/** What was seen lies somewhere, and nothing lies anywhere that was not seen. */
export const addsUp = (counts: Counts) => counts.seen === places.reduce((sum, place) => sum + counts[place], 0)

/** All mailboxes and days together. */
export const total = (rows: readonly Counts[]): Counts => rows.reduce<Counts>((sum, row) => ({
  seen: sum.seen + row.seen, filed: sum.filed + row.filed, rejected: sum.rejected + row.rejected, quarantined: sum.quarantined + row.quarantined, failed: sum.failed + row.failed, waiting: sum.waiting + row.waiting,
}), { seen: 0, filed: 0, rejected: 0, quarantined: 0, failed: 0, waiting: 0 })

/** Newest day first; within a day by name. One mailbox only, when one was asked for. */
export const ordered = (rows: readonly Balance[], mailboxId?: string) => rows.filter((row) => !mailboxId || row.mailboxId === mailboxId).toSorted((one, other) => other.day.localeCompare(one.day) || one.mailboxName.localeCompare(other.mailboxName))

const states: readonly string[] = places
/** The filter that the address holds; what it does not know is left out. */
export function filterFrom(search: string): LedgerFilter {
  const params = new URLSearchParams(search)
  const [state, mailboxId, day, q] = ['state', 'mailbox', 'day', 'q'].map((name) => params.get(name) || undefined)
  return { ...(state && states.includes(state) ? { state: state as Place } : {}), ...(mailboxId ? { mailboxId } : {}), ...(day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {}), ...(q ? { q } : {}) }
}

/** The address of a filter, so that every figure opens the messages behind it and can be sent to a colleague. */
export function addressOf({ state, mailboxId, day, q }: LedgerFilter): string {
  const params = new URLSearchParams({ ...(state ? { state } : {}), ...(mailboxId ? { mailbox: mailboxId } : {}), ...(day ? { day } : {}), ...(q ? { q } : {}) }).toString()
  return params ? `/ledger?${params}` : '/ledger'
}
