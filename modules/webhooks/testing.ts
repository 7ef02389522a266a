import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { seal } from '#platform/secrets'
import { secretOf } from './domain/sign.ts'

export type Heard = { headers: Record<string, string>; body: string }
export type Receiver = { url: string; heard: Heard[]; /** What is answered next; 204 otherwise. */ answers: Array<{ status: number; body?: string; headers?: Record<string, string> }>; close: () => Promise<void> }

/** A program of somebody else's that listens on loopback and keeps what it is told. */
export async function openReceiver(): Promise<Receiver> {
  const heard: Heard[] = []
  const answers: Receiver['answers'] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      heard.push({ headers: flat(request.headers), body: Buffer.concat(chunks).toString() })
      const { status, body = '', headers = {} } = answers.shift() ?? { status: 204 }
      response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, heard, answers, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }) }
}

const flat = (headers: IncomingHttpHeaders): Record<string, string> => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

/** A webhook and one delivery of it, as rows. */
export async function aWebhook(wish: { accountId: string; brandId: string; personId: string; name?: string; url?: string }): Promise<{ id: string; deliveryId: string }> {
  const [id, deliveryId] = [newId(), newId()]
  await db().transaction({ accountId: wish.accountId, brandIds: 'all' }, async (tx) => {
    await tx.run('', 'insert into webhooks.webhooks (account_id, brand_id, id, name, url, patterns, secret, person_id, state) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [wish.accountId, wish.brandId, id, wish.name ?? 'Lager', wish.url ?? 'https://192.0.2.1/hook', ['nothing.at-all'], seal(secretOf(new Uint8Array(32).fill(7))), wish.personId, 'active'])
    await tx.run('', "insert into webhooks.deliveries (account_id, brand_id, id, webhook_id, message_id, verb, payload, why, state, status) values ($1, $2, $3, $4, $5, 'case.opened', $6, 'event', 'sent', 204)", [wish.accountId, wish.brandId, deliveryId, id, `evt_${deliveryId}`, JSON.stringify({ type: 'case.opened', data: { note: wish.name ?? '' } })])
  })
  return { id, deliveryId }
}
