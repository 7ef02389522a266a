import { db } from '#platform/db'
import { everyMinutes } from '#platform/jobs'
import { inRole } from './flows/in-role.ts'
import { sweepSignIn } from './queries/logins.ts'

/** A worker opens no sign-in of its own: it steps into the role for this one statement. */
export const sweep = () => db().transaction({ accountId: '00000000-0000-0000-0000-000000000000', brandIds: [] }, (tx) => inRole(tx, 'balie_sign_in', (inside) => sweepSignIn(inside, {})))

export function registerAccountsJobs() {
  everyMinutes(30, 'accounts-sweep', sweep)
}
