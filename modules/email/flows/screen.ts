import type { ParsedMail } from '../domain/parsed-mail.ts'

export type Screening =
  | { verdict: 'take-in'; by: 'person' | 'machine' }
  | { verdict: 'reject'; reason: 'own-notification' | 'loop' }
  | { verdict: 'quarantine'; reason: 'spam' | 'no-sender' }
  | { verdict: 'bounce' }

/** More of our own hops than this is a loop, whatever its mails say (RFC 5321, 6.3 counts Received lines). */
const mostHops = 20

/** What kind of mail it is, before anybody asks whose: bounces, our own words coming back, loops, spam. */
export function screen(mail: ParsedMail, facts: { loopMark: string; forced: boolean; spam: boolean; senderMails: number }): Screening {
  if (mail.bounce && !facts.forced) return { verdict: 'bounce' }
  if (facts.forced) return { verdict: 'take-in', by: mail.automatic.automatic ? 'machine' : 'person' }
  const header = (name: string) => mail.headers.filter(([each]) => each === name).map(([, value]) => value)
  if (header('x-balie-loop').includes(facts.loopMark) && mail.automatic.automatic) return { verdict: 'reject', reason: 'own-notification' }
  if (header('received').length > mostHops && header('x-balie-loop').length > 0) return { verdict: 'reject', reason: 'loop' }
  // Two machines that answer each other write far more than a person: what a machine sends beyond this an hour is set aside, in sight.
  if (mail.automatic.automatic && facts.senderMails > 20) return { verdict: 'reject', reason: 'loop' }
  if (!mail.from) return { verdict: 'quarantine', reason: 'no-sender' }
  if (facts.spam) return { verdict: 'quarantine', reason: 'spam' }
  return { verdict: 'take-in', by: mail.automatic.automatic ? 'machine' : 'person' }
}
