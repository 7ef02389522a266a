import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { companies, generateCustomers } from './people.ts'
import type { Ids } from './load.ts'
import type { Customer, Request } from './types.ts'

export type KnownCustomer = Customer & { id: string }

/** Customers and their companies. Addresses of the sample were proven long ago, one in five only claimed. */
export async function loadCustomers(ids: Ids, request: Request): Promise<Map<string, KnownCustomer>> {
  const companyIds = new Map(companies.map((each) => [each.key, newId()]))
  const known = new Map<string, KnownCustomer>()
  await db().transaction({ accountId: ids.accountId, brandIds: 'all' }, async (tx) => {
    await tx.run('seeds: companies', `
      insert into customers.companies (account_id, brand_id, id, name, domains)
      select $1, c.brand, c.id, c.name, array[c.domain] from jsonb_to_recordset($2::jsonb) as c (id uuid, brand uuid, name text, domain text)`,
    [ids.accountId, JSON.stringify(companies.map((each) => ({ id: companyIds.get(each.key), brand: ids.brand.get(each.brand), name: each.name, domain: each.domain })))])
    for (const batch of batches(generateCustomers(request), 500)) {
      const rows = batch.map((each) => ({ ...each, id: newId() }))
      for (const each of rows) known.set(each.key, each)
      await tx.run('seeds: customers', `
        insert into customers.customers (account_id, brand_id, id, name, language, time_zone, company_id, created_at)
        select $1, c.brand, c.id, c.name, c.language, c.zone, c.company, now() - make_interval(days => c.days) from jsonb_to_recordset($2::jsonb) as c (id uuid, brand uuid, name text, language text, zone text, company uuid, days int)`,
      [ids.accountId, JSON.stringify(rows.map((each) => ({ id: each.id, brand: ids.brand.get(each.brand), name: each.name, language: each.language, zone: zoneOf(each), company: each.company ? companyIds.get(each.company) : null, days: 95 + (known.size * 37 + each.name.length * 101) % 1200 })))])
      const identities = rows.flatMap((each, index) => [
        ...each.emails.map((value) => ({ id: newId(), customer: each.id, brand: ids.brand.get(each.brand), kind: 'email', value: value.toLowerCase(), how: index % 5 ? 'authenticated-mail' : 'claimed' })),
        ...each.phones.map((value) => ({ id: newId(), customer: each.id, brand: ids.brand.get(each.brand), kind: 'phone', value, how: 'by-agent' })),
      ])
      await tx.run('seeds: identities', `
        insert into customers.identities (account_id, brand_id, id, customer_id, kind, value, verified_how, verified_at)
        select $1, i.brand, i.id, i.customer, i.kind, i.value, i.how, case when i.how <> 'claimed' then now() - interval '100 days' end from jsonb_to_recordset($2::jsonb) as i (id uuid, customer uuid, brand uuid, kind text, value text, how text)
        on conflict do nothing`, [ids.accountId, JSON.stringify(identities)])
    }
  })
  return known
}

function zoneOf({ addresses }: Customer): string | null {
  const country = addresses[0]?.country
  return country ? { DE: 'Europe/Berlin', DK: 'Europe/Copenhagen', NL: 'Europe/Amsterdam', EE: 'Europe/Tallinn', GB: 'Europe/London' }[country] : null
}

export function* batches<T>(all: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = []
  for (const each of all) {
    batch.push(each)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length) yield batch
}
