import nodemailer from 'nodemailer'
import { log } from './log.ts'

export type SystemMailSender = (mail: { to: string; subject: string; text: string }) => Promise<boolean>

/**
 * Mail of the installation itself (invitations, password resets). Not a brand's mail: it has no case, no undo and no ledger.
 * @returns a sender that answers false where nothing is configured or the server did not take the mail.
 */
export function systemMail(config: { BALIE_SYSTEM_SMTP?: string; BALIE_SYSTEM_FROM: string }): SystemMailSender {
  if (!config.BALIE_SYSTEM_SMTP) return async () => false
  const transport = nodemailer.createTransport({ url: config.BALIE_SYSTEM_SMTP, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, disableFileAccess: true, disableUrlAccess: true })
  return async ({ to, subject, text }) => {
    try {
      await transport.sendMail({
        from: { name: 'Balie', address: config.BALIE_SYSTEM_FROM },
        // As an object: what stands in an address is never read as several.
        to: { name: '', address: to }, subject, text,
        // RFC 3834: nobody's absence note should answer this.
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      return true
    } catch (error) {
      log.warn({ error }, 'a mail of the installation could not be sent')
      return false
    }
  }
}
