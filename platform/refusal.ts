/** A rule of the house said no: a code for machines, a sentence for people, and facts. `#platform/http` makes problem+json of it. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly facts: Record<string, unknown>
  constructor(code: RefusalCode, sentence: string, facts: Record<string, unknown> = {}) {
    super(sentence)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
  }
}

/** What the code means over HTTP. What one may not see does not exist: those refusals are 404 and say nothing more. */
export const refusalStatus = {
  'unknown': 404,
  'invalid': 422,
  'not-signed-in': 401,
  'second-factor-needed': 401,
  'forbidden': 403,
  'conflict': 409,
  'needs-review': 403,
  'taken-by-another': 409,
  'stale-reply': 409,
  'too-late': 409,
  'already-set-up': 409,
  'version-mismatch': 412,
  'too-large': 413,
  'too-many': 429,
  'locked-out': 429,
  'expired': 410,
  'unavailable': 503,
} as const satisfies Record<string, number>

export type RefusalCode = keyof typeof refusalStatus

/** Nothing there, or nothing that you may see: the same answer, so that the difference cannot be told. */
export const unknown = (what: string) => new Refusal('unknown', `There is no such ${what}.`)
