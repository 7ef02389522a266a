import { useEffect, useState } from 'react'

/** Typing asks the server only when it pauses. */
export function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => { const timer = setTimeout(() => setSettled(value), 250); return () => clearTimeout(timer) }, [value])
  return settled
}
