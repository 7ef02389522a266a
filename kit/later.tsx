import { lazy, useState, type ComponentType } from 'react'
import { learn } from './i18n.ts'

/**
 * A component that is fetched when it is first drawn, or earlier with `fetchNow`. One that is there already is drawn
 * at once: React's own `lazy` would show its fallback for a third of a second, even for a file that has long arrived.
 */
export function later<Props extends object>(fetch: () => Promise<ComponentType<Props>>): { Piece: ComponentType<Props>; fetchNow: () => void } {
  let arrived: ComponentType<Props> | null = null
  const get = () => withWords(fetch).then((piece) => { arrived = piece; return piece })
  const Lazy = lazy(() => get().then((piece) => ({ default: piece })))
  function Piece(props: Props) {
    // Decided once: changing from one to the other would throw away what the piece remembers.
    const [Drawn] = useState<ComponentType<Props>>(() => arrived ?? (Lazy as unknown as ComponentType<Props>))
    return <Drawn {...props} />
  }
  return { Piece, fetchNow: () => { if (!arrived) void get().catch(() => undefined) } }
}

/** A page of its own, fetched when one goes there. */
export const laterPage = <Props extends object>(fetch: () => Promise<ComponentType<Props>>) => lazy(() => withWords(fetch).then((page) => ({ default: page })))

/** What comes later brings the words that it says. */
const withWords = <Piece,>(fetch: () => Promise<Piece>): Promise<Piece> => Promise.all([fetch(), learn()]).then(([piece]) => piece)
