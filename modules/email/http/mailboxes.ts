import { z } from 'zod'
import { db } from '#platform/db'
import { marked, seenBy } from '#platform/etag'
import type { Http } from '#platform/http'
import { brandsFor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import { MailboxInput, type Mailbox } from '../contract.ts'
import { checkMailbox } from '../flows/check-mailbox.ts'
import { addMailboxFor, backFill, changeableOf, changeMailbox, listMailboxes, pauseMailbox, renewSecret, retireMailbox } from '../flows/mailbox-settings.ts'
import { sendersOfBrands } from '../queries/mailboxes.ts'

const ById = z.object({ id: z.uuid() })
const BackFill = z.object({ folder: z.string().min(1).max(200), fromUid: z.number().int().min(1).max(0xffff_ffff) })

/** @param url the address under which the outside reaches us: HTTP mailboxes say where to post. */
export function mailboxRoutes(app: Http, { url }: { url: string }) {
  const outward = (mailbox: Mailbox): Mailbox => ({ ...mailbox, inboundUrl: mailbox.inboundUrl && new URL(mailbox.inboundUrl, url).href })
  const may = { may: 'channel.change' } as const

  app.get('/api/v1/mailboxes', { config: { may: 'channel.see' } }, async ({ actor }) => ({ rows: (await listMailboxes(actor)).map(outward) }))
  app.get('/api/v1/mailboxes/:id', { config: { may: 'channel.see' }, schema: { params: ById } }, async ({ actor, params }, reply) => {
    const found = (await listMailboxes(actor)).find((each) => each.id === params.id)
    if (!found) throw unknown('mailbox')
    return marked(reply, outward(found), changeableOf(found))
  })
  // Whoever may begin a case needs to know from where; how the mailbox is reached is nobody's business but its managers'.
  app.get('/api/v1/senders', { config: { may: 'case.open' } }, async ({ actor }) => {
    const brandIds = brandsFor(actor, 'case.open')
    return db().reading({ accountId: actor.accountId, brandIds }, async (tx) => ({ rows: await sendersOfBrands(tx, { brandIds }) }))
  })
  app.post('/api/v1/mailboxes', { config: may, schema: { body: MailboxInput } }, async ({ actor, body }, reply) => reply.status(201).send(outward(await addMailboxFor(actor, body, new Date()))))
  app.put('/api/v1/mailboxes/:id', { config: { ...may, ifMatch: true }, schema: { params: ById, body: MailboxInput } }, async (request, reply) => {
    const changed = await changeMailbox(request.actor, request.params.id, request.body, new Date(), seenBy(request))
    return marked(reply, outward(changed), changeableOf(changed))
  })
  app.delete('/api/v1/mailboxes/:id', { config: may, schema: { params: ById } }, async ({ actor, params }, reply) => {
    await retireMailbox(actor, params.id)
    return reply.status(204).send()
  })
  app.put('/api/v1/mailboxes/:id/pause', { config: may, schema: { params: ById } }, async ({ actor, params }) => outward(await pauseMailbox(actor, params.id, true)))
  app.delete('/api/v1/mailboxes/:id/pause', { config: may, schema: { params: ById } }, async ({ actor, params }) => outward(await pauseMailbox(actor, params.id, false)))
  app.post('/api/v1/mailboxes/:id/back-fills', { config: may, schema: { params: ById, body: BackFill } }, async ({ actor, params, body }) => outward(await backFill(actor, params.id, body)))
  app.post('/api/v1/mailboxes/:id/secret', { config: may, schema: { params: ById } }, async ({ actor, params }) => renewSecret(actor, params.id))
  app.post('/api/v1/mailbox-checks', { config: may, schema: { body: MailboxInput.extend({ mailboxId: z.uuid().optional() }) } }, async ({ actor, body }) => checkMailbox(actor, body))
}
