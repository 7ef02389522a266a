import { useSyncExternalStore } from 'react'
import { sentence } from '#kit/api.ts'
import { chats, type LineSent } from './api.ts'

export type Outgoing = { line: LineSent; names: string[]; state: 'sending' | 'failed'; why: string }

/**
 * Lines that were written and are not known to be kept. Each has its id from the beginning, so that trying again cannot say it twice.
 * They are sent one after the other: in the order in which they were written.
 */
export function outgoingStore(say: (talkId: string, line: LineSent) => Promise<unknown>, kept: (talkId: string) => void) {
  let waiting: ReadonlyMap<string, readonly Outgoing[]> = new Map()
  const busy = new Set<string>()
  const listeners = new Set<() => void>()
  const none: readonly Outgoing[] = []
  const put = (talkId: string, list: readonly Outgoing[]) => { waiting = new Map(waiting).set(talkId, list); for (const each of listeners) each() }
  const of = (talkId: string) => waiting.get(talkId) ?? none
  const change = (talkId: string, clientId: string, patch: Partial<Outgoing>) => put(talkId, of(talkId).map((each) => (each.line.clientId === clientId ? { ...each, ...patch } : each)))

  async function work(talkId: string): Promise<void> {
    if (busy.has(talkId)) return
    busy.add(talkId)
    try {
      for (;;) {
        const next = of(talkId).find((each) => each.state === 'sending')
        if (!next) return
        const { clientId } = next.line
        // One that failed holds the later ones back: they would stand before it.
        if (of(talkId)[0] !== next) return
        try {
          await say(talkId, next.line)
          put(talkId, of(talkId).filter((each) => each.line.clientId !== clientId))
          kept(talkId)
        } catch (error) {
          change(talkId, clientId, { state: 'failed', why: sentence(error) })
          return
        }
      }
    } finally { busy.delete(talkId) }
  }
  return {
    of,
    add(talkId: string, line: LineSent, names: string[] = []) { put(talkId, [...of(talkId), { line, names, state: 'sending', why: '' }]); void work(talkId) },
    again(talkId: string, clientId: string) { change(talkId, clientId, { state: 'sending', why: '' }); void work(talkId) },
    drop(talkId: string, clientId: string) { put(talkId, of(talkId).filter((each) => each.line.clientId !== clientId)); void work(talkId) },
    subscribe(listener: () => void) { listeners.add(listener); return () => { listeners.delete(listener) } },
  }
}

let told: (talkId: string) => void = () => undefined
export const outgoing = outgoingStore(chats.say, (talkId) => told(talkId))
/** Whoever shows the talk reads the line anew as soon as it is kept. */
export const onKept = (listener: (talkId: string) => void) => { told = listener }
export const useOutgoing = (talkId: string): readonly Outgoing[] => { const read = () => outgoing.of(talkId); return useSyncExternalStore(outgoing.subscribe, read, read) }
