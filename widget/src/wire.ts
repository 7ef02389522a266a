import type { FromVisitor, ToVisitor } from '../../modules/chat/protocol.ts'

type Enter = Extract<FromVisitor, { type: 'enter' }>
export type Knows = { n: number; read: number; state: string; online: boolean | null; typing: string | null }
export type WireTells = {
  connected: () => void; lost: () => void; frame: (frame: ToVisitor) => void
  /** What every request begins with where there are no sockets, and what is known, so that the answer is news. */
  enter: () => Enter; knows: () => Knows
}
export type Wire = { say: (frames: FromVisitor[]) => void; /** Connect anew, at once. */ again: () => void; stop: () => void }

const firstWaitMs = 500
const longestWaitMs = 30_000
/** The server says something at least every 25 s. A socket that is silent for this long is not one any more: tunnels and sleep leave such. */
const silentMs = 60_000
const opensWithinMs = 8_000
const trySocketAgainMs = 60_000
const heldMs = 25_000

/**
 * The way to the server: a socket as long as there is one, requests that are held back where sockets are blocked, and back to sockets when they work again.
 * It knows no talk: what has to be said again after a loss is known by talk.ts.
 */
export function openWire(host: string, tells: WireTells): Wire {
  let socket: WebSocket | null = null
  let stopped = false
  let failures = 0
  let socketsFail = 0
  let timer = 0
  let guard = 0
  let polling: AbortController | null = null
  let unsaid: FromVisitor[] = []
  let sending = false

  const later = (deed: () => void, ms: number) => { clearTimeout(timer); timer = window.setTimeout(deed, ms) }
  /** Twice as long each time, and never all at once: somewhere between half and the whole of it. */
  const backOff = () => Math.min(longestWaitMs, firstWaitMs * 2 ** failures++) * (0.5 + Math.random() / 2)

  function connect() {
    clearTimeout(timer)
    if (stopped || socket) return
    // Sockets that never opened, twice in a row, are blocked somewhere on the way.
    if (socketsFail >= 2 && !polling) return poll()
    let opened = false
    const own = socket = new WebSocket(host.replace(/^http/, 'ws') + '/chat/v1/live')
    const givingUp = setTimeout(() => own.close(), opensWithinMs)
    own.onopen = () => {
      clearTimeout(givingUp)
      opened = true
      socketsFail = 0
      if (polling) { stopPolling(); tells.lost() }
      alive()
      tells.connected()
    }
    own.onmessage = ({ data }) => {
      failures = 0
      alive()
      read(String(data))
    }
    own.onclose = () => {
      clearTimeout(givingUp)
      if (socket !== own) return
      socket = null
      clearTimeout(guard)
      if (!opened && navigator.onLine !== false) socketsFail++
      if (opened) tells.lost()
      if (polling) later(connect, trySocketAgainMs)
      else if (!stopped) later(connect, wait ?? backOff())
      wait = null
    }
  }
  let wait: number | null = null

  function alive() { clearTimeout(guard); guard = window.setTimeout(drop, silentMs) }

  function drop() {
    const own = socket
    if (!own) return
    own.close()
    // A socket without a network takes its time to notice.
    own.onclose?.(new CloseEvent('close'))
  }

  function read(data: string) {
    let frame: ToVisitor
    try { frame = JSON.parse(data) as ToVisitor } catch { return }
    if (frame.type === 'beat') return
    tells.frame(frame)
    if (frame.type !== 'bye') return
    if (frame.reason === 'blocked' || frame.reason === 'replaced') return stop()
    const [from, to] = frame.between ?? [1_000, 5_000]
    wait = from + Math.random() * Math.max(0, to - from)
    if (socket) drop()
  }

  function stopPolling() { polling?.abort(); polling = null; unsaid = [] }

  /** One request is always out, held back until there is news; what is said meanwhile goes in requests of its own, one after the other. */
  async function poll() {
    const own = polling = new AbortController()
    let told = false
    later(connect, trySocketAgainMs)
    while (polling === own) {
      try {
        const frames = await exchange([tells.enter()], told ? heldMs : 0, own.signal)
        if (polling !== own) return
        const idle = frames.every(({ type }) => type === 'refused' || type === 'challenge')
        if (!idle) failures = 0
        if (!told) { told = true; tells.connected(); unsaid = unsaid.filter(({ type }) => type !== 'enter') }
        for (const frame of frames) read(JSON.stringify(frame))
        // Whoever is refused does not ask again at once.
        if (idle) await pause(frames.length ? backOff() : 50)
      } catch {
        if (polling !== own) return
        if (told) { told = false; unsaid = []; tells.lost() }
        await pause(wait ?? backOff())
      }
      if (wait !== null) { await pause(wait); wait = null }
    }
  }

  async function send() {
    if (sending || !polling) return
    sending = true
    const { signal } = polling
    try {
      while (unsaid.length && polling) {
        const frames = unsaid.splice(0, 49)
        for (const frame of await exchange([tells.enter(), ...frames.filter(({ type }) => type !== 'enter')], 0, signal)) read(JSON.stringify(frame))
      }
    } catch { /* The held request notices the same, and what matters is said again. */ } finally { sending = false }
  }

  async function exchange(frames: FromVisitor[], wait: number, signal: AbortSignal): Promise<ToVisitor[]> {
    const answer = await fetch(`${host}/chat/v1/exchange`, { method: 'POST', mode: 'cors', credentials: 'omit', cache: 'no-store', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ frames, wait, knows: wait ? tells.knows() : null }), signal: AbortSignal.any ? AbortSignal.any([signal, AbortSignal.timeout(wait + 15_000)]) : signal })
    if (!answer.ok) throw new Error(String(answer.status))
    return (await answer.json() as { frames: ToVisitor[] }).frames
  }

  const again = () => {
    failures = 0
    socketsFail = Math.min(socketsFail, 1)
    if (polling) { stopPolling(); tells.lost() }
    if (socket) { const own = socket; socket = null; own.onclose = null; own.close(); clearTimeout(guard); tells.lost() }
    connect()
  }
  const online = () => { if (!stopped && socket?.readyState !== 1) { failures = 0; if (!polling) again() } }
  const offline = () => { drop(); if (polling) { stopPolling(); tells.lost() } }
  // After a sleep the page is shown before the socket notices that it is dead.
  const shown = () => { if (document.visibilityState === 'visible' && !stopped) { if (!socket && !polling) connect(); else if (socket?.readyState === 1) { socket.send(JSON.stringify(tells.enter())); clearTimeout(guard); guard = window.setTimeout(drop, opensWithinMs) } } }

  function stop() {
    stopped = true
    clearTimeout(timer)
    clearTimeout(guard)
    removeEventListener('online', online)
    removeEventListener('offline', offline)
    document.removeEventListener('visibilitychange', shown)
    stopPolling()
    const own = socket
    socket = null
    if (own) { own.onclose = null; own.close(); tells.lost() }
  }

  addEventListener('online', online)
  addEventListener('offline', offline)
  document.addEventListener('visibilitychange', shown)
  connect()
  return {
    say(frames) {
      if (socket?.readyState === 1) for (const frame of frames) socket.send(JSON.stringify(frame))
      else if (polling) { unsaid.push(...frames.filter(({ type }) => type !== 'enter')); void send() }
    },
    again, stop,
  }
}
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
