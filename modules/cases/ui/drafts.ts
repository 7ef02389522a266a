import { useEffect, useSyncExternalStore } from 'react'
import type { CaseView } from '#contracts/cases'
import { cases } from './api.ts'
import { hasCode } from '#kit/api.ts'
import { blank, untouched, type DraftKind } from './composer.ts'
import { draftStore, sentElsewhere, type Entry } from './draft-store.ts'

/** Where the browser refuses storage, drafts live in memory and on the server. */
export function windowStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try { return localStorage } catch { return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined } }
}

/** While somebody looks over a draft, emptying it is a change like another; only throwing it away ends that. */
const shared = new Set<string>()
export const drafts = draftStore({
  put: cases.putDraft, remove: (caseId, kind) => (shared.has(`${caseId} ${kind}`) ? cases.putDraft(caseId, kind, { ...blank, version: drafts.read(caseId, kind)?.version }) : cases.removeDraft(caseId, kind)), keep: windowStorage(),
  overtakenBy: (error) => (hasCode(error, 'version-mismatch') ? Number(error.facts['version']) : null),
})

export function useDraft(view: CaseView, kind: DraftKind): Entry {
  const isShared = view.reviews.some((each) => each.mine && each.kind === kind)
  const stands = view.drafts.some((each) => each.kind === kind)
  useEffect(() => {
    const key = `${view.id} ${kind}`
    if (isShared) shared.add(key)
    // Whoever looked over it has sent it: what stands here is no draft any more.
    else if (shared.delete(key) && !stands && drafts.read(view.id, kind)?.state === 'saved') drafts.forget(view.id, kind)
  }, [isShared, stands, view.id, kind])
  useEffect(() => {
    const entry = drafts.read(view.id, kind)
    if (!stands && entry && sentElsewhere(entry, view.messages)) drafts.forget(view.id, kind)
  }, [stands, view.id, view.messages, kind])
  const read = () => drafts.open(view.id, kind, untouched(kind, view.recipients), view.drafts.find((each) => each.kind === kind), view.lastMessageId)
  return useSyncExternalStore(drafts.subscribe, read, read)
}
