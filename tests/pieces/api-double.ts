import { vi } from 'vitest'
import { promises } from './promises.ts'

export type Asked = { address: string; path: string; params: string[]; search: URLSearchParams; body: any; /** If-Match. */ match: string | null }
type Answer = unknown | ((asked: Asked) => unknown)
type Refusal = { status: number; code: string; facts: Record<string, unknown> }
const refusals = new WeakSet<object>()
const away = Symbol('away')

/** The server says no: a code, and facts. Given as an answer. */
export function refused(status: number, code: string, facts: Record<string, unknown> = {}): Refusal {
  const refusal = { status, code, facts }
  refusals.add(refusal)
  return refusal
}
/** Nobody answers: there is no network. */
export const unreachable = (): typeof away => away

const patterns = Object.keys(promises).map((address) => ({ address, pattern: new RegExp(`^${address.replace(/\{\w+\}/g, '([^/]+)')}$`) }))
  // What is named comes before what is a placeholder: cases/counts is no case.
  .sort((one, other) => one.address.split('{').length - other.address.split('{').length)

/**
 * The server as a screen sees it. It answers what a test gives it, and only by contract: what was promised otherwise, or is asked
 * without anybody having said what comes of it, is in `faults`, which no test may leave with something in it.
 */
export function apiDouble(given: Record<string, Answer>) {
  const answers = new Map(Object.entries(given))
  const asked: Asked[] = []
  const faults: string[] = []
  const held = new Map<string, Array<() => void>>()
  const listen = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const whole = new URL(String(url), 'http://desk')
    const path = whole.pathname.replace('/api/v1/', '')
    const found = patterns.flatMap(({ address, pattern }) => { const hit = pattern.exec(`${init.method ?? 'GET'} ${path}`); return hit ? [{ address, params: hit.slice(1) }] : [] })[0]
    const request: Asked = { address: found?.address ?? `${init.method} ${path}`, path, params: found?.params ?? [], search: whole.searchParams, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined, match: new Headers(init.headers).get('if-match') }
    asked.push(request)
    const gates = held.get(request.address)
    if (gates) await new Promise<void>((resolve) => { gates.push(resolve) })
    init.signal?.throwIfAborted()
    if (!found) return fault(`${request.address}: nobody promised this`)
    const promised = promises[found.address]!
    const heard = promised.hears?.safeParse(request.body)
    if (heard?.error) return fault(`${found.address} does not hear ${JSON.stringify(request.body)}: ${heard.error.message}`)
    if (!answers.has(found.address)) return fault(`${found.address} was asked, and the test does not say what comes of it`)
    const answer = answers.get(found.address)
    const said = await (typeof answer === 'function' ? (answer as (asked: Asked) => unknown)(request) : answer)
    if (said === away) throw new TypeError('Failed to fetch')
    if (typeof said === 'object' && said !== null && refusals.has(said)) { const { status, code, facts } = said as Refusal; return new Response(JSON.stringify({ type: `https://balie.example/refusals/${code}`, title: code, status, code, ...facts }), { status }) }
    if (promised.answers === null) return new Response(null, { status: 204 })
    const spoken = promised.answers.safeParse(said)
    return spoken.error ? fault(`${found.address} does not answer ${JSON.stringify(said)?.slice(0, 300)}: ${spoken.error.message}`) : Response.json(said)
  }
  const fault = (words: string): Response => { faults.push(words); return new Response(JSON.stringify({ code: 'bug', title: words, status: 500 }), { status: 500 }) }
  vi.stubGlobal('fetch', listen)
  return {
    asked, faults,
    /** From now on it answers so. */
    on(address: string, answer: Answer) { if (!promises[address]) throw new Error(`${address}: nobody promised this`); answers.set(address, answer) },
    /** How often, and with what, it was asked. */
    to: (address: string) => asked.filter((each) => each.address === address),
    /** Keeps whoever asks waiting. @returns what lets all of them go on */
    hold(address: string) {
      const gates: Array<() => void> = []
      held.set(address, gates)
      return () => { held.delete(address); for (const open of gates) open() }
    },
  }
}
export type ApiDouble = ReturnType<typeof apiDouble>
