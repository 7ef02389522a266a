import { useCallback, useEffect, useRef, useState } from 'react'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import type { CasePage } from '#contracts/cases'
import { call, query } from '#kit/api.ts'
import type { Filter, Row } from './api.ts'
import { afterReading, endOf, noParts, partsFor, rowsIn, type Parts } from './pages.ts'

const partLength = 100

/** A list in parts: those in sight are read, and read again when something happens; the others when one comes to them. */
export function useListParts(filter: Filter, from: number, to: number) {
  const client = useQueryClient()
  const [parts, setParts] = useState<Parts>(noParts)
  const known = useRef(parts)
  known.current = parts
  // What was read once keeps its place and its length also when it is no longer at hand.
  const kept = useRef(new Map<string, CasePage>())
  const lengths = parts.starts.map((start) => kept.current.get(start)?.rows.length ?? 0)
  const [first, last] = partsFor(lengths, from, to)
  const key = (start: string) => ['cases', 'list', 'part', filter, start] as const
  const answers = useQueries({
    queries: parts.starts.slice(first, last + 1).map((start) => ({
      queryKey: key(start), staleTime: 60_000, gcTime: 600_000,
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const until = endOf(known.current, start)
        // What is ranked has no places between which it could be read again.
        const between = until && kept.current.get(start)?.search?.order !== 'best' && kept.current.get(start)?.search?.order !== 'newest'
        return call<CasePage>('GET', `cases${query({ ...filter, cursor: start, ...between ? { until, limit: 200 } : { limit: partLength } })}`, undefined, signal)
      },
    })),
  })
  for (const [n, start] of parts.starts.entries()) { const data = n >= first && n <= last ? answers[n - first]?.data : client.getQueryData<CasePage>(key(start)); if (data) kept.current.set(start, data) }
  // A new last part begins where the one before it ends; it is known only after that one was read.
  const ends = answers.map((answer) => answer.data?.nextCursor ?? null).join()
  useEffect(() => {
    setParts((before) => parts.starts.slice(first, last + 1).reduce((sum, start, n) => { const data = answers[n]?.data; return data ? afterReading(sum, start, data.nextCursor) : sum }, before))
  }, [ends, first, last])
  const pages = parts.starts.map((start) => kept.current.get(start))
  const top = pages[0]
  // The same array as long as nothing came or went: a list of a hundred thousand is put together when one of its parts was read, not with every step of a scroll.
  const together = useRef<{ pages: typeof pages; rows: Row[] }>({ pages: [], rows: [] })
  if (pages.length !== together.current.pages.length || pages.some((page, n) => page !== together.current.pages[n])) together.current = { pages, rows: rowsIn<Row>(pages) }
  const refetch = useCallback(() => client.refetchQueries({ queryKey: ['cases', 'list', 'part', filter] }), [client, filter])
  return {
    rows: together.current.rows, search: top?.search, more: parts.more,
    isPending: !top && answers[0]?.isPending !== false, error: top ? null : answers.find((each) => each.isError)?.error ?? null, isFetching: answers.some((each) => each.isFetching), refetch,
  }
}
