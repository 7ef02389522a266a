import { authenticate } from 'mailauth'
import { domainOf } from '../domain/address.ts'
import type { Authentication, AuthenticationResult } from '../domain/authentication-results.ts'
import { cachingResolver, type ResolveDns } from './caching-resolver.ts'

let shared: ResolveDns | undefined

/**
 * SPF, DKIM and DMARC of a mail that was handed to us directly: only then the address of the other side is known and means something.
 * For fetched mail our own server's word counts instead (`readAuthentication`). Never throws: what cannot be found out is 'temperror'.
 */
export async function authenticateMail(
  mail: { raw: Uint8Array; remoteAddress: string; helo: string | null; envelopeFrom: string | null },
  { mta, resolver = shared ??= cachingResolver(), timeoutMs = 20_000 }: { mta: string; resolver?: ResolveDns; timeoutMs?: number },
): Promise<Authentication> {
  let timer: NodeJS.Timeout | undefined
  try {
    const read = await Promise.race([
      authenticate(Buffer.from(mail.raw.buffer, mail.raw.byteOffset, mail.raw.byteLength), {
        ip: mail.remoteAddress, helo: mail.helo ?? '', sender: mail.envelopeFrom ?? '', mta, resolver, trustReceived: false, disableArc: true, disableBimi: true,
      }),
      new Promise<never>((_, late) => { timer = setTimeout(() => late(new Error('too late')), timeoutMs) }),
    ])
    const from = read.dkim.headerFrom ?? []
    // Two senders are none: people see one of them, and the check may have been of the other.
    const fromDomain = from.length === 1 && read.dkim.fromFields === 1 ? domainOf(from[0]!) : ''
    const signatures = read.dkim.results.map((each) => ({ result: resultOf(each.status?.result), domain: each.signingDomain?.toLowerCase() ?? '' }))
    const dmarc = read.dmarc ? resultOf(read.dmarc.status?.result) : 'none'
    const passed = signatures.filter((each) => each.result === 'pass')
    const aligned = fromDomain !== '' && (dmarc === 'pass' || (dmarc === 'none' && passed.some((each) => each.domain === fromDomain)))
    return {
      spf: read.spf ? resultOf(read.spf.status?.result) : 'none', dkim: passed.length ? 'pass' : signatures[0]?.result ?? 'none', dmarc,
      alignedDomain: aligned ? fromDomain : null, authservId: mta,
    }
  } catch {
    return { spf: 'temperror', dkim: 'temperror', dmarc: 'temperror', alignedDomain: null, authservId: mta }
  } finally {
    clearTimeout(timer)
  }
}

const results = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror', 'policy'] as const
const resultOf = (word: string | undefined): AuthenticationResult => results.find((each) => each === word?.toLowerCase()) ?? 'none'
