import type { ParsedMail } from '../domain/parsed-mail.ts'
import { readSpamVerdict } from '../domain/spam-verdict.ts'
import type { WaitingMail } from '../queries/ledger.ts'
import { askSpamFilter } from './ask-spam-filter.ts'
import type { Evidence } from './decide.ts'

/** Under which name our receiver speaks, and whom it asks about spam: settings of the installation. */
let settings: { mta: string; spamd: string | undefined } = { mta: 'localhost', spamd: undefined }
export const useEvidenceSettings = (given: typeof settings) => { settings = given }

/** Somebody may be waiting for this mail: names that nobody answers for in this time prove nothing. */
const dnsLimitMs = 6_000

/**
 * What others say about a mail. What came to our own SMTP receiver is checked here (SPF, DKIM, DMARC, with the address it came
 * from). A filter's "spam" leads to quarantine, in sight, never to loss; without an answer the mail goes on.
 */
export async function gatherEvidence(waiting: WaitingMail, raw: Buffer, headers: ParsedMail['headers']): Promise<Evidence> {
  const { remoteAddress, helo, envelopeFrom, envelopeTo } = waiting
  const spoken = readSpamVerdict(headers)?.spam ?? false
  const [authentication, judged] = await Promise.all([
    waiting.source === 'smtp' && remoteAddress ? (await import('./authenticate-mail.ts')).authenticateMail({ raw, remoteAddress, helo, envelopeFrom }, { mta: settings.mta, timeoutMs: dnsLimitMs }) : null,
    spoken ? null : askSpamFilter({ raw, remoteAddress, helo, envelopeFrom, envelopeTo }, settings.spamd),
  ])
  return { authentication, spam: spoken || judged?.spam === true }
}
