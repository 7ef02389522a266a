import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export type Challenge = { nonce: string; bits: number }
type Answer = { nonce: string; answer: string }

/** Some tenths of a second of a phone's work; at the most some ten seconds of it. */
const leastBits = 15
const mostBits = 21
/** So many answers from the same side, and the next is twice the work; one is forgotten after so long. */
const answersPerBit = 3
const forgottenAfterMs = 10_000
const livesSeconds = 180

/**
 * Asks for work: a number that, behind the nonce, makes a SHA-256 that begins with so many zero bits. What was asked is not remembered: the nonce
 * itself says how hard it is and until when, signed together with whom it is for. Answers are remembered until their nonce has run out, so that each
 * is good once; as every process keeps its own debts, that is once for the debts of this process.
 */
export function openChallenges(key: () => Buffer) {
  const answered = new Map<string, number>()
  const efforts = new Map<string, { answers: number; at: number }>()
  const effortOf = (whom: string, nowMs: number): number => {
    const effort = efforts.get(whom)
    return effort ? Math.max(0, effort.answers - (nowMs - effort.at) / forgottenAfterMs) : 0
  }
  const sign = (whom: string, body: string) => createHmac('sha256', key()).update(`${whom}\n${body}`).digest('base64url').slice(0, 22)

  return {
    /** The more was answered from there lately, the harder it is. */
    ask(whom: string, nowMs: number): Challenge {
      const bits = Math.min(mostBits, leastBits + Math.floor(effortOf(whom, nowMs) / answersPerBit))
      const body = `${bits}.${(Math.floor(nowMs / 1000) + livesSeconds).toString(36)}.${randomBytes(6).toString('base64url')}`
      return { bits, nonce: `${body}.${sign(whom, body)}` }
    },
    /** Whether it answers what was asked of this one, in time, and for the first time. */
    isAnswered(whom: string, { nonce, answer }: Answer, nowMs: number): boolean {
      const [bits, until, random, tag, rest] = nonce.split('.')
      if (!bits || !until || !random || !tag || rest !== undefined) return false
      const [given, own] = [Buffer.from(tag), Buffer.from(sign(whom, `${bits}.${until}.${random}`))]
      if (given.length !== own.length || !timingSafeEqual(given, own)) return false
      const expires = Number.parseInt(until, 36) * 1000
      if (expires < nowMs || answered.has(nonce) || zeroBits(createHash('sha256').update(`${nonce}:${answer}`).digest()) < Number(bits)) return false
      answered.set(nonce, expires)
      efforts.set(whom, { answers: effortOf(whom, nowMs) + 1, at: nowMs })
      return true
    },
    /** Forgets what has run out. */
    sweep(nowMs: number) {
      for (const [nonce, expires] of answered) if (expires < nowMs) answered.delete(nonce)
      for (const whom of efforts.keys()) if (!effortOf(whom, nowMs)) efforts.delete(whom)
    },
    get size() { return answered.size + efforts.size },
  }
}

/** With how many zero bits it begins, of the first 32. */
const zeroBits = (hash: Buffer): number => Math.clz32(hash.readUInt32BE(0))
