import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { z } from 'zod'
import type { Http } from '#platform/http'
import { Refusal, unknown } from '#platform/refusal'
import { heedLooking } from '../flows/moves.ts'
import { staffedOn } from '../flows/staffed.ts'
import { mayStandOn, siteByKey } from '../flows/site.ts'
import { readVisitorFileUrl } from '../flows/present-lines.ts'
import { keepVisitorFile, mostFileBytes, visitorFile } from '../flows/visitor-files.ts'
import { presentSettings } from '../domain/public-settings.ts'
import { exchange } from '../live/exchange.ts'
import { followLog } from '../live/follow-log.ts'
import { openHub } from '../live/hub.ts'
import { openPaces } from '../live/hear.ts'
import { openGates, usualGates, type From } from '../live/let-in.ts'
import { openLingering } from '../live/lingering.ts'
import { openSockets, type House } from '../live/sockets.ts'
import { watchStaff } from '../live/staff-watch.ts'
import { openToll } from '../live/toll.ts'
import { Exchange, Exchanged } from '../protocol.ts'

export type DoorsOptions = { url: string; trustProxy: boolean; /** For measurements, where everybody comes from one address. */ gates?: Partial<typeof usualGates>; mostPerAddress?: number }

/** Where visitors come in, from pages of any brand: the socket, the requests that stand in for it, files, and what the widget looks like. No cookie is read here. */
export function visitorDoors(app: Http, options: DoorsOptions) {
  const hub = openHub()
  const [paces, gates, toll, staff, lingering] = [openPaces(), openGates({ ...usualGates, ...options.gates }), openToll(), watchStaff(hub), openLingering(hub)]
  const fromOf = (request: IncomingMessage): From => {
    // One hop, as for all requests: what the proxy in front says.
    const hops = options.trustProxy ? String(request.headers['x-forwarded-for'] ?? '').split(',') : []
    const origin = request.headers.origin ?? ''
    return { address: hops.at(-1)?.trim() || request.socket.remoteAddress || '', origin, ownOrigins: [new URL(options.url).origin, `http://${request.headers.host}`, `https://${request.headers.host}`], browser: request.headers['user-agent'] ?? '' }
  }
  const house: House = { hub, paces, gates, toll, staff, lingering, fromOf, mostPerAddress: options.mostPerAddress }
  const sockets = openSockets(house)
  const sweep = setInterval(() => { const now = Date.now(); for (const each of [...Object.values(paces), ...Object.values(gates), toll]) each.sweep(now) }, 60_000).unref()
  const offLooking = heedLooking()
  let following: { stop: () => Promise<void> } | undefined
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => { if (new URL(request.url ?? '/', 'http://site').pathname === '/chat/v1/live') sockets.upgrade(request, socket, head) }
  app.server.on('upgrade', onUpgrade)
  app.addHook('onListen', async () => { following = followLog(hub) })
  app.addHook('preClose', async () => {
    app.server.off('upgrade', onUpgrade)
    clearInterval(sweep)
    staff.stop()
    lingering.stop()
    offLooking()
    for (const guest of hub.guests) if (!guest.socket) guest.end('restart')
    await sockets.close()
    hub.close()
    await following?.stop()
  })

  void app.register(async (open) => {
    const door = open as unknown as Http
    // Any page may ask; what it is answered hangs on the site and on the visitor's secret, never on a cookie.
    door.addHook('onRequest', async (_, answer) => { answer.headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'vary': 'origin' }) })
    door.options('/chat/v1/*', { config: { may: 'public' }, schema: { hide: true } }, async (_, answer) => answer.status(204).headers({ 'access-control-allow-methods': 'GET, POST', 'access-control-allow-headers': 'content-type', 'access-control-max-age': '86400' }).send())

    door.get('/chat/v1/sites/:key', { config: { may: 'public' }, schema: { params: z.object({ key: z.string().max(64) }) } }, async (request, answer) => {
      const site = await siteByKey(request.params.key)
      const { origin, ownOrigins } = fromOf(request.raw)
      if (!site || (origin && !mayStandOn(site, origin, ownOrigins))) throw unknown('site')
      const body = presentSettings(site, await staffedOn(site))
      const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`
      answer.headers({ etag, 'cache-control': 'public, max-age=30' })
      if (request.headers['if-none-match'] === etag) return answer.status(304).send()
      return body
    })

    door.post('/chat/v1/exchange', { config: { may: 'public' }, bodyLimit: 256 * 1024, schema: { body: Exchange, response: { 200: Exchanged } } }, async (request, answer) => {
      const gone = new AbortController()
      // Of this answer, not of its connection, which may carry many.
      answer.raw.once('close', () => gone.abort())
      answer.header('cache-control', 'no-store')
      return { frames: await exchange(house, request.body, fromOf(request.raw), gone.signal) }
    })

    door.post('/chat/v1/files', { config: { may: 'public' } }, async (request, answer) => {
      const form = await request.file({ limits: { fileSize: mostFileBytes, files: 1, fields: 10 } })
      if (!form) throw new Refusal('invalid', 'There is no file in the form: send site, visitor and secret, then the file.')
      const field = (name: string) => { const found = form.fields[name]; return found && 'value' in found ? String(found.value) : '' }
      const from = fromOf(request.raw)
      const site = await siteByKey(field('site'))
      if (!site || !mayStandOn(site, from.origin, from.ownOrigins) || !z.uuid().safeParse(field('visitor')).success) throw unknown('site')
      const pace = gates.address.take(`file ${from.address}`, Date.now(), 5)
      if ('retryAfter' in pace) throw new Refusal('too-many', 'That was too much at once. Wait a moment.', { retryAfter: pace.retryAfter })
      const bytes = await form.toBuffer().catch(() => { throw new Refusal('too-large', 'Files of up to 20 MB can be sent.') })
      return answer.status(201).send(await keepVisitorFile(site, { visitorId: field('visitor'), secret: field('secret') }, { name: form.filename, declaredType: form.mimetype, bytes }))
    })

    door.get('/chat/v1/files/:token', { config: { may: 'public' }, schema: { params: z.object({ token: z.string().max(600) }) } }, async ({ params }, answer) => {
      const link = readVisitorFileUrl(params.token, new Date())
      if (!link) throw unknown('file')
      const file = await visitorFile(link)
      const encoded = encodeURIComponent(file.name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
      // Nothing may run, whatever it is; only raster pictures are shown.
      return answer.headers({
        'content-type': file.safeInline ? file.contentType : 'application/octet-stream', 'content-disposition': `${file.safeInline ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded}`,
        'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=3600',
      }).send(file.bytes)
    })
  })
  return { windows: () => sockets.size }
}
