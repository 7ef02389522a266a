import { createAccount, allAccountIds } from '#modules/accounts'
import { wake } from '#platform/wake'
import { agents } from '../seeds/agents.ts'
import { operator } from '../seeds/brands.ts'
import { loadCompany, samplePassword, type SampleSending } from '../seeds/load.ts'

/** `--demo`: straight to the sample company, without the set-up page. An installation that is set up already is left as it is. */
export async function demo(sending: SampleSending = null, scale = 1): Promise<void> {
  if ((await allAccountIds()).length > 0) {
    console.log('This installation is set up already; --demo changes nothing.')
  } else {
    console.log('Filling in the sample company …')
    const owner = agents.find((each) => each.role === 'admin')!
    const { accountId } = await createAccount({ name: operator.name, owner: { name: owner.name, email: owner.email, password: samplePassword, language: 'en' }, brands: [] })
    const loaded = await loadCompany(accountId, { now: new Date(), scale, sending, withAdmin: false })
    wake('events')
    console.log(`${loaded.customers} customers, ${loaded.cases} cases, ${loaded.messages} messages.`)
  }
  console.log(`\nSign in with the password “${samplePassword}” as:`)
  for (const { email, role, name, brands } of agents) console.log(`  ${email.padEnd(34)} ${name.padEnd(22)} ${role.padEnd(14)} ${brands.join(', ')}`)
}
