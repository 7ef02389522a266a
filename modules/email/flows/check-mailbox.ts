import { createPrivateKey, createPublicKey } from 'node:crypto'
import { resolveTxt } from 'node:dns/promises'
import type { z } from 'zod'
import { db } from '#platform/db'
import { addressOf, Unreachable } from '#platform/network'
import { brandsFor, may, type Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import { unseal } from '#platform/secrets'
import type { CheckReport, CheckStep, MailboxInput } from '../contract.ts'
import { mailboxById, receiveOf, type MailboxRow, type Receive, type Sealed, type Send } from '../queries/mailboxes.ts'
import { connectImap } from '../collectors/imap-connection.ts'
import { wordsOf } from '../collectors/imap-words.ts'
import { CheckFailed, openDialogue, type Dialogue } from './mail-dialogue.ts'
import { settle } from './mailbox-settings.ts'
import { accessToken, accessTokenFor } from './oauth-token.ts'

type TokenFor = (oauth: NonNullable<Receive['oauth']>, side: 'receive' | 'send') => Promise<string>
type Step = z.infer<typeof CheckStep>
type Report = z.infer<typeof CheckReport>
export type CheckOptions = { timeoutMs: number; resolveTxt: (name: string) => Promise<string[][]> }
/** Many servers let a wrong password wait on purpose, for up to fifteen seconds. */
const usual: CheckOptions = { timeoutMs: 20_000, resolveTxt }

/** Tries what was entered, step by step, so that whoever set it up knows which line to look at. Nothing is stored and nothing sent. */
export async function checkMailbox(actor: Actor, input: z.infer<typeof MailboxInput> & { mailboxId?: string }, options: CheckOptions = usual): Promise<Report> {
  if (!may(actor, 'channel.change', { brandId: input.brandId })) throw unknown('brand')
  const before = input.mailboxId ? await stored(actor, input.mailboxId) : null
  // The same rule as for saving: a stored password is tried on no other server than its own.
  const { receive, send, sealed } = settle(input, before, new Date())
  const fetched = receiveOf({ receive })
  // A provider may rotate the refresh token with every answer. One that is in use is renewed where it is kept, or it would be lost here.
  const given = { receive: input.receive.how === 'imap' && !!input.receive.oauth?.refreshToken, send: !!input.send?.oauth?.refreshToken }
  const tokenFor: TokenFor = (oauth, side) => (before && !given[side] ? accessToken(before, side) : accessTokenFor(oauth, sealed, side, fetched?.oauth))
    .catch((error: Error) => { throw new CheckFailed('no-token', error.message) })
  const [incoming, outgoing] = await Promise.all([
    fetched ? checkReceiving(fetched, sealed, tokenFor, options) : [],
    send ? checkSending(send, sealed, tokenFor, input.address, options) : [],
  ])
  const steps = [...incoming, ...outgoing, ...send?.dkim ? [await checkDkim(send.dkim, sealed, options)] : []]
  return { ok: steps.every((each) => each.outcome === 'ok'), steps }
}

async function stored(actor: Actor, id: string): Promise<MailboxRow> {
  const [row] = await db().reading({ accountId: actor.accountId, brandIds: brandsFor(actor, 'channel.change') }, (tx) => mailboxById(tx, { id }))
  if (!row || !may(actor, 'channel.change', { brandId: row.brandId })) throw unknown('mailbox')
  return row
}

/** One after the other; after the first that fails the others are not tried. */
async function inTurn(steps: Array<[Step['step'], () => Promise<string>]>): Promise<Step[]> {
  const report: Step[] = []
  for (const [step, tryIt] of steps) {
    if (report.some((each) => each.outcome === 'failed')) { report.push({ step, outcome: 'skipped', code: '', detail: '' }); continue }
    try {
      report.push({ step, outcome: 'ok', code: '', detail: await tryIt() })
    } catch (error) {
      const code = error instanceof CheckFailed ? error.code : error instanceof Unreachable ? error.code : 'refused'
      report.push({ step, outcome: 'failed', code, detail: (error as Error).message.slice(0, 300) })
    }
  }
  return report
}

async function checkReceiving(receive: Receive, sealed: Sealed, tokenFor: TokenFor, options: CheckOptions): Promise<Step[]> {
  const { host, port, security } = receive.server
  let address = ''
  let talk: Dialogue | undefined
  let client: Awaited<ReturnType<typeof connectImap>> | undefined
  try {
    return await inTurn([
      ['receive-resolve', async () => (address = await addressOf(host))],
      ['receive-connect', async () => { talk = await openDialogue(address, port, options.timeoutMs); return `${host}:${port}` }],
      ['receive-tls', async () => {
        if (security === 'none') return ''
        if (security === 'starttls') {
          await talk!.hear()
          talk!.say('a STARTTLS')
          if (!(await talk!.hear()).startsWith('a OK')) throw new CheckFailed('tls-not-offered', 'The server does not know STARTTLS.')
        }
        await talk!.encrypt(host)
        return ''
      }],
      ['receive-sign-in', async () => {
        talk!.end()
        const auth = receive.oauth ? { accessToken: await tokenFor(receive.oauth, 'receive') } : { pass: sealed.receivePassword ? unseal(sealed.receivePassword) : '' }
        client = await connectImap({ server: receive.server, auth }, { maxMailBytes: 1_000_000, timeoutMs: options.timeoutMs }).catch((error) => {
          throw new CheckFailed((error as { authenticationFailed?: boolean }).authenticationFailed ? 'wrong-password' : 'refused', wordsOf(error))
        })
        return receive.server.user
      }],
      ['receive-folder', async () => {
        for (const folder of receive.folders) await client!.mailboxOpen(folder, { readOnly: true }).catch((error) => { throw new CheckFailed('folder-missing', (error as { mailboxMissing?: boolean }).mailboxMissing ? folder : `${folder}: ${wordsOf(error)}`) })
        return receive.folders.join(', ')
      }],
    ])
  } finally {
    talk?.end()
    client?.close()
  }
}

async function checkSending(send: Send, sealed: Sealed, tokenFor: TokenFor, from: string, options: CheckOptions): Promise<Step[]> {
  const { host, port, security, user } = send.server
  let address = ''
  let talk: Dialogue | undefined
  const ask = async (line: string) => { talk!.say(line); return talk!.answer() }
  const greet = async () => {
    const answer = await ask(`EHLO [127.0.0.1]`)
    if (answer.number !== 250) throw new CheckFailed('refused', answer.words)
    return answer.words.toUpperCase()
  }
  let offers = ''
  try {
    return await inTurn([
      ['send-resolve', async () => (address = await addressOf(host))],
      ['send-connect', async () => { talk = await openDialogue(address, port, options.timeoutMs); return `${host}:${port}` }],
      ['send-tls', async () => {
        if (security === 'tls') await talk!.encrypt(host)
        const hello = await talk!.answer()
        if (hello.number !== 220) throw new CheckFailed('refused', hello.words)
        offers = await greet()
        if (security !== 'starttls') return ''
        if (!offers.includes('STARTTLS') || (await ask('STARTTLS')).number !== 220) throw new CheckFailed('tls-not-offered', 'The server does not know STARTTLS.')
        await talk!.encrypt(host)
        offers = await greet()
        return ''
      }],
      ['send-sign-in', async () => {
        if (!user) return ''
        const answer = await signIn(ask, offers, user, send.oauth ? { token: await tokenFor(send.oauth, 'send') } : { password: sealed.sendPassword ? unseal(sealed.sendPassword) : '' })
        if (answer.number !== 235) throw new CheckFailed('wrong-password', answer.words)
        return user
      }],
      ['send-sender', async () => {
        for (const line of [`MAIL FROM:<${from}>`, `RCPT TO:<${from}>`]) {
          const answer = await ask(line)
          if (answer.number >= 400) throw new CheckFailed('sender-refused', `${answer.number} ${answer.words}`)
        }
        // No DATA: nothing is sent.
        await ask('RSET')
        talk!.say('QUIT')
        return from
      }],
    ])
  } finally {
    talk?.end()
  }
}

async function signIn(ask: (line: string) => Promise<{ number: number; words: string }>, offers: string, user: string, by: { token: string } | { password: string }) {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  if ('token' in by) {
    const answer = await ask(`AUTH XOAUTH2 ${base64(`user=${user}\x01auth=Bearer ${by.token}\x01\x01`)}`)
    return answer.number === 334 ? ask('') : answer
  }
  if (/\bAUTH\b.*\bPLAIN\b/.test(offers) || !/\bAUTH\b.*\bLOGIN\b/.test(offers)) return ask(`AUTH PLAIN ${base64(`\0${user}\0${by.password}`)}`)
  for (const line of ['AUTH LOGIN', base64(user)]) {
    const answer = await ask(line)
    if (answer.number !== 334) return answer
  }
  return ask(base64(by.password))
}

/** The public half of our key must be what the DNS says (RFC 6376, 3.6.1). */
async function checkDkim(dkim: NonNullable<Send['dkim']>, sealed: Sealed, options: CheckOptions): Promise<Step> {
  const name = `${dkim.selector}._domainkey.${dkim.domain}`
  return (await inTurn([['dkim', async () => {
    const records = (await options.resolveTxt(name).catch(() => [])).map((pieces) => pieces.join(''))
    const published = records.map((record) => /(?:^|;)\s*p=([^;]*)/.exec(record)?.[1]?.replace(/\s/g, '')).find(Boolean)
    if (!published) throw new CheckFailed('dkim-no-record', name)
    if (!sealed.dkimKey) throw new CheckFailed('dkim-mismatch', 'There is no private key.')
    const key = createPublicKey(createPrivateKey(unseal(sealed.dkimKey)))
    const spki = key.export({ type: 'spki', format: 'der' })
    // Ed25519 keys are published bare (RFC 8463); the last 32 bytes of the wrapping are the key.
    const ours = key.asymmetricKeyType === 'ed25519' ? [spki.subarray(-32)] : [spki, key.export({ type: 'pkcs1', format: 'der' })]
    if (!ours.some((each) => each.toString('base64') === published)) throw new CheckFailed('dkim-mismatch', name)
    return name
  }]]))[0]!
}
