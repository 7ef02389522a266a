import type { CaseView } from '#contracts/cases'

export type KnownFile = { id: string; name: string; size: number }

const stored = 'balie-files'
const limit = 200

/** A draft holds ids only. What they are called is remembered here for this browser, the newest two hundred. */
export function knownFiles(keep: Pick<Storage, 'getItem' | 'setItem'>) {
  const read = (): KnownFile[] => { try { return JSON.parse(keep.getItem(stored) ?? '[]') as KnownFile[] } catch { return [] } }
  const remember = ({ id, name, size }: KnownFile) => { try { keep.setItem(stored, JSON.stringify([{ id, name, size }, ...read().filter((each) => each.id !== id)].slice(0, limit))) } catch { /* A full storage costs the name, not the file. */ } }
  /** From this browser, or from the messages of the case: a sending that came back carries its files. */
  const find = (ids: readonly string[], { messages }: Pick<CaseView, 'messages'>): (KnownFile | { id: string; name: null; size: null })[] => {
    const known = new Map<string, KnownFile>([...messages.flatMap((each) => each.attachments), ...read()].map((each) => [each.id, each]))
    return ids.map((id) => known.get(id) ?? { id, name: null, size: null })
  }
  return { remember, find }
}
