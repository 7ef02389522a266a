import { domainOf } from './address.ts'
import type { ParsedMail } from './parsed-mail.ts'

export type AuthenticationResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror' | 'policy'
export type Authentication = {
  spf: AuthenticationResult
  dkim: AuthenticationResult
  dmarc: AuthenticationResult
  /** The domain that vouches for the From of this mail; null when none does. */
  alignedDomain: string | null
  authservId: string
}

/**
 * Reads the results that our own receiving server wrote (RFC 8601). Only the topmost header under a trusted name counts:
 * every line below it came with the mail, and a sender can write anything there, our server's name included.
 */
export function readAuthentication(headers: ParsedMail['headers'], trusted: readonly string[], from: string | null): Authentication | null {
  const first = headers.find(([name]) => name === 'authentication-results')?.[1]
  if (!first) return null
  const [head = '', ...clauses] = clausesOf(withoutComments(first.slice(0, 8000)))
  const authservId = head.trim().split(/\s+/)[0]?.toLowerCase() ?? ''
  if (authservId === '' || !trusted.some((name) => name.trim().toLowerCase() === authservId)) return null

  const results = clauses.flatMap((clause) => {
    const match = /^\s*(spf|dkim|dmarc)\s*(?:\/\s*\d+\s*)?=\s*([a-z]+)/i.exec(clause)
    return match ? [{ method: match[1]!.toLowerCase(), result: resultOf(match[2]!), clause }] : []
  })
  const fromDomain = domainOf(from ?? '')
  const best = (method: string) => results.filter((each) => each.method === method).map((each) => each.result)
  const dmarc = best('dmarc')[0] ?? 'none'
  // `dmarc=pass header.from=x` vouches for x alone, which has to be the From that people see.
  const dmarcFrom = property(results.find((each) => each.method === 'dmarc')?.clause, 'header.from')
  const vouched = dmarc === 'pass' && fromDomain !== '' && (dmarcFrom === null || dmarcFrom === fromDomain)
  const signed = results.filter((each) => each.method === 'dkim' && each.result === 'pass').map((each) => property(each.clause, 'header.d') ?? domainOf(property(each.clause, 'header.i') ?? ''))
  const aligned = vouched || (fromDomain !== '' && dmarc === 'none' && signed.includes(fromDomain))
  return { spf: best('spf')[0] ?? 'none', dkim: best('dkim').includes('pass') ? 'pass' : best('dkim')[0] ?? 'none', dmarc, alignedDomain: aligned ? fromDomain : null, authservId }
}

function resultOf(word: string): AuthenticationResult {
  const known = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror', 'policy'] as const
  return known.find((each) => each === word.toLowerCase()) ?? (word.toLowerCase() === 'hardfail' ? 'fail' : 'none')
}

function property(clause: string | undefined, name: string): string | null {
  const match = new RegExp(`\\b${name.replace('.', '\\.')}\\s*=\\s*"?([^\\s";]{1,320})`, 'i').exec(clause ?? '')
  return match ? match[1]!.toLowerCase().replace(/\.$/, '') : null
}

/** Comments nest and may hold `; dmarc=pass`: they go before anything is split. One pass, so that depth costs nothing. */
function withoutComments(text: string): string {
  let depth = 0
  let quoted = false
  let out = ''
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i]!
    if (letter === '\\') { if (depth === 0) out += text.slice(i, i + 2); i += 1; continue }
    if (letter === '"' && depth === 0) quoted = !quoted
    if (!quoted && letter === '(') { depth += 1; continue }
    if (!quoted && letter === ')' && depth > 0) { depth -= 1; continue }
    if (depth === 0) out += letter
  }
  return out
}

/** Splits at semicolons outside quotes: a quoted reason may hold `; dmarc=pass` too. */
function clausesOf(text: string): string[] {
  return (text.match(/(?:"(?:[^"\\]|\\.)*"?|[^;"])+|;/g) ?? []).filter((piece) => piece !== ';').slice(0, 100)
}
