type Place = { at: number; id: string }

/** A place in the list as a cursor says it: microseconds and id. Null: no cursor of ours, and the list begins anew. */
export function readPlace(cursor: string | undefined): Place | null {
  const found = /^(\d{1,17})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor ?? '')
  return found ? { at: Number(found[1]), id: found[2]! } : null
}
export const writePlace = ({ micros, id }: { micros: number; id: string }): string => `${micros}.${id}`
