import { Resolver } from 'node:dns/promises'

export type ResolveDns = (domain: string, type: string) => Promise<string[] | string[][]>

type Kept = { until: number; answer: Promise<string[] | string[][]> }

/** Asks the DNS with an end to waiting, and remembers for a while: mails of one sender come in flocks. */
export function cachingResolver({ ask, timeoutMs = 3_000, now = Date.now, keepMs = 300_000, most = 10_000 }: { ask?: ResolveDns; timeoutMs?: number; now?: () => number; keepMs?: number; most?: number } = {}): ResolveDns {
  const system = new Resolver({ timeout: timeoutMs, tries: 1 })
  const question = ask ?? ((domain: string, type: string) => system.resolve(domain, type) as unknown as Promise<string[] | string[][]>)
  const kept = new Map<string, Kept>()
  return (domain, type) => {
    const key = `${type} ${domain.toLowerCase()}`
    const known = kept.get(key)
    if (known && known.until > now()) return known.answer
    const entry: Kept = { until: now() + keepMs, answer: inTime(question(domain, type), timeoutMs) }
    entry.answer.catch((error: { code?: string }) => {
      // That there is no such name is an answer too; that nobody answered is none, and is asked again.
      if (error.code === 'ENOTFOUND' || error.code === 'ENODATA') entry.until = now() + keepMs / 5
      else if (kept.get(key) === entry) kept.delete(key)
    })
    kept.delete(key)
    kept.set(key, entry)
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    return entry.answer
  }
}

function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(Object.assign(new Error('The DNS does not answer.'), { code: 'ETIMEOUT' })), timeoutMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer)).catch(() => {})
  })
}
