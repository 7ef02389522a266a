import type { ParsedMail } from '../domain/parsed-mail.ts'
import { readSpamVerdict } from '../domain/spam-verdict.ts'
import type { WaitingMail } from '../queries/ledger.ts'
import { askSpamFilter } from './ask-spam-filter.ts'
import { authenticateMail } from './authenticate-mail.ts'
import type { Evidence } from './file-mail.ts'

/**
 * What others say about a mail. What came to our own SMTP receiver is checked here (SPF, DKIM, DMARC, with the address it came
 * from). A filter's "spam" leads to quarantine, in sight, never to loss; without an answer the mail goes on.
 */
export async function gatherEvidence(waiting: WaitingMail, raw: Buffer, headers: ParsedMail['headers']): Promise<Evidence> {
  const spoken = readSpamVerdict(headers)?.spam ?? false
  const [authentication, judged] = await Promise.all([waiting.source === 'smtp' ? authenticateMail(raw, waiting) : null, spoken ? true : askSpamFilter(raw)])
  return { authentication, spam: judged === true }
}
