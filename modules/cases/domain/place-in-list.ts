const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A place in a list that is sorted by moment and id, as a cursor says it: microseconds and id. Null: no cursor of ours. */
export function readPlaceInList(cursor: string | undefined): { at: number; id: string } | null {
  const [micros = '', caseId = ''] = (cursor ?? '').split('.')
  return /^\d{1,17}$/.test(micros) && id.test(caseId) ? { at: Number(micros), id: caseId } : null
}
