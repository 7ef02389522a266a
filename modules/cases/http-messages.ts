import { z } from 'zod'
import { attachmentById, keepUpload, readFileUrl } from '#modules/conversations'
import { db } from '#platform/db'
import { readBlob } from '#platform/blobs'
import type { Http } from '#platform/http'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { CustomerTimelineQuery } from './contract.ts'
import { itArrived, sendAgain, takeBack } from './flows/after-sending.ts'
import { scopeOf } from './flows/case-in-sight.ts'
import { customerTimeline } from './flows/customer-timeline.ts'
import { maySeeSharedFile } from './flows/shared-file.ts'
import { mayReadMessage } from './flows/read-message.ts'

const ById = z.object({ id: z.uuid() })

/** What one can do with single messages, their files and their sendings; whether one may is decided by their case. */
export function messageRoutes(app: Http, { actorOf }: { actorOf: (accountId: string, personId: string) => Promise<Actor | null> }) {
  app.post('/api/v1/uploads', { config: { may: 'case.note' } }, async (request, answer) => {
    const file = await request.file()
    if (!file) throw new Refusal('invalid', 'There is no file in the form: send it as the field “file”.')
    const bytes = await file.toBuffer().catch(() => { throw new Refusal('too-large', 'Files of up to 25 MB can be attached.') })
    const kept = await db().transaction(scopeOf(request.actor), (tx) => keepUpload(tx, request.actor.personId, { name: file.filename, declaredType: file.mimetype, bytes }))
    answer.status(201)
    return kept
  })

  app.delete('/api/v1/deliveries/:id', { config: { may: 'case.reply' }, schema: { params: ById } }, ({ actor, params }) => db().transaction(scopeOf(actor), (tx) => takeBack(tx, actor, params.id)))
  app.post('/api/v1/deliveries/:id/retries', { config: { may: 'case.reply' }, schema: { params: ById } }, ({ actor, params }) => db().transaction(scopeOf(actor), (tx) => sendAgain(tx, actor, params.id)))
  app.put('/api/v1/deliveries/:id/arrival', { config: { may: 'case.reply' }, schema: { params: ById } }, ({ actor, params }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await itArrived(tx, actor, params.id)
    answer.status(204)
  }))

  // No cookie reaches us from inside a sandboxed frame: the link itself says whose it is, and that person's rights are asked for anew.
  app.get('/files/:token', { config: { may: 'public' }, schema: { params: z.object({ token: z.string().max(400) }) } }, async ({ params }, answer) => {
    const link = readFileUrl(params.token, new Date())
    const actor = link && await actorOf(link.accountId, link.personId)
    if (!actor) throw unknown('file')
    const found = await db().reading(scopeOf(actor), async (tx) => {
      const [file] = await attachmentById(tx, { id: link.attachmentId })
      if (!file) throw unknown('file')
      const allowed = file.messageId ? await mayReadMessage(tx, actor, file.messageId) : file.uploadedBy === actor.personId || await maySeeSharedFile(tx, actor, file.id)
      const bytes = allowed ? await readBlob(tx, file.hash) : null
      if (!bytes) throw unknown('file')
      return { file, bytes }
    })
    return answer.headers(fileHeaders(found.file)).send(found.bytes)
  })

  app.get('/api/v1/customers/:id/timeline', { config: { may: 'customer.see' }, schema: { params: ById, querystring: CustomerTimelineQuery } }, ({ actor, params, query }) =>
    db().reading(scopeOf(actor), (tx) => customerTimeline(tx, actor, params.id, query.cursor)))
}

/** Only raster pictures are shown inside a page; everything else is saved. Nothing may run, whatever it is. */
function fileHeaders(file: { name: string; contentType: string; safeInline: boolean }): Record<string, string> {
  const encoded = encodeURIComponent(file.name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  return {
    'content-type': file.safeInline ? file.contentType : 'application/octet-stream', 'content-disposition': `${file.safeInline ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded}`,
    'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'private, max-age=3600',
  }
}
