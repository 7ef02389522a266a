import { db } from '#platform/db'
import { gauge } from '#platform/metrics'

const waitingMails = gauge('balie_mail_waiting', 'Mails in the ledger that are not filed yet.')
const oldestMail = gauge('balie_mail_oldest_waiting_seconds', 'How long the oldest of them has waited.')
const openEffects = gauge('balie_outbox_open', 'Effects on the outside world that are not done, by state.', ['state'])
const followersBehind = gauge('balie_follower_behind_events', 'Events that a follower of the log has not taken yet.', ['follower'])

/** Read from the database when Prometheus asks: every node gives the same answer, and no restart resets it. */
export async function healthGauges() {
  await db().acrossAccounts('metrics', async (tx) => {
    const [mail] = await tx.run<{ n: number; oldest: number }>('metrics: mail', "select count(*)::int as n, coalesce(extract(epoch from now() - min(received_at)), 0)::float8 as oldest from email.published_waiting", [])
    waitingMails.set(mail!.n)
    oldestMail.set(mail!.oldest)
    openEffects.reset()
    for (const row of await tx.run<{ state: string; n: number }>('metrics: outbox', "select state, count(*)::int as n from platform.outbox where state in ('queued', 'working', 'retrying') group by state", [])) openEffects.set({ state: row.state }, row.n)
    for (const row of await tx.run<{ name: string; n: number }>('metrics: followers', 'select c.name, (select count(*)::int from (select from platform.events e where (e.tx, e.seq) > (c.tx, c.seq) limit 100000) each) as n from platform.cursors c', [])) followersBehind.set({ follower: row.name }, row.n)
  })
}
