import type { Identification } from '../../modules/chat/protocol.ts'
import type { Handle } from '../site.ts'
import { openKeep } from './keep.ts'
import { beginTalk, enter, step, waitsForTime, type File, type Form, type Kept, type Riddle, type TalkInput, type TalkState } from './talk.ts'
import { openWire, type Wire, type WireTells } from './wire.ts'

export type Session = ReturnType<typeof openSession>

const page = () => ({ url: location.href.slice(0, 2_000), title: document.title.slice(0, 300), referrer: document.referrer.slice(0, 2_000) })

/** One talk in one page: the machine, driven by the wire, the storage, the clock and whoever writes. */
export function openSession({ host, site, chosen, wire: given, fetchScript }: Handle, changed: (state: TalkState, before: TalkState) => void) {
  const keep = openKeep(site)
  let timer = 0
  let wire: Wire | null = null
  let state = beginTalk({ site, page: page(), language: chosen.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? '', attributes: chosen.attributes }, keep.kept(), keep.waiting())
  state.who = chosen.who

  function take(input: TalkInput, elsewhere = false) {
    const before = state
    const { state: next, frames } = step(state, input, Date.now())
    state = next
    if (!elsewhere) store(before, next)
    if (frames.length) wire?.say(frames)
    clearInterval(timer)
    if (waitsForTime(next)) timer = window.setInterval(() => take({ type: 'tick' }), 1_000)
    if (next.riddle && next.riddle !== before.riddle) solve(next.riddle)
    if (before !== next) changed(next, before)
  }

  let solving = false
  /** Where far too much comes from, the server asks for some work first. Another riddle meanwhile changes nothing: the answer to this one is as good. */
  function solve({ nonce, bits }: Riddle) {
    if (solving) return
    solving = true
    fetchScript('challenge', () => void window.BalieChallenge!(nonce, bits).then((answer) => { solving = false; take({ type: 'solved', nonce, answer }) }), () => { solving = false })
  }

  function store(before: TalkState, next: TalkState) {
    const facts = ({ visitor, secret, talk, read }: Kept): Kept => ({ visitor, secret, talk, read })
    if (JSON.stringify(facts(before)) !== JSON.stringify(facts(next))) keep.keep(facts(next))
    if (before.waiting === next.waiting) return
    const had = new Map(before.waiting.map((line) => [line.clientId, line]))
    for (const line of next.waiting) {
      const was = had.get(line.clientId)
      if (!was || was.talk !== line.talk || was.refused !== line.refused) keep.wait(line)
      had.delete(line.clientId)
    }
    for (const clientId of had.keys()) keep.settle(clientId)
  }

  const stopHearing = keep.hear({
    waiting: (line) => take({ type: 'waiting', line }, true), settled: (clientId) => { take({ type: 'settled', clientId }, true) },
    kept(kept) { const before = state.visitor; take({ type: 'kept-elsewhere', kept }, true); if (kept.visitor !== before) wire?.again() },
  })
  const tells: WireTells = {
    connected: () => take({ type: 'connected' }), lost: () => take({ type: 'lost' }), frame: (frame) => take({ type: 'frame', frame }), enter: () => enter(state),
    knows: () => ({ n: state.lines.length, read: state.current?.read ?? 0, state: state.current?.state ?? '', online: state.staffed?.online ?? null, typing: state.typing }),
  }
  wire = given?.(tells) ?? openWire(host, tells)

  return {
    state: () => state, take,
    say: (text: string, files: File[] = [], form: Form | null = null) => take({ type: 'say', clientId: newId(), text, files, form, at: new Date().toISOString() }),
    page: () => take({ type: 'page', page: page() }),
    identify: (said: Identification) => take({ type: 'identify', who: said }),
    logout() { for (const { clientId } of state.waiting) keep.settle(clientId); take({ type: 'logout' }); wire?.again() },
    close() { clearInterval(timer); stopHearing(); wire?.stop() },
  }
}

/** Pages without TLS have no randomUUID. */
export const newId = (): string => crypto.randomUUID?.() ?? '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => (Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0]! & (15 >> (Number(digit) / 4)))).toString(16))
