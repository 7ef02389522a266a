import type { FromVisitor, Line, ToVisitor } from '../../modules/chat/protocol.ts'
import { beginTalk, enter, step, type Kept, type TalkInput, type TalkState, type Waiting } from '../src/talk.ts'

type Deed = { do: 'say' | 'agent' | 'up' | 'down' | 'drop-up' | 'drop-down' | 'double' | 'cut' | 'reload' | 'end' | 'restart' | 'time'; tab?: number; at?: number }
type Tab = { state: TalkState; up: FromVisitor[]; down: ToVisitor[]; connected: boolean; entered: boolean; told: number }
const id = (kind: number, n: number) => `0190b6a0-0000-7000-800${kind}-${String(n).padStart(12, '0')}`

/** Two tabs of one visitor, a server that keeps lines as protocol.ts says, and between them a wire that does anything. All in memory, no time passes by itself. */
export function modelServer(about: Parameters<typeof beginTalk>[0]) {
  const talks: Array<{ id: string; ended: boolean; lines: Line[] }> = []
  const storage = { kept: { visitor: id(1, 1), secret: 'secret', talk: null, read: 0 } as Kept, waiting: new Map<string, Waiting>() }
  const everSaid: FromVisitor[] = []
  const spoken: string[] = []
  let now = 0
  let made = 0
  const open = (): Tab => ({ state: beginTalk(about, storage.kept, [...storage.waiting.values()]), up: [], down: [], connected: false, entered: false, told: 0 })
  const tabs: Tab[] = [open(), open()]

  function take(tab: Tab, input: TalkInput) {
    const before = tab.state
    const next = step(before, input, now)
    tab.state = next.state
    if (tab.connected) tab.up.push(...next.frames)
    everSaid.push(...next.frames)
    storage.kept = { ...storage.kept, talk: next.state.talk }
    for (const line of before.waiting) if (!next.state.waiting.some(({ clientId }) => clientId === line.clientId)) { storage.waiting.delete(line.clientId); for (const other of tabs) if (other !== tab) other.state = step(other.state, { type: 'settled', clientId: line.clientId }, now).state }
    for (const line of next.state.waiting) storage.waiting.set(line.clientId, line)
  }
  const current = () => talks.at(-1)
  const told = (talk: (typeof talks)[number]) => ({ id: talk.id, state: talk.ended ? 'ended' as const : 'active' as const, last: talk.lines.length, read: 0, agent: null, rating: null })
  const tell = (frame: ToVisitor) => { for (const tab of tabs) if (tab.entered) tab.down.push(frame) }
  function keep(talk: (typeof talks)[number], by: Line['by'], clientId: string, text: string): Line {
    const line: Line = { n: talk.lines.length + 1, id: id(4, ++made), clientId, at: '2026-03-02T09:00:00Z', by, name: '', avatar: null, text, word: null, files: [], card: null }
    talk.lines.push(line)
    tell({ type: 'lines', talk: talk.id, lines: [line], more: false })
    return line
  }

  /** The server hears one frame. */
  function hear(tab: Tab, frame: FromVisitor) {
    if (frame.type === 'enter') {
      tab.entered = true
      const talk = current()
      tab.down.push({ type: 'welcome', visitor: id(1, 1), secret: null, talk: talk ? told(talk) : null, staffed: { online: true, backAt: null, agents: [] }, settings: 1, identified: false })
      // Three lines a page, so that there are pages.
      const after = talk && frame.talk === talk.id ? frame.after : 0
      const page = talk?.lines.slice(after, after + 3) ?? []
      if (talk && page.length) tab.down.push({ type: 'lines', talk: talk.id, lines: page, more: talk.lines.length > after + 3 })
    } else if (frame.type === 'say' && tab.entered) {
      const known = talks.flatMap((talk) => talk.lines.map((line) => ({ talk, line }))).find(({ line }) => line.clientId === frame.clientId)
      if (known) return tab.down.push({ type: 'kept', clientId: frame.clientId, talk: known.talk.id, n: known.line.n, at: known.line.at })
      let talk = current()
      if (frame.talk && (talk?.id !== frame.talk || talk.ended)) return tab.down.push({ type: 'refused', clientId: frame.clientId, code: 'ended', title: '', retryAfter: null })
      if (!talk || talk.ended) talks.push(talk = { id: id(5, talks.length + 1), ended: false, lines: [] })
      const line = keep(talk, 'visitor', frame.clientId, frame.text)
      tab.down.push({ type: 'kept', clientId: frame.clientId, talk: talk.id, n: line.n, at: line.at })
    }
  }
  const connect = (tab: Tab) => { tab.connected = true; take(tab, { type: 'connected' }) }
  const cut = (tab: Tab) => { Object.assign(tab, { up: [], down: [], connected: false, entered: false }); take(tab, { type: 'lost' }) }
  const up = (tab: Tab) => { const frame = tab.up.shift(); if (frame) hear(tab, frame) }
  const down = (tab: Tab) => { const frame = tab.down.shift(); if (frame) take(tab, { type: 'frame', frame }) }

  return {
    do(deed: Deed) {
      const tab = tabs[deed.tab ?? 0]!
      switch (deed.do) {
        case 'say': { const text = `said ${++made}`; spoken.push(text); return take(tab, { type: 'say', clientId: id(2, made), text, at: '2026-03-02T09:00:00Z' }) }
        case 'agent': { const talk = current(); if (!talk || talk.ended) return; const text = `answer ${++made}`; spoken.push(text); return void keep(talk, 'agent', id(3, made), text) }
        case 'up': return tab.connected ? up(tab) : connect(tab)
        case 'down': return down(tab)
        case 'drop-up': return void tab.up.shift()
        case 'drop-down': return void tab.down.shift()
        case 'double': { const [first] = tab.down; if (first) tab.down.push(first); return }
        case 'cut': return cut(tab)
        case 'reload': { cut(tab); tabs[deed.tab ?? 0] = open(); return }
        case 'end': { const talk = current(); if (talk) { talk.ended = true; tell({ type: 'talk', talk: told(talk) }) } return }
        case 'restart': return tabs.forEach(cut)
        case 'time': { now += 5_000; return tabs.forEach((each) => take(each, { type: 'tick' })) }
      }
    },
    /** From now on the wire is good, and time passes until nobody has anything to say. Connections that stand are not made anew: what was lost on them is noticed. */
    settle() {
      for (const tab of tabs) if (!tab.connected) connect(tab)
      for (let round = 0; round < 200; round++) {
        for (const tab of tabs) { while (tab.up.length || tab.down.length) { up(tab); down(tab) } }
        now += 5_000
        for (const tab of tabs) take(tab, { type: 'tick' })
        // Whoever comes back to the page asks once whether there is somebody (wire.ts).
        if (round === 9) for (const tab of tabs) tab.up.push(enter(tab.state))
        if (round > 9 && tabs.every((tab) => !tab.up.length && !tab.down.length && !tab.state.waiting.length)) return
      }
    },
    spoken: () => spoken, server: () => talks.flatMap(({ lines }) => lines), said: () => everSaid, tabs: () => tabs.map(({ state }) => state),
    talk: (talk: string | null) => (talks.find(({ id: each }) => each === talk) ?? { lines: [] as Line[] }).lines,
  }
}
