import type { Written } from './read-written-html.ts'

// What reads HTML weighs as much as half of the web process: it comes with the first letter that has looks.
const reader = () => import('./read-written-html.ts')

/** Reads what a composer sends; see there. */
export const readWritten = async (html: string, names?: (personId: string) => boolean): Promise<Written> => (await reader()).readWritten(html, names)

/** Whom a note names, as far as HTML tells. Whether they may be named is decided by whoever asks. */
export const peopleIn = async (html: string | null): Promise<Set<string>> => (html ? (await reader()).peopleIn(html) : new Set())

/** The content ids of the pictures that the HTML shows. */
export const picturesIn = (html: string | null): Set<string> => new Set([...html?.matchAll(/data-cid="([^"]+)"/g) ?? []].map((found) => found[1]!))
