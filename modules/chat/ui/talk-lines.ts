import { useEffect } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { AgentTalk, Visitor } from '#contracts/chat'
import { useVisible } from '#kit/visible.ts'
import { useVisitorSigns } from '#kit/visitor-signs.ts'
import { chats, type Lines } from './api.ts'

export type Line = Lines['lines'][number]
export type Note = Lines['notes'][number]

/** Lines and, between them, what colleagues said among themselves, each where it was said. */
export const inOrder = (lines: readonly Line[], notes: readonly Note[]): ReadonlyArray<{ line: Line } | { note: Note }> =>
  [...lines.map((line) => ({ line, at: line.at, n: line.n })), ...notes.map((note) => ({ note, at: note.at, n: Infinity }))].sort((one, other) => ('line' in one && 'line' in other ? one.n - other.n : one.at < other.at ? -1 : 1))

/** A talk with all its lines. They never change, so that only what lies behind the last one is read when something was said. */
export function useTalk(id: string) {
  const client = useQueryClient()
  const queryKey = ['talks', 'one', id]
  // Where the visitor is now is shown as they go.
  useVisitorSigns<Visitor>(({ here }) => {
    const before = client.getQueryData<Lines>(queryKey)
    const visitor = before && here.find((each) => each.id === before.talk.visitor.id)
    if (visitor) client.setQueryData<Lines>(queryKey, { ...before, talk: { ...before.talk, visitor } })
  })
  return useQuery({
    queryKey, staleTime: 0, refetchInterval: 15_000,
    queryFn: async ({ signal }) => {
      let lines = client.getQueryData<Lines>(queryKey)?.lines ?? []
      for (;;) {
        const got = await chats.lines(id, lines.at(-1)?.n ?? 0, signal)
        lines = [...lines, ...got.lines]
        if (!got.more || !got.lines.length) return { ...got, lines, more: false } satisfies Lines
      }
    },
  })
}

/** Whoever has a line before their eyes has read it; the visitor is told. Watching a colleague's talk is not reading it. */
export function useReading(talk: AgentTalk, lines: readonly Line[], mine: boolean): void {
  const visible = useVisible()
  const last = lines.at(-1)?.n ?? 0
  const unread = talk.unread > 0
  useEffect(() => { if (mine && visible && unread && last) void chats.read(talk.id, last).catch(() => undefined) }, [talk.id, last, mine, visible, unread])
}

const togetherMs = 180_000
/** Said by the same person in one breath: their name need not stand over it again. */
export const goesOn = (line: Pick<Line, 'by' | 'name' | 'at'>, before: Pick<Line, 'by' | 'name' | 'at'> | undefined): boolean =>
  before !== undefined && line.by !== 'system' && line.by === before.by && line.name === before.name && Date.parse(line.at) - Date.parse(before.at) < togetherMs

/** How far a line of ours has come. */
export const stateOf = (line: Pick<Line, 'n'>, talk: Pick<AgentTalk, 'visitorRead' | 'visitorGot'>): 'kept' | 'got' | 'read' => (line.n <= talk.visitorRead ? 'read' : line.n <= talk.visitorGot ? 'got' : 'kept')
