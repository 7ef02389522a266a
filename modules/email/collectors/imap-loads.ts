import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow'

export type Limits = { maxMailBytes: number; uidsPerBatch: number; bytesPerLoad: number }
export const limitsOf = (maxMailMb: number): Limits => ({ maxMailBytes: maxMailMb * 1024 * 1024, uidsPerBatch: 50, bytesPerLoad: 20 * 1024 * 1024 })

/** Mails that are fetched and kept together. `lastUid`: up to here the folder is read once they are kept. */
export type Load = { uids: Array<{ uid: number; size: number }>; lastUid: number }
export type FetchedMail = { uid: number; size: number; raw: Buffer; notTaken: 'too-large-for-limit' | 'not-readable-at-source' | null }

/** Splits a batch by size, which is asked for first: many small mails together, a large one alone. */
export async function* loadsOf(client: ImapFlow, uids: number[], limits: Limits): AsyncGenerator<Load> {
  const sizes = new Map((await all(client, uids, { uid: true, size: true }, Infinity)).map((each) => [each.uid, each.size ?? 0]))
  let load: Load = { uids: [], lastUid: 0 }
  let bytes = 0
  for (const uid of uids) {
    const size = sizes.get(uid)
    if (size !== undefined && load.uids.length && bytes + size > limits.bytesPerLoad) {
      yield load
      load = { uids: [], lastUid: 0 }
      bytes = 0
    }
    load.lastUid = uid
    if (size === undefined) continue // Deleted by somebody between two questions.
    load.uids.push({ uid, size })
    bytes += size <= limits.maxMailBytes ? size : 0
  }
  if (load.lastUid) yield load
}

/** The bytes of a load. What is larger than the limit comes as its header, so that it can be shown. */
export async function fetchLoad(client: ImapFlow, load: Load, limits: Limits): Promise<FetchedMail[]> {
  const small = load.uids.filter((each) => each.size <= limits.maxMailBytes)
  const bytes = small.reduce((sum, each) => sum + each.size, 0)
  const sources = new Map((await all(client, small.map((each) => each.uid), { uid: true, source: true }, 2 * bytes + 1_000_000)).map((each) => [each.uid, each.source]))
  const mails: FetchedMail[] = []
  for (const { uid, size } of load.uids) {
    const source = sources.get(uid)
    if (source?.length && source.length <= limits.maxMailBytes) mails.push({ uid, size: source.length, raw: source, notTaken: null })
    else {
      const instead = await headerOnly(client, uid, size > limits.maxMailBytes || (source?.length ?? 0) > limits.maxMailBytes ? 'too-large-for-limit' : 'not-readable-at-source', size)
      if (instead) mails.push(instead)
    }
  }
  return mails
}

/** @returns null when the mail is gone: then there is nothing to account for. */
async function headerOnly(client: ImapFlow, uid: number, notTaken: FetchedMail['notTaken'], size: number): Promise<FetchedMail | null> {
  const [there] = await all(client, [uid], { uid: true, headers: true }, 4_000_000)
  return there ? { uid, size, raw: there.headers?.subarray(0, 256 * 1024) ?? Buffer.alloc(0), notTaken } : null
}

/**
 * Collects first and works afterwards: a second command inside of `for await … fetch` waits for itself for ever.
 * @param mostBytes more than the server announced means that it announced wrongly; then the connection ends.
 */
async function all(client: ImapFlow, uids: number[], query: FetchQueryObject, mostBytes: number): Promise<FetchMessageObject[]> {
  if (!uids.length) return []
  const found: FetchMessageObject[] = []
  let bytes = 0
  for await (const each of client.fetch(uids.join(','), query, { uid: true })) {
    bytes += each.source?.length ?? each.headers?.length ?? 0
    if (bytes > mostBytes) {
      client.close()
      throw new Error('The server sends far more than it announced.')
    }
    if (uids.includes(each.uid)) found.push(each)
  }
  return found
}
