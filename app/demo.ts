import { createAccount, allAccountIds } from '#modules/accounts'
import type { Config } from '#platform/config'
import { wake } from '#platform/wake'
import { agents } from '../seeds/agents.ts'
import { operator } from '../seeds/brands.ts'
import { loadCompany, samplePassword } from '../seeds/load.ts'
import { openPostOffice, postOfficePort } from './post-office.ts'

/** `--demo`: straight to the sample company, without the set-up page. An installation that is set up already is left as it is. */
export async function demo({ dataFolder }: Pick<Config, 'dataFolder'>): Promise<{ stop: () => Promise<void> }> {
  const office = await openPostOffice(dataFolder)
  if ((await allAccountIds()).length > 0) {
    console.log('This installation is set up already; --demo changes nothing.')
  } else {
    console.log('Filling in the sample company …')
    const owner = agents.find((each) => each.role === 'admin')!
    const { accountId } = await createAccount({ name: operator.name, owner: { name: owner.name, email: owner.email, password: samplePassword, language: 'en' }, brands: [] })
    const loaded = await loadCompany(accountId, { now: new Date(), scale: scaleOf(process.argv), sending: { host: '127.0.0.1', port: postOfficePort }, withAdmin: false })
    wake('events')
    console.log(`${loaded.customers} customers, ${loaded.cases} cases, ${loaded.messages} messages.`)
  }
  console.log(`\nSign in with the password “${samplePassword}” as:`)
  for (const { email, role, name, brands } of agents) console.log(`  ${email.padEnd(34)} ${name.padEnd(22)} ${role.padEnd(14)} ${brands.join(', ')}`)
  console.log('Letters of the sample company are kept in demo-letters in the data folder; none leaves the house.')
  return office
}

/** `--scale 100`: a hundred times as many customers and cases. */
function scaleOf(words: string[]): number {
  const scale = Number(words[words.indexOf('--scale') + 1])
  return words.includes('--scale') && scale > 0 && scale <= 1000 ? scale : 1
}
