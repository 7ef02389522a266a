import { useRef, useState } from 'react'
import type { DraftFile } from '#contracts/cases'
import { hasCode, sentence } from '#kit/api.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import { cases } from './api.ts'
import type { DraftKind } from './composer.ts'
import { drafts } from './drafts.ts'
import { knownFiles } from './known-files.ts'

export type Uploading = { key: number; name: string; share: number; stop: () => void }

export const files = knownFiles()
let nextKey = 1
const showable = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Files on their way up. A file that has arrived belongs to the draft, also when another case is open by then. */
export function useAttaching(caseId: string, kind: DraftKind, show: (file: DraftFile) => void) {
  const [uploading, setUploading] = useState<readonly Uploading[]>([])
  const stopped = useRef(new Set<number>())
  const without = (key: number) => (list: readonly Uploading[]) => list.filter((each) => each.key !== key)

  async function one(file: File, shown: boolean): Promise<void> {
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
      if (shown) show(done)
    } catch (error) {
      if (!hasCode(error, 'aborted')) toast(`${t('composer.upload-failed', { name: file.name })} ${sentence(error)}`, { tone: 'late' })
    } finally {
      setUploading(without(key))
    }
  }
  return { uploading, attach: (list: Iterable<File>) => { for (const file of list) void one(file, false) },
    /** Pictures that were pasted stand where the cursor is; anything else is a file beside the text. */
    paste: (list: Iterable<File>) => { for (const file of list) void one(file, showable.has(file.type)) } }
}
