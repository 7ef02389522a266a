import { isKnown, t } from './i18n.ts'

/** The server said no: a code for us, a sentence for the reader, and facts (problem+json, RFC 9457). */
export class Declined extends Error {
  readonly code: string
  readonly status: number
  readonly facts: Record<string, unknown>
  constructor(code: string, sentence: string, status: number, facts: Record<string, unknown> = {}) {
    super(sentence)
    this.code = code
    this.status = status
    this.facts = facts
  }
}

/** Facts stand beside code and title, such as who has taken a case. */
type Problem = { code?: string; type?: string; title?: string; detail?: string; [fact: string]: unknown }

/** Our own catalogue comes first, as it speaks the reader's language; what is invalid only the server can tell. */
function declined(status: number, problem: Problem): Declined {
  const code = problem.code ?? problem.type?.split(/[/:#]/).at(-1) ?? 'unexpected'
  const key = `refusal.${code}`
  const sentence = isKnown(key) ? t(key) : (problem.detail ?? problem.title ?? t('error.unexpected'))
  return new Declined(code, status >= 500 && code !== 'unavailable' ? t('error.unexpected') : sentence, status, problem)
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A network that goes without a word lets a request wait for ever. After this long nobody answers any more: a reading is tried again, of a change one is told. */
const patience = (method: Method) => (method === 'GET' ? 20_000 : 60_000)

/** One request to the API. Cookies stay on our origin; writes carry the header that a foreign form cannot set (CSRF). */
export async function call<Answer>(method: Method, path: string, body?: unknown, signal?: AbortSignal, more: Record<string, string> = {}, patienceMs = patience(method)): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json', ...more }
  if (method !== 'GET') headers['x-balie-csrf'] = '1'
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
  const leave = AbortSignal.timeout(patienceMs)
  let answer: { status: number; text: string }
  try {
    const said = await fetch(`/api/v1/${path}`, { method, headers, credentials: 'same-origin', signal: signal ? AbortSignal.any([signal, leave]) : leave, body: body === undefined ? null : isForm ? body : JSON.stringify(body) })
    answer = { status: said.status, text: await said.text() }
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Declined('network', t('error.network'), 0)
  }
  return readAnswer<Answer>(answer.status, answer.text)
}

/** What the server said, or its refusal thrown. A proxy's HTML page counts as an answer without words. */
export function readAnswer<Answer>(status: number, text: string): Answer {
  let json: unknown = null
  try { json = text ? JSON.parse(text) : null } catch { json = null }
  if (status < 200 || status >= 300) throw declined(status, (json ?? {}) as Problem)
  return json as Answer
}

/** `?a=1&b=2` from what is set; empty when nothing is. */
export function query(values: Record<string, string | number | undefined | null>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== null && entry[1] !== '')
  return set.length ? `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}` : ''
}

export const sentence = (error: unknown) => (error instanceof Declined ? error.message : t('error.unexpected'))
export const hasCode = (error: unknown, code: string): error is Declined => error instanceof Declined && error.code === code
