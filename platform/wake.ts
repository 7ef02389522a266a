import { EventEmitter } from 'node:events'
import { log } from './log.ts'

/** What one can be woken for. Being woken is a hint, never the news itself: whoever sleeps also looks by the clock. */
export type Topic = 'events' | 'mail' | 'outbox' | 'mailboxes'

const bell = new EventEmitter().setMaxListeners(0)
let call: ((words: string) => Promise<unknown>) | undefined
/** What other processes are to hear in a moment, a line each; the same line is said once. */
const gathered = new Set<string>()
/** PostgreSQL carries less than 8,000 at once. */
const mostBytes = 7_000

function tellOthers(line: string) {
  if (!call) return
  gathered.add(line)
  if (gathered.size === 1) setTimeout(() => {
    const lines = [...gathered]
    gathered.clear()
    for (const words of parcels(lines)) call?.(words).catch((error) => log.warn({ error }, 'other processes could not be told; they look by the clock'))
  }, 2)
}
function parcels(lines: string[]): string[] {
  const all: string[] = []
  for (const line of lines) {
    const last = all.at(-1)
    if (last !== undefined && Buffer.byteLength(last) + Buffer.byteLength(line) < mostBytes) all[all.length - 1] = `${last}\n${line}`
    else all.push(line)
  }
  return all
}

/**
 * Tells everybody here at once, and other processes a moment later, together with what else happened meanwhile.
 * Not a NOTIFY inside the changing transaction: that takes a lock held until the commit is on disk, so that durable
 * transactions commit one after the other instead of together (measured: `bench writes`).
 */
export function wake(topic: Topic) {
  bell.emit(topic)
  tellOthers(topic)
}

export function onWake(topic: Topic, what: () => void): () => void {
  bell.on(topic, what)
  return () => bell.off(topic, what)
}

/**
 * Says something of this moment to everybody, here and in other processes: who types, who looks. It is kept nowhere, and who does not
 * listen just then misses it: nothing may depend on it. Short: PostgreSQL carries less than 8,000 bytes.
 */
export function hail(kind: string, what: unknown) {
  bell.emit(`!${kind}`, what)
  tellOthers(`!${kind} ${JSON.stringify(what)}`)
}

export function onHail(kind: string, hear: (what: unknown) => void): () => void {
  bell.on(`!${kind}`, hear)
  return () => bell.off(`!${kind}`, hear)
}

function heard(kind: string, text: string) {
  try { bell.emit(`!${kind}`, JSON.parse(text)) } catch { /* Of another version; the moment passes. */ }
}

/** Until woken, until the time is up, or until told to stop; leaves nothing behind that listens. */
export function untilWoken(topic: Topic, ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => { off(); clearTimeout(timer); stop.removeEventListener('abort', end); resolve() }
    const off = onWake(topic, end)
    const timer = setTimeout(end, ms).unref()
    stop.addEventListener('abort', end)
  })
}

/**
 * What carries words from process to process: PostgreSQL (`wake-by-postgres.ts`) or NATS (`wake-by-nats.ts`). It calls `hear` with what any
 * process said, and `missed` when it listens again after it did not. It may lose what is said meanwhile: whoever sleeps also looks by the clock.
 */
export type Carry = (hear: (words: string) => void, missed: () => void) => Promise<{ say: (words: string) => Promise<unknown>; close: () => Promise<void> }>

/** Connects the bell to the other processes of this installation. */
export async function connectWake(carry: Carry): Promise<{ close: () => Promise<void> }> {
  const me = `${process.pid}-${Math.random().toString(36).slice(2)}`
  const carrier = await carry((said) => {
    const [from, ...lines] = said.split('\n')
    if (from === me) return
    for (const line of lines) {
      const [, kind, what] = /^!(\S+) (.*)$/.exec(line) ?? []
      if (kind) heard(kind, what!)
      else bell.emit(line)
    }
  }, () => { for (const topic of ['events', 'mail', 'outbox', 'mailboxes'] satisfies Topic[]) bell.emit(topic) })
  call = (words) => carrier.say(`${me}\n${words}`)
  return { async close() { call = undefined; await carrier.close() } }
}
