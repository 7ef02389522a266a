import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Config } from '#platform/config'
import { newId } from '#platform/ids'
import { log } from '#platform/log'
import { counter } from '#platform/metrics'
import { keptPair } from '#platform/self-signed'
import { normaliseAddress } from '../domain/address.ts'
import { collect, type Collected } from '../flows/collect.ts'
import { findRecipient, type Recipient } from '../flows/find-recipient.ts'
import { sources, usualLimits, type SmtpLimits } from './smtp-sources.ts'

type Settings = Pick<Config, 'BALIE_SMTP_HOST' | 'BALIE_SMTP_PORT' | 'BALIE_SMTP_NAME' | 'BALIE_SMTP_TLS_KEY' | 'BALIE_SMTP_TLS_CERT' | 'BALIE_MAX_MAIL_MB' | 'dataFolder'>

const answers = counter('balie_smtp_mails_total', 'Mails handed to the SMTP receiver by our answer.', ['answer'])

/** An answer of ours to the other side: the number says whether they try again. */
class Answer extends Error {
  readonly responseCode: number
  constructor(responseCode: number, words: string) {
    super(words)
    this.responseCode = responseCode
  }
}
const notNow = () => new Answer(451, 'We cannot keep your message at the moment. Please try again later.')

/**
 * Takes mail for the addresses that we know, and for nobody else. `250` is said when the mail is on disk; when it cannot be kept,
 * `451`, and the other side keeps it and tries again. That is how no mail gets lost between two servers.
 */
export async function startSmtpReceiver({ config, limits: changed = {} }: { config: Settings; limits?: Partial<SmtpLimits> }): Promise<{ port: number; stop: () => Promise<void> }> {
  const maxMailBytes = config.BALIE_MAX_MAIL_MB * 1024 * 1024
  const limits = { ...usualLimits(maxMailBytes), ...changed }
  const source = sources(limits)
  const recipients = new WeakMap<SMTPServerSession, Map<string, Recipient>>()
  let buffered = 0

  async function takeRecipient(address: string, session: SMTPServerSession): Promise<void> {
    const found = await findRecipient(address).catch((error) => { log.warn({ error }, 'a recipient could not be looked up'); throw notNow() })
    if (!found) {
      if (!source.unknownRecipient(session.remoteAddress)) throw new Answer(421, 'Too many unknown recipients.')
      throw new Answer(550, 'There is no such mailbox here.')
    }
    if (found.paused) throw new Answer(450, 'This mailbox does not take mail at the moment.')
    const known = recipients.get(session) ?? new Map<string, Recipient>()
    recipients.set(session, known.set(address, found))
  }

  async function takeMail(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const chunks: Buffer[] = []
    let size = 0
    let refused: Answer | null = null
    try {
      // Read to the end whatever happens: an answer in the middle of the data is not heard.
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (stream.sizeExceeded) refused = new Answer(552, 'The message is larger than what we take.')
        else if (buffered + chunk.length > limits.bufferedBytes) refused ??= notNow()
        if (refused) {
          buffered -= size
          size = chunks.length = 0
          continue
        }
        chunks.push(chunk)
        size += chunk.length
        buffered += chunk.length
      }
      if (refused ?? stream.sizeExceeded) throw refused ?? new Answer(552, 'The message is larger than what we take.')
      return await keep(Buffer.concat(chunks), session)
    } finally {
      buffered -= size
    }
  }

  async function keep(body: Buffer, session: SMTPServerSession): Promise<string> {
    const { mailFrom, rcptTo } = session.envelope
    const envelopeFrom = mailFrom && mailFrom.address ? normaliseAddress(mailFrom.address) ?? '' : ''
    const known = recipients.get(session)
    const byMailbox = new Map<string, { to: Recipient; addresses: string[] }>()
    for (const { address } of rcptTo) {
      const to = known?.get(address)
      if (!to) throw notNow()
      const one = byMailbox.get(to.mailboxId) ?? { to, addresses: [] }
      byMailbox.set(to.mailboxId, { to, addresses: [...one.addresses, address] })
    }
    const id = newId()
    const raw = Buffer.concat([Buffer.from(traceOf(session, config.BALIE_SMTP_NAME, id, envelopeFrom, rcptTo.map((each) => each.address))), body])
    const mails = [...byMailbox.values()].map(({ to, addresses }): Collected => ({
      accountId: to.accountId, brandId: to.brandId, mailboxId: to.mailboxId, source: 'smtp', sourceKey: null, raw, envelopeFrom, envelopeTo: addresses,
      remoteAddress: session.remoteAddress, helo: safeHelo(session), trust: { tls: session.secure, protocol: session.transmissionType },
    }))
    const accounts = [...new Set(mails.map((mail) => mail.accountId))]
    try {
      for (const accountId of accounts) await collect(mails.filter((mail) => mail.accountId === accountId))
    } catch (error) {
      log.error({ error }, 'a mail could not be kept; the sender was asked to try again')
      throw notNow()
    }
    return `Ok: kept as ${id}`
  }

  const server = new SMTPServer({
    name: config.BALIE_SMTP_NAME, banner: 'Balie', size: maxMailBytes, maxRecipients: limits.recipients, maxClients: limits.connections,
    disabledCommands: ['AUTH'], authOptional: true, disableReverseLookup: true, hideENHANCEDSTATUSCODES: false, logger: false,
    socketTimeout: 60_000, closeTimeout: 2_000, ...tlsOf(config),
    onConnect(session, callback) { callback(source.connected(session.id, session.remoteAddress) ? null : new Answer(421, '4.7.0 Too many connections from your address.')) },
    onClose(session) { source.closed(session.id) },
    onMailFrom(address, session, callback) {
      if (!source.mail(session.remoteAddress)) return callback(new Answer(451, 'Too many messages from your address. Please slow down.'))
      callback(address.address && !normaliseAddress(address.address) ? new Answer(553, 'This is no address to answer to.') : null)
    },
    onRcptTo(address, session, callback) { takeRecipient(address.address, session).then(() => callback(), callback) },
    onData(stream, session, callback) {
      takeMail(stream, session).then((words) => { answers.inc({ answer: '250' }); callback(null, words) }, (error: Error) => {
        // Also when the other side broke off in the middle: then nobody hears this, and nothing was kept.
        const answer = error instanceof Answer ? error : notNow()
        answers.inc({ answer: String(answer.responseCode) })
        callback(answer)
      })
    },
  })
  server.on('error', (error) => log.debug({ error: { message: error.message } }, 'an SMTP connection ended badly'))
  await new Promise<void>((listening, failed) => {
    server.server.once('error', failed)
    server.listen(config.BALIE_SMTP_PORT, config.BALIE_SMTP_HOST, () => { server.server.off('error', failed); listening() })
  })
  const sweep = setInterval(() => {
    const overdue = source.overdue()
    for (const each of server.connections) if (overdue.has(each.session.id)) each.close()
  }, Math.min(15_000, limits.connectionMs)).unref()
  return {
    port: (server.server.address() as { port: number }).port,
    stop: () => { clearInterval(sweep); return new Promise((stopped) => server.close(() => stopped())) },
  }
}

function tlsOf(config: Settings): { key: string; cert: string } {
  const [key, cert] = [config.BALIE_SMTP_TLS_KEY, config.BALIE_SMTP_TLS_CERT]
  return key && cert ? { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') } : keptPair(config.dataFolder, config.BALIE_SMTP_NAME, new Date())
}

const safeHelo = (session: SMTPServerSession) => (session.hostNameAppearsAs || 'unknown').replace(/[^\w.:[\]-]/g, '?').slice(0, 255)

/** What RFC 5321 (4.4) asks the last server on the way to write above the mail. Nothing that the other side said gets out of its place. */
function traceOf(session: SMTPServerSession, name: string, id: string, sender: string, to: string[]): string {
  const address = isIP(session.remoteAddress) === 6 ? `IPv6:${session.remoteAddress}` : session.remoteAddress
  const only = to.length === 1 ? normaliseAddress(to[0]!) : null
  return `Return-Path: <${sender}>\r\nReceived: from ${safeHelo(session)} ([${address}])\r\n\tby ${name} (Balie) with ${session.transmissionType} id ${id}${only ? `\r\n\tfor <${only}>` : ''};\r\n\t${new Date().toUTCString().replace('GMT', '+0000')}\r\n`
}
