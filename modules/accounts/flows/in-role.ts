import type { Tx } from '#platform/db'

/**
 * Part of a transaction as another of the roles that the application may step into: logins are open only to `balie_sign_in`,
 * questions across accounts only to `balie_across`. What is written there commits with the rest, or not at all.
 */
export async function inRole<T>(tx: Tx, role: 'balie_sign_in' | 'balie_across', work: (tx: Tx) => Promise<T>): Promise<T> {
  const step = (name: string) => tx.run('accounts: step into role', "select set_config('role', $1, true)", [name])
  await step(role)
  try {
    const result = await work(tx)
    await step('balie_app')
    return result
  } catch (error) {
    // After an error in SQL nothing can be run until the rollback, which gives the role back as well.
    await step('balie_app').catch(() => {})
    throw error
  }
}
