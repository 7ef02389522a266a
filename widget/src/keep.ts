import type { Kept, Waiting } from './talk.ts'

const nobody: Kept = { visitor: null, secret: null, talk: null, read: 0 }

/**
 * What outlives a page, in the browser's localStorage: who we are (`balie:KEY`) and the lines that were not kept yet (`balie:KEY:say:ID`, a key each,
 * so that two windows never write over each other). Where a page may not store anything, it lasts as long as the page.
 */
export function openKeep(site: string) {
  const name = `balie:${site}`
  const say = `${name}:say:`
  const memory = new Map<string, string>()
  const get = (key: string): string | null => { try { return localStorage.getItem(key) } catch { return memory.get(key) ?? null } }
  const set = (key: string, value: string | null) => { try { if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, value) } catch { if (value === null) memory.delete(key); else memory.set(key, value) } }
  const read = <What>(text: string | null): What | null => { try { return text ? JSON.parse(text) as What : null } catch { return null } }
  const keys = (): string[] => { try { return Object.keys(localStorage) } catch { return [...memory.keys()] } }
  return {
    kept: (): Kept => ({ ...nobody, ...read<Kept>(get(name)) }),
    keep: (kept: Kept) => set(name, kept.visitor ? JSON.stringify(kept) : null),
    waiting: (): Waiting[] => keys().filter((key) => key.startsWith(say)).map((key) => read<Waiting>(get(key))).filter((line) => !!line).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    wait: (line: Waiting) => set(say + line.clientId, JSON.stringify(line)),
    settle: (clientId: string) => set(say + clientId, null),
    /** What another window of the same browser keeps or settles. */
    hear(heard: { waiting: (line: Waiting) => void; settled: (clientId: string) => void; kept: (kept: Kept) => void }): () => void {
      const listen = ({ key, newValue }: StorageEvent) => {
        if (key === name) heard.kept({ ...nobody, ...read<Kept>(newValue) })
        else if (key?.startsWith(say)) { const line = read<Waiting>(newValue); if (line) heard.waiting(line); else heard.settled(key.slice(say.length)) }
      }
      addEventListener('storage', listen)
      return () => removeEventListener('storage', listen)
    },
  }
}
