import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'
import { addressOf } from '#platform/network'
import { unseal } from '#platform/secrets'
import { accessToken, forgetToken } from '../flows/oauth-token.ts'
import type { MailboxRow, Receive } from '../queries/mailboxes.ts'

export type ImapSettings = { server: Receive['server']; auth: { pass: string } | { accessToken: string } }

/** What it takes to sign in. Bearer tokens live for an hour: they are asked for anew with each connection. */
export async function imapSettings(mailbox: MailboxRow, receive: Receive): Promise<ImapSettings> {
  if (receive.oauth) return { server: receive.server, auth: { accessToken: await accessToken(mailbox, 'receive') } }
  return { server: receive.server, auth: { pass: mailbox.sealed.receivePassword ? unseal(mailbox.sealed.receivePassword) : '' } }
}

/** A new client each time: imapflow's do not connect twice. Connects to the address that was checked, under the name that was given. */
export async function connectImap(settings: ImapSettings, options: { maxMailBytes: number; timeoutMs?: number; signal?: AbortSignal }): Promise<ImapFlow> {
  const { host, port, security, user } = settings.server
  const address = await addressOf(host)
  const client = new ImapFlow({
    host: address, port, ...isIP(host) ? {} : { servername: host }, secure: security === 'tls', ...security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' },
    auth: { user, ...settings.auth }, logger: false, disableAutoIdle: true, clientInfo: { name: 'Balie' },
    connectionTimeout: options.timeoutMs ?? 30_000, greetingTimeout: options.timeoutMs ?? 16_000, socketTimeout: 120_000,
    // A server that is broken or means harm must not fill the memory that other mailboxes live in.
    maxLiteralSize: 2 * options.maxMailBytes + 1_000_000, maxLineLength: 8_000_000, maxResponseSize: 2 * options.maxMailBytes + 16_000_000,
  })
  client.on('error', () => {}) // Whoever waits for a command hears of it; nobody else needs to.
  // Whoever stops must not wait for a server that says nothing.
  let stop = () => {}
  const stopped = new Promise<never>((_, reject) => { stop = () => reject(new Error('Stopped while connecting.')) })
  options.signal?.addEventListener('abort', stop)
  try {
    options.signal?.throwIfAborted()
    await Promise.race([client.connect(), stopped])
    return client
  } catch (error) {
    client.close()
    throw error
  } finally {
    options.signal?.removeEventListener('abort', stop)
  }
}

export async function connectMailbox(mailbox: MailboxRow, receive: Receive, maxMailBytes: number, signal: AbortSignal): Promise<ImapFlow> {
  try {
    return await connectImap(await imapSettings(mailbox, receive), { maxMailBytes, signal })
  } catch (error) {
    if ((error as { authenticationFailed?: boolean }).authenticationFailed && receive.oauth) forgetToken(mailbox.id, 'receive')
    throw error
  }
}
