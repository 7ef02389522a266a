import type { Draft } from '#contracts/cases'
import { fromDraft, isEmpty, type DraftKind, type Writing } from './composer.ts'

/** 'kept': the server could not be reached, and this window holds the text until it can. 'overtaken': somebody who looks over it was quicker; it is asked whose words count. */
export type DraftState = 'clean' | 'unsaved' | 'saving' | 'saved' | 'kept' | 'overtaken'
export type Entry = { writing: Writing; state: DraftState; /** The newest message that was on the screen when writing began. */ seenMessageId: string | null; savedAt: number; /** The newest version that is known here, once there is one. */ version?: number | undefined }
type Ports = {
  put: (caseId: string, kind: DraftKind, writing: Writing) => Promise<{ version: number }>
  /** Whether the server refused because somebody else had changed it, and which version it has. */
  overtakenBy?: (error: unknown) => number | null
  remove: (caseId: string, kind: DraftKind) => Promise<unknown>
  keep: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  now?: () => number
  waitMs?: number
}

/** What was written, by its letters: the server writes the same looks in its own way. */
const lettersOf = ({ text, html }: Pick<Writing, 'text' | 'html'>): string => (html ? html.replace(/<[^>]*>|&\w+;/g, '') : text).replace(/[^\p{L}\p{N}]/gu, '')

/** Whether what stands here as a draft was sent from another window: it is among the messages that came after those on the screen when writing began. */
export function sentElsewhere({ writing, state, seenMessageId }: Entry, messages: readonly { id: string; kind: string; text: string }[]): boolean {
  const letters = lettersOf(writing)
  const newer = messages.slice(messages.findIndex((each) => each.id === seenMessageId) + 1)
  return state === 'saved' && letters !== '' && newer.some((each) => each.kind !== 'in' && lettersOf({ text: each.text, html: null }).startsWith(letters))
}

/**
 * Drafts outside the components, so that the list, the undo toast and a case opened again all mean the same text.
 * Each change is kept in the window at once, and on the server when the typing pauses.
 */
export function draftStore({ put, remove, keep, overtakenBy = () => null, now = Date.now, waitMs = 600 }: Ports) {
  const entries = new Map<string, Entry>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const underWay = new Map<string, Promise<void>>()
  // What was sent or thrown away, and what the server had of it before. A screen that is not drawn anew yet, or an answer that was under way, may still hold it.
  const gone = new Map<string, ReadonlySet<string>>()
  const listeners = new Set<() => void>()
  const keyOf = (caseId: string, kind: DraftKind) => `balie-draft:${caseId}:${kind}`
  const set = (key: string, entry: Entry) => { entries.set(key, entry); for (const each of listeners) each() }

  function kept(key: string): Entry | null {
    try { return JSON.parse(keep.getItem(key) ?? 'null') as Entry | null } catch { return null }
  }

  /** The newest of what the server has, what this window kept, and what an untouched composer holds. */
  function open(caseId: string, kind: DraftKind, untouched: Writing, fromServer: Draft | undefined, seenMessageId: string | null): Entry {
    const key = keyOf(caseId, kind)
    if (fromServer && !isEmpty(fromServer) && gone.get(key)?.has(lettersOf(fromServer))) fromServer = undefined
    const known = entries.get(key)
    const serverAt = fromServer ? Date.parse(fromServer.savedAt) : -1
    // What was written here wins over what was read before it; clocks of two machines are not compared.
    // While nothing was written, the recipients follow the newest message.
    // What somebody else has put into a shared draft since then comes in where nothing is unsaved.
    const newer = known?.state === 'saved' && fromServer && fromServer.version > (known.version ?? fromServer.version)
    if (known && !newer && (known.state !== 'clean' || (!fromServer && known.seenMessageId === seenMessageId))) return known
    const local = kept(key)
    const entry: Entry = local && local.savedAt >= serverAt && !isEmpty(local.writing) ? { ...local, state: 'kept' }
      : fromServer ? { writing: fromDraft(fromServer), state: 'saved', seenMessageId: newer ? known!.seenMessageId : seenMessageId, savedAt: serverAt, version: fromServer.version }
      : { writing: untouched, state: 'clean', seenMessageId, savedAt: 0 }
    entries.set(key, entry)
    return entry
  }

  async function save(caseId: string, kind: DraftKind): Promise<void> {
    const key = keyOf(caseId, kind)
    await underWay.get(key)
    const entry = entries.get(key)
    if (entry?.state !== 'unsaved' && entry?.state !== 'kept') return
    set(key, { ...entry, state: 'saving' })
    const writing = entry.writing
    const asked: Promise<number | undefined> = isEmpty(writing) ? remove(caseId, kind).then(() => undefined) : put(caseId, kind, { ...writing, ...(entry.version === undefined ? {} : { version: entry.version }) }).then((kept) => kept?.version)
    const run = asked.then((version) => ({ state: 'saved' as const, version }), (error: unknown) => ({ state: overtakenBy(error) === null ? 'kept' as const : 'overtaken' as const, version: entry.version })).then(({ state, version }) => {
      const after = entries.get(key)
      // Typed on while the request was under way: what was written last is saved next.
      if (!after) return
      if (after.writing !== writing) { entries.set(key, { ...after, version }); return }
      set(key, { ...after, state, version })
      if (state === 'saved') keep.removeItem(key)
      // The server was not there: the window keeps the text, and the saving is tried again.
      else if (state === 'kept') timers.set(key, setTimeout(() => void save(caseId, kind), waitMs * 10))
    })
    underWay.set(key, run)
    await run
    underWay.delete(key)
  }

  function change(caseId: string, kind: DraftKind, patch: Partial<Writing>, seenMessageId: string | null = null): void {
    const key = keyOf(caseId, kind)
    const before = entries.get(key)
    if (!before) return
    gone.delete(key)
    const entry: Entry = { writing: { ...before.writing, ...patch }, state: 'unsaved', seenMessageId: before.state === 'clean' ? seenMessageId ?? before.seenMessageId : before.seenMessageId, savedAt: now(), version: before.version }
    set(key, entry)
    keep.setItem(key, JSON.stringify(entry))
    clearTimeout(timers.get(key))
    timers.set(key, setTimeout(() => void save(caseId, kind), waitMs))
  }

  /** Before sending: no later save may bring the draft back. */
  async function settle(caseId: string, kind: DraftKind): Promise<void> {
    const key = keyOf(caseId, kind)
    clearTimeout(timers.get(key))
    await underWay.get(key)
  }

  /** `held`: what was read of it before, as far as the caller knows. */
  function forget(caseId: string, kind: DraftKind, held: readonly Draft[] = []): void {
    const key = keyOf(caseId, kind)
    clearTimeout(timers.get(key))
    gone.set(key, new Set([entries.get(key)?.writing ?? { text: '', html: null }, ...held].map(lettersOf)))
    entries.delete(key)
    keep.removeItem(key)
    for (const each of listeners) each()
  }

  /** A sending was taken back: its text is the draft again. */
  function restore(caseId: string, draft: Draft, seenMessageId: string | null): void {
    gone.delete(keyOf(caseId, draft.kind))
    set(keyOf(caseId, draft.kind), { writing: fromDraft(draft), state: 'saved', seenMessageId, savedAt: Date.parse(draft.savedAt), version: draft.version })
    keep.removeItem(keyOf(caseId, draft.kind))
  }

  /** Asked whose words count, its writer says: mine. They replace what the other one wrote, which was shown. */
  function insist(caseId: string, kind: DraftKind, version: number): Promise<void> {
    const key = keyOf(caseId, kind)
    const entry = entries.get(key)
    if (entry) set(key, { ...entry, state: 'unsaved', version })
    return save(caseId, kind)
  }

  return {
    open, change, save, settle, forget, restore, insist,
    seen: (caseId: string, kind: DraftKind, messageId: string | null) => { const entry = entries.get(keyOf(caseId, kind)); if (entry) set(keyOf(caseId, kind), { ...entry, seenMessageId: messageId }) },
    read: (caseId: string, kind: DraftKind) => entries.get(keyOf(caseId, kind)),
    subscribe: (listener: () => void) => { listeners.add(listener); return () => { listeners.delete(listener) } },
  }
}
