import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingHttpHeaders } from 'node:http'
import pg from 'pg'
import { connection, type Tx } from '#platform/db'
import { log } from '#platform/log'
import { keyFor } from '#platform/secrets'

/** A reset link is good for an hour, a session for two weeks after the desk was last opened. */
const resetSeconds = 3_600
const sessionSeconds = 14 * 86_400

type Library = Awaited<ReturnType<typeof makeLibrary>>
type Open = { library: Library; pool: pg.Pool; secure: boolean }
let current: Open | undefined

/** Whoever asks the library for a reset says here what becomes of the token. */
export const resetSender = new AsyncLocalStorage<(token: string) => Promise<void>>()

/**
 * Opens sign-in: the library better-auth on connections of its own, which may touch the logins and nothing else.
 * Its HTTP side is not used; our routes call its functions.
 */
export async function openSignIn(options: { url: string; baseUrl: string }): Promise<{ close: () => Promise<void> }> {
  const pool = new pg.Pool({
    ...connection(options.url), max: 5, idleTimeoutMillis: 30_000, application_name: 'balie sign-in',
    options: '-c role=balie_sign_in -c search_path=sign_in -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000',
  })
  pool.on('error', (error) => log.warn({ error }, 'sign-in lost a database connection'))
  const opened: Open = { library: await makeLibrary(pool, options.baseUrl), pool, secure: options.baseUrl.startsWith('https:') }
  current = opened
  return {
    async close() {
      if (current === opened) current = undefined
      await pool.end()
    },
  }
}

async function makeLibrary(pool: pg.Pool, baseUrl: string) {
  const [{ betterAuth }, { twoFactor }] = await Promise.all([import('better-auth'), import('better-auth/plugins/two-factor')])
  return betterAuth({
    appName: 'Balie',
    baseURL: baseUrl,
    secret: keyFor('sign-in').toString('hex'),
    database: pool,
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => log.error({ words: message }, 'sign-in') },
    emailAndPassword: {
      enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true, resetPasswordTokenExpiresIn: resetSeconds,
      sendResetPassword: async ({ token }) => resetSender.getStore()?.(token),
    },
    session: { expiresIn: sessionSeconds, updateAge: 3_600, freshAge: 0 },
    // Whoever reads the database should not be able to follow the links that are on their way.
    verification: { storeIdentifier: { default: 'plain', overrides: { 'reset-password': 'hashed' } } },
    advanced: { cookiePrefix: 'balie', ipAddress: { ipAddressHeaders: ['x-balie-source'], ipv6Subnet: 128 }, defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' } },
    rateLimit: { enabled: false },
    plugins: [twoFactor({ issuer: 'Balie', accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 } })],
  })
}

function opened(): Open {
  if (!current) throw new Error('Sign-in is not open: call openSignIn() at start.')
  return current
}

export const signInLibrary = () => opened().library

/** Asks the tables of sign-in one statement at a time, each committed by itself. */
export function signInDb(): Tx {
  const { pool } = opened()
  return { scope: null, run: async (name, text, values) => (await pool.query({ name, text, values }) as pg.QueryResult).rows, afterCommit: (what) => what() }
}

export const sessionCookie = () => `${opened().secure ? '__Secure-' : ''}balie.session_token`
export const challengeCookie = () => `${opened().secure ? '__Secure-' : ''}balie.two_factor`

export type Asking = { headers: IncomingHttpHeaders; ip: string }

/** What the library may know of a request: who asks from where, and the named cookies, if they are there. */
export function libraryHeaders(asking: Asking, ...cookies: string[]): Headers {
  const headers = new Headers({ 'user-agent': (asking.headers['user-agent'] ?? '').slice(0, 400), 'x-balie-source': asking.ip })
  const sent = cookies.flatMap((name) => {
    const value = cookieOf(asking.headers.cookie, name)
    return value === undefined ? [] : [`${name}=${value}`]
  })
  if (sent.length) headers.set('cookie', sent.join('; '))
  return headers
}

/** What a signed cookie says, for looking it up; whether its signature is good the library decides. Undefined for nonsense. */
export const tokenInCookie = (header: string | undefined, name: string): string | undefined => /^([\w-]+)\./.exec(cookieOf(header, name) ?? '')?.[1]

/** A cookie as it was sent, still encoded. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  return header?.split(';').map((each) => each.trim()).find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1)
}
