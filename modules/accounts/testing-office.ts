import { createHttp, type Http } from '#platform/http'
import { testDatabase, type TestDatabase } from '../../tests/database.ts'
import { accountsRoutes, addPerson, authenticate, createAccount, openSignIn, type AccountMade, type NewPerson } from './index.ts'

// The whole room for the room's own tests: real database, real sign-in, requests by `inject`, mails caught.

export type Mail = { to: string; subject: string; text: string }
export type Office = TestDatabase & { app: Http; mails: Mail[]; at: { now: Date }; samples: AccountMade[]; close: () => Promise<void> }

export async function openOffice(options: { baseUrl?: string } = {}): Promise<Office> {
  const house = await testDatabase()
  const baseUrl = options.baseUrl ?? 'http://localhost:4800'
  const signIn = await openSignIn({ url: house.url, baseUrl })
  const app = await createHttp({ authenticate, trustProxy: true })
  const mails: Mail[] = []
  const samples: AccountMade[] = []
  const at = { now: new Date() }
  accountsRoutes(app, {
    url: baseUrl, clock: () => at.now,
    sendSystemMail: async (mail) => { mails.push(mail); return true },
    loadSampleCompany: async (made) => { samples.push(made) },
  })
  return { ...house, app, mails, at, samples, async close() { await app.close(); await signIn.close(); await house.close() } }
}

/** The sample company's operator, with Geert, who runs it, and one brand. */
export const aVeerhuis = (password: string | null = null, email = `geert-${crypto.randomUUID()}@veerhuis.example`): Promise<AccountMade> => createAccount({
  name: 'Veerhuis Klantenservice BV', owner: { name: 'Geert Veenstra', email, password, language: 'nl' },
  brands: [{ name: 'Fjeld & Wald', referencePrefix: 'F', language: 'de', timeZone: 'Europe/Berlin' }],
})

export const join = (office: Office, accountId: string, person: NewPerson) => office.db.transaction({ accountId, brandIds: 'all' }, (tx) => addPerson(tx, person))

/** A browser: keeps its cookies, says that its requests come from the desk. */
export function aBrowser(office: Office, ip = randomIp(), userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0') {
  const jar = new Map<string, string>()
  const send = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => {
    const answer = await office.app.inject({
      method, url: `/api/v1/${path}`, ...(body === undefined ? {} : { payload: body as object }),
      headers: { 'x-forwarded-for': ip, 'x-balie-csrf': '1', 'user-agent': userAgent, 'cookie': [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [pair, ...attributes] = line.split('; ')
      const [name, value] = [pair!.slice(0, pair!.indexOf('=')), pair!.slice(pair!.indexOf('=') + 1)]
      if (!value || attributes.some((each) => each === 'Max-Age=0')) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return { jar, send, signIn: (email: string, password: string) => send('POST', 'session', { email, password }) }
}

/** Sources are told apart, so that one test's failures do not lock out the next. */
export const randomIp = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`

/** The verbs that an account's log holds, oldest first. */
export const verbsOf = async (office: Office, accountId: string): Promise<string[]> =>
  (await office.owner.query<{ verb: string }>('select verb from platform.events where account_id = $1 order by seq', [accountId])).rows.map((row) => row.verb)
