import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, request } from 'undici'

/** Finds the addresses of a name; tests pass their own. */
export type Resolve = (host: string) => Promise<string[]>

/** The outside world is not as it was said: a name that nobody has, or one that leads inside. `code` is for the catalogue of messages. */
export class Unreachable extends Error {
  readonly code: 'host-unknown' | 'private-address' | 'too-large' | 'timeout' | 'refused'
  constructor(code: Unreachable['code'], words: string) {
    super(words)
    this.name = 'Unreachable'
    this.code = code
  }
}

const bySystem: Resolve = async (host) => (await systemLookup(host, { all: true })).map((each) => each.address)

let ground: { allowPrivate: boolean; resolve: Resolve } = { allowPrivate: false, resolve: bySystem }
/** Set once at start from BALIE_PRIVATE_NETWORK; strict until then. */
export const openNetwork = (options: { allowPrivate: boolean; resolve?: Resolve }) => { ground = { resolve: bySystem, ...options } }

/** Public by its number, and yet answers only to machines of one cloud, with their secrets. */
const metadata = ['168.63.129.16']

/** Whether an address lies in the open internet: not here, not next door, and not the same in another spelling. */
export function isPublicAddress(text: string): boolean {
  const bare = text.replace(/^\[|\]$/g, '')
  if (!isIP(bare)) return false
  const address = ipaddr.process(bare) // IPv4 in IPv6 clothes counts as what it is.
  return address.range() === 'unicast' && !metadata.includes(address.toString())
}

/**
 * The address to connect to when a tenant named the host. Connect to this very address and to no name: asked a second time, the
 * DNS of an attacker answers differently (rebinding). One private address among several is refused as a whole.
 * @throws Unreachable
 */
export async function addressOf(host: string, options: { allowPrivate?: boolean; resolve?: Resolve } = {}): Promise<string> {
  const bare = host.trim().replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const found = isIP(bare) ? [bare] : await (options.resolve ?? ground.resolve)(bare).catch(() => [])
  if (!found.length) throw new Unreachable('host-unknown', `There is no server named ${bare}.`)
  if (!(options.allowPrivate ?? ground.allowPrivate) && !found.every(isPublicAddress)) throw new Unreachable('private-address', `${bare} lies in a private network. Set BALIE_PRIVATE_NETWORK to allow that.`)
  // Half of the world's machines have no way to IPv6, and a name that has both works either way.
  return found.find((each) => isIP(each) === 4) ?? found[0]!
}

export type Fetched = { status: number; headers: Record<string, string>; bytes: Buffer; url: string }
export type FetchOptions = {
  method?: 'GET' | 'POST'; body?: string; headers?: Record<string, string>; maxBytes: number; timeoutMs: number
  allowPrivate?: boolean; resolve?: Resolve; redirects?: number
}

/**
 * Fetches from an address that a stranger chose: http(s) only, every address checked, redirects looked at one by one, an end to
 * size and time. No cookies, no credentials of ours. @throws Unreachable
 */
export async function fetchPublic(url: string, options: FetchOptions): Promise<Fetched> {
  const deadline = AbortSignal.timeout(options.timeoutMs)
  let next = new URL(url)
  for (let hops = 0; ; hops += 1) {
    const answer = await fetchOnce(next, options, deadline)
    const to = answer.headers.location
    if (![301, 302, 303, 307, 308].includes(answer.status) || !to) return { ...answer, url: next.href }
    // A POST carries something that was meant for the first address alone.
    if (hops >= (options.redirects ?? (options.method === 'POST' ? 0 : 3))) throw new Unreachable('refused', 'The address leads on to another one too often.')
    next = new URL(to, next)
  }
}

async function fetchOnce(url: URL, options: FetchOptions, signal: AbortSignal): Promise<Omit<Fetched, 'url'>> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Unreachable('refused', 'Only http and https addresses are fetched.')
  if (url.username || url.password) throw new Unreachable('refused', 'An address with a password in it is not fetched.')
  const address = await addressOf(url.hostname, options)
  const pinned: LookupFunction = (_name, wanted, answer) => (wanted.all ? answer(null, [{ address, family: isIP(address) }]) : answer(null, address, isIP(address)))
  const agent = new Agent({ connect: { lookup: pinned, timeout: options.timeoutMs }, pipelining: 0, maxResponseSize: options.maxBytes })
  try {
    const answer = await request(url, { method: options.method ?? 'GET', body: options.body ?? null, headers: { 'user-agent': 'Balie', ...options.headers }, dispatcher: agent, signal })
    if (Number(answer.headers['content-length'] ?? 0) > options.maxBytes) throw new Unreachable('too-large', 'What is there is too large.')
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > options.maxBytes) throw new Unreachable('too-large', 'What is there is too large.')
      chunks.push(chunk)
    }
    const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] ?? '' : value ?? '']))
    return { status: answer.statusCode, headers, bytes: Buffer.concat(chunks) }
  } catch (error) {
    if (error instanceof Unreachable) throw error
    if (signal.aborted) throw new Unreachable('timeout', 'There was no answer in time.')
    if ((error as { code?: string }).code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') throw new Unreachable('too-large', 'What is there is too large.')
    throw new Unreachable('refused', `The server could not be reached: ${(error as Error).message}`)
  } finally {
    await agent.destroy().catch(() => {})
  }
}
