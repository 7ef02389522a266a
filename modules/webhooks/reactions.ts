import { db } from '#platform/db'
import { follow } from '#platform/followers'
import { everyMinutes } from '#platform/jobs'
import { effect } from '#platform/outbox'
import { sendWebhook } from './flows/send-webhook.ts'
import { writeDeliveries, type Hearing } from './flows/write-deliveries.ts'

const keptDays = 30

export function registerWebhooks(hearing: Hearing) {
  follow('webhooks', (tx, events) => writeDeliveries(tx, events, hearing))
  effect('webhook.send', sendWebhook)
  everyMinutes(60, 'forget-webhook-deliveries', async () => {
    await db().acrossAccounts('old webhook deliveries', (tx) => tx.run('webhook deliveries: forget', 'delete from webhooks.deliveries where at < now() - make_interval(days => $1)', [keptDays]))
  })
}
