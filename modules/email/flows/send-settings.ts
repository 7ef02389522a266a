import type { Tx } from '#platform/db'
import { unseal } from '#platform/secrets'
import { mailboxById } from '../queries/mailboxes.ts'
import { accessToken } from './oauth-token.ts'

export type SendSettings = {
  host: string; port: number; security: 'tls' | 'starttls' | 'none'; user: string; password: string | null
  /** Asks for a bearer token that is still good for some minutes. Call it outside of transactions: it may ask the provider. */
  accessToken: (() => Promise<string>) | null
  dkim: { domain: string; selector: string; privateKey: string } | null
}

/** How this mailbox sends; null when it does not (any more). */
export async function sendSettings(tx: Tx, mailboxId: string): Promise<SendSettings | null> {
  const [mailbox] = await mailboxById(tx, { id: mailboxId })
  if (!mailbox?.send) return null
  const { server, oauth, dkim } = mailbox.send
  const { sealed } = mailbox
  return {
    host: server.host, port: server.port, security: server.security, user: server.user,
    password: sealed.sendPassword && !oauth ? unseal(sealed.sendPassword) : null,
    accessToken: oauth ? () => accessToken(mailbox, 'send') : null,
    dkim: dkim && sealed.dkimKey ? { ...dkim, privateKey: unseal(sealed.dkimKey) } : null,
  }
}
