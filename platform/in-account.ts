import type { Tx } from './db.ts'

/**
 * Steps from the narrow cross-account role into one account's scope, and back, within one transaction. If the work fails, the
 * transaction or its savepoint is rolled back, and with it the step.
 */
export async function asAccount<T>(tx: Tx, accountId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const stepIn = tx.run('in account', "select set_config('role', 'balie_app', true), set_config('balie.account', $1, true), set_config('balie.brands', '*', true)", [accountId])
  const result = await work({ ...tx, scope: { accountId, brandIds: 'all' } })
  await stepIn
  await tx.run('out of account', "select set_config('role', 'balie_across', true), set_config('balie.account', '', true), set_config('balie.brands', '', true)", [])
  return result
}
