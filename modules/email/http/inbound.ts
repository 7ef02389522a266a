import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { channelById } from '#modules/conversations'
import { db } from '#platform/db'
import type { Http } from '#platform/http'
import { isId } from '#platform/ids'
import { Refusal } from '#platform/refusal'
import { sameSecret, unseal } from '#platform/secrets'
import { collect } from '../flows/collect.ts'
import { httpMailbox } from '../queries/mailboxes.ts'
import { bySourceKey } from '../queries/ledger.ts'

const oldestSeconds = 300
/** Whoever guesses mailboxes must not learn from the time that an answer takes whether one is there. */
const nobodysSecret = randomBytes(32).toString('base64url')
const notYours = () => new Refusal('not-signed-in', 'The mailbox or the signature is not valid.')

/** Mail by HTTP: the raw message in the body, signed. `202` is said when it is on disk, never before. */
export function inboundRoutes(app: Http, { maxMailMb, now = () => new Date() }: { maxMailMb: number; now?: () => Date }) {
  app.register(async (inner) => {
    // Bytes are bytes here, whatever their sender calls them: the signature is over what came.
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    inner.post('/api/v1/inbound/:mailboxId', {
      config: { may: 'public', rawBody: true }, bodyLimit: maxMailMb * 1024 * 1024,
      schema: { params: z.object({ mailboxId: z.string().max(100) }) },
      // Before the body is read: whoever does not even try to sign sends nothing large.
      onRequest: async (request) => { signatureOf(request.headers, now()) },
    }, async (request, reply) => {
      const { timestamp, signature } = signatureOf(request.headers, now())
      const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const { mailboxId } = request.params as { mailboxId: string }
      const [mailbox] = isId(mailboxId) ? await db().acrossAccounts('whose HTTP mailbox this is', (tx) => httpMailbox(tx, { id: mailboxId })) : []
      const secret = mailbox?.sealed.httpSecret ? unseal(mailbox.sealed.httpSecret) : nobodysSecret
      const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(raw).digest('hex')
      if (!sameSecret(expected, signature) || !mailbox) throw notYours()
      if (mailbox.state === 'paused') throw new Refusal('unavailable', 'This mailbox does not take mail at the moment. Try again later.')
      if (!raw.length) throw new Refusal('invalid', 'The body should be a message in RFC 5322 form. It is empty.')
      const scope = { accountId: mailbox.accountId, brandIds: [mailbox.brandId] }
      const [channel] = await db().reading(scope, (tx) => channelById(tx, { id: mailbox.id }))
      const sourceKey = `${timestamp}.${signature}`
      const [id] = await collect([{
        accountId: mailbox.accountId, brandId: mailbox.brandId, mailboxId: mailbox.id, source: 'http', sourceKey, raw,
        envelopeFrom: null, envelopeTo: [channel!.address], remoteAddress: request.ip, helo: null, trust: { signed: true },
      }])
      // The same request once more (the answer got lost, or somebody recorded it) is the same mail.
      const known = id ?? (await db().reading(scope, (tx) => bySourceKey(tx, { mailboxId: mailbox.id, sourceKey })))[0]!.id
      return reply.status(202).send({ id: known })
    })
  })
}

function signatureOf(headers: Record<string, unknown>, now: Date): { timestamp: string; signature: string } {
  const [timestamp, signature] = [headers['x-balie-timestamp'], headers['x-balie-signature']]
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{9,11}$/.test(timestamp) || !/^[0-9a-fA-F]{64}$/.test(signature)) throw new Refusal('not-signed-in', 'Sign the message: x-balie-timestamp in seconds, and x-balie-signature as the hexadecimal HMAC-SHA256 of timestamp, a dot and the body.')
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > oldestSeconds) throw new Refusal('not-signed-in', 'The timestamp is more than five minutes away from our clock.')
  return { timestamp, signature: signature.toLowerCase() }
}
