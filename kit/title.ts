import { useEffect } from 'react'

/** What it is about first, the house last; how much waits to be read before everything, as a tab shows no more than a few letters. */
export const titleOf = (name: string, waiting: number): string => `${waiting ? `(${waiting > 99 ? '99+' : waiting}) ` : ''}${name ? `${name} · Balie` : 'Balie'}`

const now = { name: '', waiting: 0 }
const say = (change: Partial<typeof now>) => { document.title = titleOf(Object.assign(now, change).name, now.waiting) }

/** The name of the page in the tab and in the history. */
export function useTitle(name: string): void {
  useEffect(() => say({ name }), [name])
}

/** How much waits to be read, whatever page is shown. */
export function useWaitingInTitle(waiting: number): void {
  useEffect(() => say({ waiting }), [waiting])
  useEffect(() => () => say({ waiting: 0 }), [])
}
