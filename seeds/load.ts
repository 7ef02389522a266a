import { addBrand, addPerson, addTeam, hashPassword } from '#modules/accounts'
import { addChannel } from '#modules/conversations'
import { addTexts } from '#modules/knowledge'
import { db, type Scope } from '#platform/db'
import { newId } from '#platform/ids'
import { agents } from './agents.ts'
import { brands, teams } from './brands.ts'
import { generateCases } from './company.ts'
import { loadCases } from './load-cases.ts'
import { loadCustomers } from './load-customers.ts'
import { texts } from './texts.ts'
import type { BrandKey, Request } from './types.ts'

/** The ids that the keys of the sample company got in this database. */
export type Ids = { accountId: string; brand: Map<BrandKey, string>; team: Map<string, string>; person: Map<string, string>; channel: Map<BrandKey, string> }
export type Loaded = Ids & { customers: number; cases: number; messages: number }

/** What every colleague of the sample company signs in with. It is a sample: whoever opens Balie to others removes it first. */
export const samplePassword = 'veerhuis-demo'

/** Who sees what comes in before somebody has sorted it. */
const firstTeam: Record<BrandKey, string> = { fjeld: 'fjeld-de', polder: 'polder-service', valgus: 'valgus-shop' }

/** How the sample brands send; null: they cannot, and say so when somebody answers. */
export type SampleSending = { host: string; port: number } | null

/**
 * Puts the sample company into an account: brands, people, customers, and 90 days of cases that end now. Straight into the tables,
 * some hundred rows a statement: told one by one through the flows it would take minutes, and every event would happen today.
 */
export async function loadCompany(accountId: string, request: Request & { sending?: SampleSending; withAdmin?: boolean; onProgress?: (cases: number) => void }): Promise<Loaded> {
  const scope: Scope = { accountId, brandIds: 'all' }
  const passwordHash = await hashPassword(samplePassword)
  const ids = await db().transaction(scope, async (tx) => {
    const made: Ids = { accountId, brand: new Map(), team: new Map(), person: new Map(), channel: new Map() }
    for (const brand of brands) {
      const language = brand.languages[0]!
      const zones = { fjeld: 'Europe/Berlin', polder: 'Europe/Amsterdam', valgus: 'Europe/Tallinn' } as const
      const { id } = await addBrand(tx, { name: brand.name, referencePrefix: brand.prefix, language, timeZone: zones[brand.key], signature: `${brand.name}\nhttps://${brand.domain}` })
      made.brand.set(brand.key, id)
    }
    for (const team of teams) made.team.set(team.key, (await addTeam(tx, { brandId: made.brand.get(team.brand)!, name: team.name })).id)
    for (const agent of agents) {
      if (agent.role === 'admin' && request.withAdmin === false) continue
      const grants = agent.brands.map((key) => ({ brandId: made.brand.get(key)!, visibility: agent.visibility }))
      made.person.set(agent.key, await addPerson(tx, { name: agent.name, email: agent.email, password: null, passwordHash, role: agent.role, grants, teamIds: agent.team ? [made.team.get(agent.team)!] : [], language: agent.languages[0] }))
    }
    for (const brand of brands) {
      const id = newId()
      const brandId = made.brand.get(brand.key)!
      await addChannel(tx, { accountId, brandId, id, kind: 'email', address: brand.address, name: brand.name, teamId: made.team.get(firstTeam[brand.key])! })
      const send = request.sending ? { server: { ...request.sending, security: 'none', user: '' }, dkim: null } : null
      await tx.run('seeds: mailbox', "insert into email.mailboxes (account_id, brand_id, id, how, send, state) values ($1, $2, $3, 'smtp', $4, 'working')", [accountId, brandId, id, send && JSON.stringify(send)])
      made.channel.set(brand.key, id)
    }
    await addTexts(tx, texts.map(({ brand, ...text }) => ({ ...text, brandId: brand && made.brand.get(brand)! })))
    return made
  })
  const customers = await loadCustomers(ids, request)
  const loaded = await loadCases(ids, generateCases(request), customers, request.onProgress)
  return { ...ids, customers: customers.size, ...loaded }
}
