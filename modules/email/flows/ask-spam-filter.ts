import { connect } from 'node:net'
import { request } from 'undici'
import { log } from '#platform/log'
import type { SpamVerdict } from '../domain/spam-verdict.ts'

export type Suspect = { raw: Uint8Array; remoteAddress: string | null; helo: string | null; envelopeFrom: string | null; envelopeTo: string[] }

/** Filters are made for letters, not for parcels; spamc leaves out what is larger, and so do we. */
const largest = 1024 * 1024

/**
 * What the operator's filter (BALIE_SPAMD) thinks of a mail; null when there is none, or none that answers: a filter that is
 * down must not hold up mail.
 */
export async function askSpamFilter(mail: Suspect, address: string | undefined, timeoutMs = 5_000): Promise<SpamVerdict | null> {
  if (!address || mail.raw.length > largest) return null
  try {
    return /^https?:\/\//.test(address) ? await askRspamd(mail, address, timeoutMs) : await askSpamd(mail, address, timeoutMs)
  } catch (error) {
    log.warn({ error: { message: (error as Error).message } }, 'the spam filter did not answer')
    return null
  }
}

async function askRspamd(mail: Suspect, address: string, timeoutMs: number): Promise<SpamVerdict | null> {
  const safe = (text: string) => text.replace(/[^\x21-\x7e]/g, '').slice(0, 320)
  const headers: Record<string, string> = { 'content-type': 'message/rfc822' }
  if (mail.remoteAddress) headers.ip = safe(mail.remoteAddress)
  if (mail.helo) headers.helo = safe(mail.helo)
  if (mail.envelopeFrom) headers.from = safe(mail.envelopeFrom)
  if (mail.envelopeTo[0]) headers.rcpt = safe(mail.envelopeTo[0])
  const answer = await request(new URL('/checkv2', address), { method: 'POST', headers, body: Buffer.from(mail.raw), signal: AbortSignal.timeout(timeoutMs) })
  const read = await answer.body.json() as { action?: unknown; score?: unknown }
  if (answer.statusCode !== 200 || typeof read.action !== 'string') throw new Error(`rspamd answered ${answer.statusCode}`)
  return { spam: ['reject', 'add header', 'rewrite subject', 'quarantine'].includes(read.action), score: typeof read.score === 'number' ? read.score : null, source: 'rspamd' }
}

/** The protocol of spamc: a question with a header and the mail, an answer with `Spam: True ; 15.2 / 5.0`. */
function askSpamd(mail: Suspect, address: string, timeoutMs: number): Promise<SpamVerdict | null> {
  const [host, port] = [address.slice(0, address.lastIndexOf(':')) || '127.0.0.1', Number(address.slice(address.lastIndexOf(':') + 1)) || 783]
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect({ host, port })
    const timer = setTimeout(() => socket.destroy(new Error('too late')), timeoutMs)
    socket.on('connect', () => {
      socket.write(`CHECK SPAMC/1.5\r\nContent-length: ${mail.raw.length}\r\n\r\n`)
      socket.write(mail.raw)
    })
    socket.on('data', (bytes: Buffer) => { if (heard.length < 10_000) heard += bytes.toString('latin1') })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(timer)
      const match = /^SPAMD\/[\d.]+ 0 .*\r?\n(?:.*\r?\n)*?Spam:\s*(True|False|Yes|No)\s*;\s*(-?[\d.]+)/i.exec(heard)
      if (match) resolve({ spam: /true|yes/i.test(match[1]!), score: Number(match[2]), source: 'spamd' })
      else reject(new Error('spamd gave no verdict'))
    })
  })
}
