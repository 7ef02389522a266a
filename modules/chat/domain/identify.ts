import { createHmac, timingSafeEqual } from 'node:crypto'
import { errors, jwtVerify } from 'jose'
import type { Identification } from '../protocol.ts'

/** Whom the site signed for. */
export type Signed = { externalId: string; name: string; email: string }
export type Identified = { ok: true; who: Signed } | { ok: false; code: 'bad-signature' | 'expired' }
/** A key as the site's server has it: UTF-8 bytes of the secret that was shown once. */
export type SigningKey = { id: string; secret: string }

/** A signature that was seen by somebody else is of use for a day at the most. */
const longestSeconds = 24 * 3_600
const leewaySeconds = 60

/**
 * Reads who the site's server says that a visitor is. Every key that has not been retired is tried, so that keys are changed without a gap.
 * JWT: RFC 7519, HS256 and nothing else, `exp` must be there; what the header says of algorithms or keys decides nothing but which key is tried first.
 */
export async function readIdentification(said: Identification, keys: SigningKey[], now: Date): Promise<Identified> {
  return 'jwt' in said ? readJwt(said.jwt, keys, now) : readHash(said, keys, now)
}

async function readJwt(jwt: string, keys: SigningKey[], now: Date): Promise<Identified> {
  let code: 'bad-signature' | 'expired' = 'bad-signature'
  for (const { secret } of keys) {
    try {
      const { payload } = await jwtVerify(jwt, new TextEncoder().encode(secret), { algorithms: ['HS256'], currentDate: now, requiredClaims: ['sub', 'exp'], clockTolerance: leewaySeconds })
      const { sub, exp, name, email } = payload
      if (!sub || sub.length > 200) return { ok: false, code: 'bad-signature' }
      if (exp! - now.getTime() / 1000 > longestSeconds + leewaySeconds) return { ok: false, code: 'expired' }
      return { ok: true, who: { externalId: sub, name: wordsOf(name, 160), email: wordsOf(email, 320) } }
    } catch (error) {
      if (error instanceof errors.JWTExpired) code = 'expired'
      else if (!(error instanceof errors.JOSEError)) throw error
    }
  }
  return { ok: false, code }
}

function readHash({ id, name, email, expires, hash }: Exclude<Identification, { jwt: string }>, keys: SigningKey[], now: Date): Identified {
  const given = Buffer.from(hash, 'hex')
  const fits = keys.some(({ secret }) => timingSafeEqual(createHmac('sha256', secret).update([id, name, email, expires].join('\n')).digest(), given))
  // A line break within a value would make another value of it.
  if (!fits || [id, name, email].some((each) => each.includes('\n'))) return { ok: false, code: 'bad-signature' }
  const left = expires - now.getTime() / 1000
  return left < -leewaySeconds || left > longestSeconds + leewaySeconds ? { ok: false, code: 'expired' } : { ok: true, who: { externalId: id, name, email } }
}

const wordsOf = (claim: unknown, most: number): string => (typeof claim === 'string' ? claim.slice(0, most) : '')
