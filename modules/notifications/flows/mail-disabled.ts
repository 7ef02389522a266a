import { db } from '#platform/db'
import { backOff, type EffectDoer } from '#platform/outbox'
import { webhookMail, type SystemMail } from '../domain/webhook-mail.ts'
import { mailOf } from '../queries/told.ts'

/** How the installation writes to people, and the address at which they reach it. */
export type Post = { url: string; sendSystemMail: (mail: SystemMail & { to: string }) => Promise<boolean> }

const mostAttempts = 12

/** A webhook that is disabled is noticed by nobody until something is missing: whoever looks after it gets a mail as well. */
export const mailDisabled = ({ url, sendSystemMail }: Post): EffectDoer => ({
  async perform({ accountId, subjectId, attempts }) {
    const [found] = await db().reading({ accountId, brandIds: 'all' }, (tx) => mailOf(tx, { id: subjectId }))
    if (!found || found.status !== 'active') return { state: 'done', detail: 'nobody is there to be told' }
    if (await sendSystemMail({ to: found.email, ...webhookMail(found.language, { ...found, link: `${url}/webhooks` }) })) return { state: 'done', detail: 'sent' }
    return attempts >= mostAttempts ? { state: 'failed', detail: 'the mail server did not take it' } : { state: 'retrying', detail: 'the mail server did not take it', at: backOff(attempts) }
  },
  async settled() { /* The notification stands in the page, whatever became of its mail. */ },
})
