import { useRef, useState } from 'react'
import { hasCode, sentence } from '#kit/api.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import { cases } from './api.ts'
import type { DraftKind } from './composer.ts'
import { drafts, windowStorage } from './drafts.ts'
import { knownFiles } from './known-files.ts'

export type Uploading = { key: number; name: string; share: number; stop: () => void }

export const files = knownFiles(windowStorage())
let nextKey = 1

/** Files on their way up. A file that has arrived belongs to the draft, also when another case is open by then. */
export function useAttaching(caseId: string, kind: DraftKind) {
  const [uploading, setUploading] = useState<readonly Uploading[]>([])
  const stopped = useRef(new Set<number>())
  const without = (key: number) => (list: readonly Uploading[]) => list.filter((each) => each.key !== key)

  async function one(file: File): Promise<void> {
    const key = nextKey++
    const leave = new AbortController()
    const stop = () => { stopped.current.add(key); leave.abort(); setUploading(without(key)) }
    setUploading((list) => [...list, { key, name: file.name, share: 0, stop }])
    try {
      const done = await cases.upload(file, { signal: leave.signal, onProgress: (share) => setUploading((list) => list.map((each) => (each.key === key ? { ...each, share } : each))) })
      // Removed in the last moment: the server forgets files that nothing refers to.
      if (stopped.current.has(key)) return
      files.remember(done)
      drafts.change(caseId, kind, { attachmentIds: [...(drafts.read(caseId, kind)?.writing.attachmentIds ?? []), done.id] })
    } catch (error) {
      if (!hasCode(error, 'aborted')) toast(`${t('composer.upload-failed', { name: file.name })} ${sentence(error)}`, { tone: 'late' })
    } finally {
      setUploading(without(key))
    }
  }
  return { uploading, attach: (list: Iterable<File>) => { for (const file of list) void one(file) } }
}
