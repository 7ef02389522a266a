const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A place in a list: what it is sorted by there. `rank` stands before the moment where a list is sorted by one. */
export type PlaceInList = { at: number; id: string; rank: number | null }

/** A place as a cursor says it: microseconds, id and, where there is one, rank. Null: no cursor of ours. */
export function readPlaceInList(cursor: string | undefined): PlaceInList | null {
  const [micros = '', caseId = '', rank] = (cursor ?? '').split('.')
  return /^\d{1,17}$/.test(micros) && id.test(caseId) && (rank === undefined || /^\d{1,9}$/.test(rank)) ? { at: Number(micros), id: caseId, rank: rank === undefined ? null : Number(rank) } : null
}

// To the microsecond, as PostgreSQL keeps it: within one millisecond there may be a hundred cases.
export const writePlaceInList = ({ at, id: caseId, rank }: PlaceInList): string => `${at}.${caseId}${rank === null ? '' : `.${rank}`}`
