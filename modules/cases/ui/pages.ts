/**
 * A long list as parts that lie between two places in it. A part is read again as it is now, by itself: rows that came in or went shift
 * no other part, none is shown twice and none falls between two.
 */
export type Parts = { /** Where each part begins; the first at the top. */ starts: readonly string[]; /** Something lies behind the last. */ more: boolean }
export const noParts: Parts = { starts: [''], more: false }

/** What is known after a part was read: where the next one begins, or that one has grown so much that it became two. */
export function afterReading(parts: Parts, start: string, nextCursor: string | null): Parts {
  const at = parts.starts.indexOf(start)
  if (at < 0) return parts
  const isLast = at === parts.starts.length - 1
  if (!nextCursor) return isLast && parts.more ? { ...parts, more: false } : parts
  if (isLast) return { starts: [...parts.starts, nextCursor], more: true }
  return parts.starts[at + 1] === nextCursor ? parts : { ...parts, starts: parts.starts.toSpliced(at + 1, 0, nextCursor) }
}

/** Up to where a part goes: to the beginning of the next. The last is open. */
export const endOf = ({ starts }: Parts, start: string): string | undefined => starts[starts.indexOf(start) + 1]

/** Which parts hold the rows from one number to another, and the part behind them, so that it is there when one arrives. */
export function partsFor(lengths: readonly number[], from: number, to: number): [first: number, last: number] {
  let [row, first, last] = [0, 0, 0]
  for (const [n, length] of lengths.entries()) {
    if (row <= from) first = n
    if (row <= to) last = n
    row += length
  }
  return [first, Math.min(lengths.length - 1, to >= row - 1 ? lengths.length - 1 : last)]
}

/** Rows of all parts in order, each case once: one that moved up is in the part above already, and still in its old one until that is read again. */
export function rowsIn<Row extends { id: string }>(pages: ReadonlyArray<{ rows: readonly Row[] } | undefined>): Row[] {
  const seen = new Set<string>()
  return pages.flatMap((page) => page?.rows.filter((row) => !seen.has(row.id) && seen.add(row.id)) ?? [])
}

/** How far rows moved: by how many places the first of the rows that were in sight, and still are in the list, stands lower now. */
export function movedBy(before: readonly string[], from: number, after: readonly string[], held: string | null): number {
  const at = new Map(after.map((id, n) => [id, n]))
  for (const id of [...held && before.includes(held) ? [held] : [], ...before.slice(from, from + 12)]) {
    const now = at.get(id)
    if (now !== undefined) return now - before.indexOf(id)
  }
  return 0
}
