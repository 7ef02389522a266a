import { z } from 'zod'
import { db } from '#platform/db'
import { fetchPublic } from '#platform/network'
import { seal, unseal } from '#platform/secrets'
import { mailboxById, receiveOf, resealMailbox, type MailboxRow, type Receive, type Sealed } from '../queries/mailboxes.ts'
import { reportState } from './mailbox-state.ts'

const tokenUrls = { google: 'https://oauth2.googleapis.com/token', microsoft: 'https://login.microsoftonline.com/common/oauth2/v2.0/token' }
const names = { google: 'Google', microsoft: 'Microsoft', custom: 'The sign-in service' }

/** The provider gives no token. `final`: it will not by itself; somebody has to sign in again. */
export class NoToken extends Error {
  readonly final: boolean
  constructor(words: string, final: boolean) {
    super(words)
    this.name = 'NoToken'
    this.final = final
  }
}

type Side = 'receive' | 'send'
type Held = { token: string; version: number; renewAt: number }
const held = new Map<string, Held>()
const underWay = new Map<string, Promise<string>>()

/** A bearer token that is good for at least five more minutes. One asks for it, whoever else wants it waits for the same answer. */
export async function accessToken(mailbox: Pick<MailboxRow, 'accountId' | 'brandId' | 'id' | 'version'>, side: Side, now = Date.now()): Promise<string> {
  const key = `${mailbox.id} ${side}`
  const known = held.get(key)
  if (known && known.version === mailbox.version && known.renewAt > now) return known.token
  const asked = underWay.get(key) ?? refresh(mailbox, side, now).finally(() => underWay.delete(key))
  underWay.set(key, asked)
  return asked
}

/** The server did not take it: the next one is asked for, however long this one seemed to be good. */
export const forgetToken = (mailboxId: string, side: Side) => { held.delete(`${mailboxId} ${side}`) }

async function refresh(mailbox: Pick<MailboxRow, 'accountId' | 'brandId' | 'id'>, side: Side, now: number): Promise<string> {
  const scope = { accountId: mailbox.accountId, brandIds: [mailbox.brandId] }
  try {
    return await db().transaction(scope, async (tx) => {
      // Refresh tokens rotate: two processes that refresh at once would end each other's (odoo#108673).
      await tx.run('oauth: one at a time', "select pg_advisory_xact_lock(hashtextextended('oauth ' || $1, 0))", [mailbox.id])
      const [row] = await mailboxById(tx, { id: mailbox.id })
      if (!row) throw new NoToken('The mailbox was retired.', true)
      const { token, rotated, tokenOf, seconds } = await askProvider(row, side)
      if (rotated) await resealMailbox(tx, { id: row.id, sealed: JSON.stringify({ [tokenOf]: seal(rotated) }) })
      held.set(`${row.id} ${side}`, { token, version: row.version, renewAt: now + 1000 * Math.max(seconds - 300, seconds / 2) })
      return token
    })
  } catch (error) {
    const words = error instanceof NoToken ? error.message : 'The access token could not be renewed.'
    await reportState({ ...mailbox, state: 'failing', detail: words })
    throw error instanceof NoToken ? error : new NoToken(words, false)
  }
}

async function askProvider(row: MailboxRow, side: Side) {
  const receive = receiveOf(row)
  const oauth = side === 'send' ? row.send?.oauth : receive?.oauth
  if (!oauth) throw new NoToken('This mailbox does not sign in with OAuth.', true)
  return ask(oauth, row.sealed, tokensOf(oauth, row.sealed, side, receive?.oauth))
}

/** A token for settings that are not stored yet. What the provider rotates is lost with it, so this is for tests of a connection only. */
export const accessTokenFor = async (oauth: OAuth, sealed: Sealed, side: Side, receiving?: OAuth): Promise<string> => (await ask(oauth, sealed, tokensOf(oauth, sealed, side, receiving))).token

type OAuth = NonNullable<Receive['oauth']>
type Tokens = { tokenOf: keyof Sealed; secretOf: keyof Sealed }

/** One consent serves both ways unless sending has its own. */
const tokensOf = (oauth: OAuth, sealed: Sealed, side: Side, receiving?: OAuth): Tokens =>
  side === 'receive' || (!sealed.sendRefreshToken && receiving?.provider === oauth.provider && receiving.tokenUrl === oauth.tokenUrl)
    ? { tokenOf: 'receiveRefreshToken', secretOf: 'receiveClientSecret' } : { tokenOf: 'sendRefreshToken', secretOf: 'sendClientSecret' }

async function ask(oauth: OAuth, sealed: Sealed, { tokenOf, secretOf }: Tokens) {
  const [refreshToken, clientSecret] = [sealed[tokenOf], sealed[secretOf]]
  if (!refreshToken) throw new NoToken('There is no refresh token. Sign in with the provider again.', true)
  const url = oauth.provider === 'custom' ? oauth.tokenUrl : tokenUrls[oauth.provider]
  if (!url) throw new NoToken('The address of the token service is missing.', true)
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: unseal(refreshToken), client_id: oauth.clientId, ...clientSecret ? { client_secret: unseal(clientSecret) } : {} })
  const answer = await fetchPublic(url, { method: 'POST', body: body.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept': 'application/json' }, maxBytes: 64 * 1024, timeoutMs: 15_000 })
    .catch((error: Error) => { throw new NoToken(`${names[oauth.provider]} cannot be reached: ${error.message}`, false) })
  const read = Answer.safeParse(parsed(answer.bytes))
  if (answer.status === 200 && read.data?.access_token) return { token: read.data.access_token, rotated: read.data.refresh_token, tokenOf, seconds: read.data.expires_in }
  const why = read.data?.error ?? `status ${answer.status}`
  throw new NoToken(why === 'invalid_grant' ? `${names[oauth.provider]} no longer accepts our consent (invalid_grant). Sign in again.` : `${names[oauth.provider]} gives no access token (${why.slice(0, 80)}).`, answer.status >= 400 && answer.status < 500 && answer.status !== 429)
}

const Answer = z.object({ access_token: z.string().optional(), refresh_token: z.string().optional(), expires_in: z.coerce.number().min(0).max(31_536_000).default(3600), error: z.string().optional() })

function parsed(bytes: Buffer): unknown {
  try { return JSON.parse(bytes.toString('utf8')) } catch { return null }
}
