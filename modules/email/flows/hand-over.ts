import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { addressOf, Unreachable } from '#platform/network'
import { connectionWords } from '../domain/connection-words.ts'
import type { Letter } from './compose.ts'
import type { SendSettings } from './send-settings.ts'

export type Refused = { address: string; words: string; permanent: boolean }
/**
 * How a hand-over ended. 'lost': the connection broke after the letter began to travel and before the answer came, so that nobody
 * knows; only then is a sending in doubt.
 */
export type HandedOver =
  | { ended: 'accepted'; words: string; refused: Refused[]; serverId: string | null }
  | { ended: 'not-now' | 'never'; words: string }
  | { ended: 'lost'; words: string }

const wholeMs = 8 * 60_000

/**
 * Hands a letter to the sending server. `handingOver` is called after the server has accepted sender and recipients and asked for
 * the letter, right before its first byte leaves: up to there everything can be tried again without a second copy.
 */
export async function handOver(settings: SendSettings, letter: Pick<Letter, 'from' | 'recipients' | 'bytes'>, handingOver: () => Promise<void>): Promise<HandedOver> {
  let travelling = false
  let connection: SMTPConnection | undefined
  try {
    connection = await connected(settings)
    await signIn(connection, settings)
    const body = new Readable({
      read() {
        if (travelling) return
        travelling = true
        handingOver().then(() => { this.push(letter.bytes); this.push(null) }, (error: Error) => { travelling = false; this.destroy(error) })
      },
    })
    const info = await sent(connection, letter, body)
    const refused = (info.rejectedErrors ?? []).map((error) => refusalOf(error as SmtpError))
    return { ended: 'accepted', words: String(info.response).slice(0, 500), refused, serverId: (info as { serverMessageId?: string }).serverMessageId ?? null }
  } catch (error) {
    return endOf(error as SmtpError, travelling)
  } finally {
    connection?.close()
  }
}

type SmtpError = Error & { responseCode?: number; code?: string; response?: string; recipient?: string; rejectedErrors?: SmtpError[] }

async function connected({ host, port, security }: SendSettings): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    host: await addressOf(host), port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none',
    // The certificate must be for the name that was configured, though we connect to the address that was checked.
    tls: { servername: host }, connectionTimeout: 20_000, greetingTimeout: 30_000, socketTimeout: 5 * 60_000,
  })
  await new Promise<void>((resolve, reject) => {
    connection.once('error', reject)
    connection.once('end', () => reject(new Error('The server ended the connection.')))
    connection.connect((error) => { if (error) reject(error); else resolve() })
  })
  connection.on('error', () => {})
  return connection
}

async function signIn(connection: SMTPConnection, { user, password, accessToken }: SendSettings) {
  if (!user || (!password && !accessToken)) return
  const token = accessToken ? await accessToken() : null
  // SASL XOAUTH2 with a bearer token, as Google and Microsoft document it.
  const auth = token ? { user, method: 'XOAUTH2', oauth2: bearer(user, token) as never } : { user, credentials: { user, pass: password! } }
  await new Promise<void>((resolve, reject) => connection.login(auth, (error) => { if (error) reject(error); else resolve() }))
}

/** What nodemailer asks of a token source: the finished SASL string. */
const bearer = (user: string, token: string) => ({
  getToken: (_renew: boolean, done: (error: null, token: string) => void) => done(null, token),
  buildXOAuth2Token: (accessToken: string) => Buffer.from(`user=${user}\u0001auth=Bearer ${accessToken}\u0001\u0001`).toString('base64'),
})

function sent(connection: SMTPConnection, letter: Pick<Letter, 'from' | 'recipients' | 'bytes'>, body: Readable) {
  return new Promise<{ response?: string; rejectedErrors?: Error[] }>((resolve, reject) => {
    const limit = setTimeout(() => { reject(new Error('The server did not finish in time.')); connection.close() }, wholeMs)
    const done = (error: Error | null, info?: unknown) => { clearTimeout(limit); if (error) reject(error); else resolve(info as { response?: string }) }
    connection.once('end', () => done(new Error('The server ended the connection.')))
    connection.send({ from: letter.from, to: letter.recipients, size: letter.bytes.length, use8BitMime: true }, body, done)
  })
}

const refusalOf = (error: SmtpError): Refused => ({ address: (error.recipient ?? '').toLowerCase(), words: String(error.response ?? error.message).slice(0, 300), permanent: (error.responseCode ?? 500) >= 500 })

/** A reply with a number is an answer, even a late one: what was refused has not been taken (RFC 5321, 4.2.1). Silence is not. */
export function endOf(error: SmtpError, travelling: boolean): HandedOver {
  const words = String(error.response ?? connectionWords(`${error.code} ${error.message}`) ?? error.message).slice(0, 500)
  if (error.code === 'EENVELOPE' && error.rejectedErrors?.length) return { ended: error.rejectedErrors.some((each) => (each.responseCode ?? 0) < 500) ? 'not-now' : 'never', words: error.rejectedErrors.map((each) => String(each.response ?? each.message)).join(' ').slice(0, 500) }
  if (error.responseCode) {
    // A refused sign-in is ours to mend (an expired password): the letter waits meanwhile.
    if (error.code === 'EAUTH' || error.responseCode < 500) return { ended: 'not-now', words }
    return { ended: 'never', words }
  }
  if (error instanceof Unreachable && error.code === 'private-address') return { ended: 'never', words }
  if (error.code === 'EMESSAGE') return { ended: 'never', words }
  return { ended: travelling ? 'lost' : 'not-now', words }
}
