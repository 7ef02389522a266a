import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../tests/database.ts'
import { aBrand, anAccount, aPerson, aTeam } from './testing.ts'

let house: TestDatabase
beforeAll(async () => { house = await testDatabase() })
afterAll(() => house.close())

test('what is published shows the rows of one\'s own account and nothing of another', async () => {
  const [ours, theirs] = [await anAccount(), await anAccount('Another')]
  for (const { accountId } of [ours, theirs]) {
    const brand = await aBrand({ accountId })
    await aTeam({ accountId, brandId: brand.id })
    await aPerson({ accountId, brandIds: [brand.id] })
  }
  for (const view of ['published_people', 'published_brands', 'published_teams']) {
    const rows = await house.db.reading(ours.scope, (tx) => tx.run<{ account_id: string }>('', `select account_id from accounts.${view}`, []))
    expect(rows, view).toEqual([{ account_id: ours.accountId }])
    expect((await house.db.pool.query(`select * from accounts.${view}`)).rows, `${view} without a scope`).toEqual([])
  }
})

test('references of a brand are counted without gaps, by many at once, and never for somebody else\'s brand', async () => {
  const [ours, theirs] = [await anAccount(), await anAccount('Another')]
  const [brand, foreign] = [await aBrand({ accountId: ours.accountId, referencePrefix: 'K' }), await aBrand({ accountId: theirs.accountId, referencePrefix: 'X' })]
  const next = (accountId: string, brandId: string) => house.db.transaction(ours.scope, async (tx) =>
    (await tx.run<{ reference: string | null }>('', 'select accounts.published_next_reference($1, $2) as reference', [accountId, brandId]))[0]!.reference)
  const given = await Promise.all(Array.from({ length: 8 }, () => next(ours.accountId, brand.id)))
  expect(given.sort()).toEqual(Array.from({ length: 8 }, (_, n) => `K-${1001 + n}`))
  expect(await next(theirs.accountId, foreign.id)).toBeNull()
})
