import { useEffect, useState } from 'react'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { chatSigns, type ChatSign } from '#kit/chat-signs.ts'
import { presence, type Present } from '#kit/presence.ts'
import { seats } from '#kit/seats.ts'
import { toast } from '#kit/toasts.ts'
import { t } from '#kit/i18n.ts'
import { gather } from './gather.ts'
import { keysFor, type LiveItem } from './live-keys.ts'

type Frame = { type: 'hello'; cursor: string } | { type: 'happenings'; cursor: string; items: LiveItem[] } | { type: 'reset'; cursor: string } | { type: 'beat' } | { type: 'bye'; reason: string } | { type: 'present'; caseId: string; people: Present[] } | { type: 'seats'; cases: Array<{ caseId: string; people: Present[] }>; whole: boolean } | ({ type: 'chat' } & ChatSign)
export type LiveState = 'connecting' | 'connected' | 'lost'

/** The server says something every 25 s. A line that has been silent for longer is dead, whatever the browser thinks: a laptop slept, or a network went without a word. */
export const silentMs = 40_000

/** Doubling up to half a minute, with jitter: after a restart of the server not every desk knocks at the same moment. */
export const waitMs = (attempt: number, random: number) => Math.min(30_000, 1000 * 2 ** attempt) * (0.5 + random / 2)

/**
 * Hears what happens and lets exactly those answers be asked again that it touches. After a gap it resumes behind the
 * last cursor; when the server no longer knows that one, everything on the screen is read anew.
 */
export function listen(client: QueryClient, onState: (state: LiveState) => void): () => void {
  let cursor = ''
  let attempt = 0
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  let heardAt = Date.now()
  const stale = gather((keys) => { for (const queryKey of keys) void client.invalidateQueries({ queryKey }) })

  function take(frame: Frame): void {
    if (frame.type === 'bye' || frame.type === 'beat') return
    if (frame.type === 'present') { presence.hear(frame.caseId, frame.people); return }
    if (frame.type === 'seats') { seats.hear(frame.cases, frame.whole); return }
    if (frame.type === 'chat') { chatSigns.hear(frame); return }
    cursor = frame.cursor
    if (frame.type === 'hello') {
      attempt = 0
      onState('connected')
      const line = socket
      const tell = (said: object) => { if (line?.readyState === WebSocket.OPEN) line.send(JSON.stringify(said)) }
      presence.connect(tell)
      chatSigns.connect(tell)
      seats.connect(tell)
    }
    if (frame.type === 'reset') void client.invalidateQueries()
    if (frame.type === 'happenings') stale.add(keysFor(frame.items))
  }

  function connect(): void {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    const line = socket = new WebSocket(`${scheme}://${location.host}/api/v1/live${cursor ? `?after=${encodeURIComponent(cursor)}` : ''}`)
    heardAt = Date.now()
    line.onmessage = (event: MessageEvent<string>) => {
      // What a line says that was given up, its follower says as well.
      if (line !== socket) return
      heardAt = Date.now()
      try { take(JSON.parse(event.data) as Frame) } catch { /* A frame of a newer server: what it concerns is read with the next one. */ }
    }
    line.onclose = () => {
      if (ended || line !== socket) return
      presence.connect(null)
      chatSigns.connect(null)
      seats.connect(null)
      if (attempt > 0 || cursor) onState('lost')
      timer = setTimeout(connect, waitMs(attempt++, Math.random()))
      // The session may have ended meanwhile: asking who we are shows the sign-in page then.
      if (attempt > 1) void client.invalidateQueries({ queryKey: ['me'] })
    }
  }

  // Closing takes its time on a line that is dead, so nobody waits for it.
  const look = () => { if (!ended && socket && socket.readyState !== WebSocket.CLOSED && Date.now() - heardAt > silentMs) { const dead = socket; socket = null; dead.close(); presence.connect(null); if (cursor) onState('lost'); attempt = 0; connect() } }
  const watch = setInterval(look, 5_000)
  const hurry = () => { if (!ended && socket?.readyState === WebSocket.CLOSED) { clearTimeout(timer); attempt = 0; connect() } }
  addEventListener('online', hurry)
  // Back from sleep: sooner than the next look.
  const wakings = ['visibilitychange', 'resume', 'focus'] as const
  for (const each of wakings) addEventListener(each, look, { capture: true })
  connect()
  return () => { ended = true; presence.connect(null); chatSigns.connect(null); seats.connect(null); stale.end(); clearTimeout(timer); clearInterval(watch); removeEventListener('online', hurry); for (const each of wakings) removeEventListener(each, look, { capture: true }); socket?.close() }
}

export function useLive(): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(() => {
    let before: LiveState = 'connecting'
    return listen(client, (next) => {
      if (before === 'lost' && next === 'connected') toast(t('live.back'))
      before = next
      setState(next)
    })
  }, [client])
  return state
}
