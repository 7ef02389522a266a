import { useEffect } from 'react'

/** The name of the page in the tab and in the history: what it is about first, the house last. */
export function useTitle(title: string): void {
  useEffect(() => { document.title = title ? `${title} · Balie` : 'Balie' }, [title])
}
