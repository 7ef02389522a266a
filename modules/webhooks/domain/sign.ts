import { createHmac } from 'node:crypto'

/** A secret as Standard Webhooks writes it. */
export const secretOf = (bytes: Uint8Array): string => `whsec_${Buffer.from(bytes).toString('base64')}`

/** The headers of a telling, signed with every secret that is valid at the time: receivers change theirs without missing one. */
export function signedHeaders(message: { id: string; payload: string }, secrets: string[], now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const signature = (secret: string) => `v1,${createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).update(`${message.id}.${timestamp}.${message.payload}`).digest('base64')}`
  return { 'content-type': 'application/json', 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': secrets.map(signature).join(' ') }
}
