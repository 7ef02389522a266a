/** Short messages at the edge of the screen. A store outside React, so that whatever finishes later can still say so. */
export type Toast = { id: number; text: string; tone: 'plain' | 'late'; until: number; action?: { label: string; run: () => void }; /** A way to what it tells of: not an offer, so no key takes it by mistake. */ way?: { label: string; run: () => void } }

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()
const tell = (next: readonly Toast[]) => { toasts = next; for (const each of listeners) each() }

export const currentToasts = () => toasts
export const onToasts = (listener: () => void) => { listeners.add(listener); return () => { listeners.delete(listener) } }
export const dismiss = (id: number) => tell(toasts.filter((each) => each.id !== id))

/** Does what the newest message offers (an undo, mostly). @returns false when none offers anything any more. */
export function takeNewestOffer(now = Date.now()): boolean {
  const newest = toasts.findLast((each) => each.action && each.until > now)
  if (!newest) return false
  dismiss(newest.id)
  newest.action!.run()
  return true
}

/** Shows a text; with an action it stays for as long as the action can be taken. */
export function toast(text: string, options: { tone?: Toast['tone']; until?: number; action?: Toast['action']; way?: Toast['way'] } = {}): number {
  const made: Toast = { id: nextId++, text, tone: options.tone ?? 'plain', until: options.until ?? Date.now() + (options.tone === 'late' ? 9000 : 5000), ...(options.action ? { action: options.action } : {}), ...(options.way ? { way: options.way } : {}) }
  tell([...toasts.slice(-3), made])
  setTimeout(() => dismiss(made.id), Math.max(0, made.until - Date.now()))
  return made.id
}
