import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { Line, ToVisitor } from '../modules/chat/protocol.ts'
import { beginTalk, enter, step, type TalkInput, type TalkState } from '../widget/src/talk.ts'
import { openWire } from '../widget/src/wire.ts'

/** The little of a browser that the widget's wire asks for, put into this process. @returns what puts it back as it was. */
export function standInForBrowser(origin: string): () => void {
  const silent = () => {}
  class Socket extends WebSocket { constructor(url: string) { super(url, { origin }); this.on('error', silent) } }
  const { fetch } = globalThis
  const fetchFrom: typeof fetch = (address, options = {}) => fetch(address, String(address).includes('/chat/v1/') ? { ...options, headers: { ...options.headers, origin } } : options)
  const parts: Record<string, unknown> = { window: globalThis, fetch: fetchFrom, WebSocket: Socket, addEventListener: silent, removeEventListener: silent, document: { addEventListener: silent, removeEventListener: silent, visibilityState: 'visible' } }
  const before = Object.keys(parts).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  for (const [name, value] of Object.entries(parts)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  return () => { for (const [name, descriptor] of before) if (descriptor) Object.defineProperty(globalThis, name, descriptor); else Reflect.deleteProperty(globalThis, name) }
}

export type Visitor = ReturnType<typeof aWidgetAt>
/** The widget without its looks: its own machine on its own wire, as `widget/src/session.ts` joins them. */
export function aWidgetAt(url: string, site: string) {
  const page = { url: 'https://fjeld-wald.example/zelte', title: 'Zelte', referrer: '' }
  let state: TalkState = beginTalk({ site, page, language: 'de', timeZone: 'Europe/Berlin', attributes: {} }, { visitor: null, secret: null, talk: null, read: 0 })
  const said: string[] = []
  const told: ToVisitor[] = []
  const shownAt = new Map<string, number>()
  let losses = 0
  function take(input: TalkInput) {
    const before = state.lines.length
    const next = step(state, input, Date.now())
    state = next.state
    for (const line of state.lines.slice(before)) shownAt.set(line.text, performance.now())
    if (next.frames.length) wire.say(next.frames)
  }
  const wire = openWire(url, {
    connected: () => take({ type: 'connected' }), lost: () => { losses++; take({ type: 'lost' }) }, frame: (frame) => { told.push(frame); take({ type: 'frame', frame }) }, enter: () => enter(state),
    knows: () => ({ n: state.lines.length, read: state.current?.read ?? 0, state: state.current?.state ?? '', online: state.staffed?.online ?? null, typing: state.typing }),
  })
  const clock = setInterval(() => take({ type: 'tick' }), 1_000)
  return {
    said, told, shownAt,
    get state() { return state },
    get losses() { return losses },
    say(text: string) { said.push(text); take({ type: 'say', clientId: randomUUID(), text, at: new Date().toISOString() }) },
    byes: () => told.filter((each): each is Extract<ToVisitor, { type: 'bye' }> => each.type === 'bye'),
    close() { clearInterval(clock); wire.stop() },
  }
}

/** A line as both sides must have it. */
export const asSeen = ({ n, by, word, text }: Line) => `${n} ${by}: ${word ?? text}`
