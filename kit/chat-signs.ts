import { useEffect, useSyncExternalStore } from 'react'

/** What passes at a talk and is kept nowhere: that its visitor types, what, and whether they are on the page. */
export type ChatSign = { talkId: string; caseId: string; typing: boolean; peek: string; online: boolean }

/** Somebody who has typed nothing for so long is not typing: the sign that says so may have been lost. */
const typesForMs = 10_000

export function chatSignStore() {
  let send: ((said: object) => void) | null = null
  let watching = 0
  let signs = new Map<string, ChatSign>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const listeners = new Set<() => void>()
  const tell = () => { for (const each of listeners) each() }
  const put = (sign: ChatSign) => { signs = new Map(signs).set(sign.talkId, sign); tell() }
  return {
    connect(line: ((said: object) => void) | null) { send = line; if (line && watching) line({ type: 'chats', on: true }) },
    hear(sign: ChatSign) {
      clearTimeout(timers.get(sign.talkId))
      if (sign.typing) timers.set(sign.talkId, setTimeout(() => put({ ...sign, typing: false, peek: '' }), typesForMs))
      put(sign)
    },
    /** The page of chats hears of all of one's talks; elsewhere only of the case that one is at. */
    watch() { if (watching++ === 0) send?.({ type: 'chats', on: true }); return () => { if (--watching === 0) send?.({ type: 'chats', on: false }) } },
    of: (talkId: string): ChatSign | undefined => signs.get(talkId),
    subscribe(listener: () => void) { listeners.add(listener); return () => { listeners.delete(listener) } },
  }
}

export const chatSigns = chatSignStore()
export const useChatSign = (talkId: string): ChatSign | undefined => { const read = () => chatSigns.of(talkId); return useSyncExternalStore(chatSigns.subscribe, read, read) }
export const useWatchChats = (): void => useEffect(() => chatSigns.watch(), [])
