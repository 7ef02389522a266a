import { fileTypeFromBuffer } from 'file-type'
import { z } from 'zod'
import { mayReadMessage, scopeOf } from '#modules/cases'
import { attachmentsOfMessage, fileUrl, messageHtml } from '#modules/conversations'
import { readBlob } from '#platform/blobs'
import { db, type Tx } from '#platform/db'
import type { Http } from '#platform/http'
import { fetchPublic } from '#platform/network'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { readToken, signToken } from '#platform/secrets'
import { frameDocument } from '../domain/frame-document.ts'
import { withLooks } from '../domain/letter-html.ts'
import { escapeHtml } from '../domain/quote-history.ts'
import { withPictures } from '../domain/with-pictures.ts'
import { rawHeaders } from './ledger.ts'

const ById = z.object({ id: z.uuid() })
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const pictureLifetimeMs = 3_600_000

/** A mail as it was written, inside a frame without scripts and without our origin; its source; and its remote pictures, if asked for. */
export function mailRoutes(app: Http, { actorOf }: { actorOf: (accountId: string, personId: string) => Promise<Actor | null> }) {
  app.get('/api/v1/messages/:id/frame', { config: { may: 'case.see' }, schema: { params: ById, querystring: z.object({ images: z.enum(['0', '1']).default('0') }) } }, (request, answer) => {
    const { actor, params, query } = request
    return db().reading(scopeOf(actor), async (tx) => {
      await inSight(tx, actor, params.id)
      const [[message], files] = await Promise.all([messageHtml(tx, { id: params.id }), attachmentsOfMessage(tx, { messageId: params.id })])
      const now = new Date()
      const html = withPictures((message!.html && message!.written ? withLooks(message!.html) : message!.html) ?? `<pre>${escapeHtml(message!.text)}</pre>`, {
        inline: (contentId) => { const file = files.find((each) => each.contentId === contentId && each.safeInline); return file ? fileUrl(file.id, actor, now) : null },
        remote: query.images === '1' ? (url) => `/pictures/${signToken('picture', `${actor.accountId} ${actor.personId} ${params.id} ${url}`, new Date(now.getTime() + pictureLifetimeMs))}` : null,
      })
      // The frame has no origin of its own, so ours is named: pictures come from here and from nowhere else.
      const own = `${request.protocol}://${request.host}`
      const policy = `default-src 'none'; img-src ${own}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox`
      return answer.headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' }).send(frameDocument(html, { imageSources: [own] }))
    })
  })

  app.get('/api/v1/messages/:id/raw', { config: { may: 'case.see' }, schema: { params: ById } }, ({ actor, params }, answer) => db().reading(scopeOf(actor), async (tx) => {
    await inSight(tx, actor, params.id)
    const [message] = await messageHtml(tx, { id: params.id })
    const bytes = message?.rawHash ? await readBlob(tx, message.rawHash) : null
    if (!bytes) throw unknown('source of this message')
    return answer.headers(rawHeaders(params.id)).send(bytes)
  }))

  // The sender of the mail never learns who looks, nor from where: we fetch the picture, without cookies, and only from public addresses.
  app.get('/pictures/:token', { config: { may: 'public' }, schema: { params: z.object({ token: z.string().max(4000) }) } }, async ({ params }, answer) => {
    const [accountId, personId, messageId, ...rest] = readToken('picture', params.token, new Date())?.split(' ') ?? []
    const url = rest.join(' ')
    const actor = url && await actorOf(accountId!, personId!)
    // The link is one person's: it ends with their sight of the mail.
    if (!actor || !await db().reading(scopeOf(actor), (tx) => mayReadMessage(tx, actor, messageId!))) throw unknown('picture')
    const picture = await fetchPublic(url, { maxBytes: 5 * 1024 * 1024, timeoutMs: 5_000, redirects: 3 }).catch(() => { throw new Refusal('unavailable', 'The picture could not be fetched.') })
    const type = (await fileTypeFromBuffer(picture.bytes))?.mime
    if (picture.status !== 200 || !type || !pictureTypes.has(type)) throw unknown('picture')
    return answer.headers({ 'content-type': type, 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'private, max-age=3600' }).send(picture.bytes)
  })
}

async function inSight(tx: Tx, actor: Actor, messageId: string) {
  if (!await mayReadMessage(tx, actor, messageId)) throw unknown('message')
}
