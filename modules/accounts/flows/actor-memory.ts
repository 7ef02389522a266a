import type { Actor } from '#platform/permissions'

export type Authenticated = { actor: Actor; by: 'session' | 'token' }

/**
 * Who asked with these credentials a moment ago. A desk asks many times a second; what changes here is forgotten here at once,
 * and other processes know it after `memoryMs`.
 */
const memoryMs = 3_000
const most = 10_000
const remembered = new Map<string, Authenticated & { until: number }>()
let generation = 0

export function recall(credential: string): Authenticated | null {
  const found = remembered.get(credential)
  if (!found || found.until < Date.now()) return null
  return { actor: found.actor, by: found.by }
}

/** Read before the database is asked: what was read before something was forgotten must not be remembered after it. */
export const memoryGeneration = () => generation

export function remember(credential: string, found: Authenticated, asOf: number) {
  if (asOf !== generation) return
  if (remembered.size >= most) remembered.clear()
  remembered.set(credential, { ...found, until: Date.now() + memoryMs })
}

/** Grants, roles, suspension, sessions: whatever of these changes, everybody is looked up anew. It happens seldom and costs little. */
export function forgetActors() {
  generation++
  remembered.clear()
}
