import { useSyncExternalStore } from 'react'
import type { CaseView } from '#contracts/cases'
import { cases } from './api.ts'
import { untouched, type DraftKind } from './composer.ts'
import { draftStore, type Entry } from './draft-store.ts'

/** Where the browser refuses storage, drafts live in memory and on the server. */
export function windowStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try { return localStorage } catch { return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined } }
}

export const drafts = draftStore({ put: cases.putDraft, remove: cases.removeDraft, keep: windowStorage() })

export function useDraft(view: CaseView, kind: DraftKind): Entry {
  const read = () => drafts.open(view.id, kind, untouched(kind, view.recipients), view.drafts.find((each) => each.kind === kind), view.lastMessageId)
  return useSyncExternalStore(drafts.subscribe, read, read)
}
