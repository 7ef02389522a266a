import { keyFor } from '#platform/secrets'
import { openChallenges } from '../domain/challenge.ts'
import { paced } from '../domain/pace.ts'
import type { FromVisitor, ToVisitor } from '../protocol.ts'

/** What one answer buys a visitor who writes too much. */
export const linesForAnAnswer = 5

/** Whoever is too fast is refused a few times, with a time to wait. Who goes on nevertheless is asked for work instead: many who share an address get on, a flood becomes dear. */
export function openToll() {
  const warned = paced({ perSecond: 1 / 20, burst: 3, patienceSeconds: 0 })
  const challenges = openChallenges(() => keyFor('chat challenge'))
  return {
    /** @returns this refusal, or the work that is asked for in its place. */
    refuse(whom: string, refusal: Extract<ToVisitor, { type: 'refused' }>): ToVisitor {
      const now = Date.now()
      return 'retryAfter' in warned.take(whom, now) ? { type: 'challenge', clientId: refusal.clientId, ...challenges.ask(whom, now) } : refusal
    },
    isPaid: (whom: string, said: Extract<FromVisitor, { type: 'solved' }>): boolean => challenges.isAnswered(whom, said, Date.now()),
    sweep(nowMs: number) { warned.sweep(nowMs); challenges.sweep(nowMs) },
  }
}
export type Toll = ReturnType<typeof openToll>
/** Who is asked when it is not known yet who comes in. */
export const whoeverIsAt = (address: string): string => `from ${address}`
