import { Refusal } from '#platform/refusal'

/** Promises are counted in the brand's own time: a zone that does not exist would be found out on a Sunday night. */
export function knownTimeZone(name: string): string {
  try {
    // Offsets such as +02:00 are understood too, but they do not know summer time.
    if (!/^[A-Za-z]/.test(name)) throw new RangeError(name)
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    throw new Refusal('invalid', `There is no time zone ${name}. Write it as in Europe/Berlin.`, { fields: [{ field: 'timeZone', problem: 'not a time zone' }] })
  }
}
