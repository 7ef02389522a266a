import type { AccountMade } from '#modules/accounts'
import { wake } from '#platform/wake'

/** Fills the account that was just set up with the sample company, beside its own brand. */
export async function loadSampleCompany({ accountId }: AccountMade): Promise<void> {
  const { loadCompany } = await import('../seeds/load.ts')
  await loadCompany(accountId, { now: new Date(), withAdmin: false })
  wake('events')
}
