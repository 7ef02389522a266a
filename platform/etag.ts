import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from './refusal.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A change that can be held to what its author saw (If-Match, RFC 9110). Elsewhere the header is refused rather than ignored. */
    ifMatch?: boolean
  }
}

/** The mark of a thing as it is now. What has a version is marked by it; everything else by what it says. */
export function etagOf(thing: object): string {
  if ('version' in thing && typeof thing.version === 'number') return `"${thing.version}"`
  return `"${createHash('sha256').update(JSON.stringify(thing)).digest('base64url').slice(0, 22)}"`
}

/** Answers a thing under its mark. `of`: that part of it which its author can change, where the rest moves by itself. */
export function marked<Thing extends object>(reply: FastifyReply, thing: Thing, of: object = thing): Thing {
  reply.header('etag', etagOf(of))
  return thing
}

/** What the author of a change says to have seen: what he holds in his hand, or nothing in particular. */
export type Seen = string | undefined
export const seenBy = (request: Pick<FastifyRequest, 'headers'>): Seen => request.headers['if-match']

/** To be asked while the thing is held. @throws Refusal 'version-mismatch', with the thing as it is now */
export function holdToWhatWasSeen(seen: Seen, current: object, of: object = current): void {
  if (seen === undefined || seen.trim() === '*') return
  if (!seen.split(',').some((each) => each.trim() === etagOf(of))) throw new Refusal('version-mismatch', 'Somebody changed this in the meantime. Nothing was changed; look at it as it is now.', { current })
}

/** The version that an If-Match names, for things that have one. @throws Refusal when it is not a version */
export function versionSeen(seen: Seen): number | undefined {
  if (seen === undefined || seen.trim() === '*') return undefined
  const found = /^"(\d{1,9})"$/.exec(seen.trim())
  if (!found) throw new Refusal('version-mismatch', 'That is not a mark that this has ever had.')
  return Number(found[1])
}

/** Whoever sends If-Match relies on it: where nothing heeds it, the request is refused. */
export function refuseUnheededMatch(request: FastifyRequest) {
  if (request.headers['if-match'] !== undefined && !request.routeOptions.config?.ifMatch && !['GET', 'HEAD'].includes(request.method)) throw new Refusal('invalid', 'This address does not heed If-Match. Leave the header out.')
}
