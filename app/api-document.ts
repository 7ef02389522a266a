import { z } from 'zod'
import type { Http } from '#platform/http'
import { refusalStatus } from '#platform/refusal'
import { apiWords, type ApiWords } from './api-words.ts'

export type Schema = { type?: string | string[]; properties?: Record<string, Schema>; items?: Schema; required?: string[]; enum?: unknown[]; anyOf?: Schema[]; oneOf?: Schema[]; description?: string; default?: unknown; const?: unknown; format?: string; [more: string]: unknown }
type Content = Record<string, { schema: Schema }>
export type Parameter = { in: string; name: string; required?: boolean; schema: Schema; description?: string }
export type Operation = {
  operationId: string; summary: string; tags: string[]; parameters?: Parameter[]; requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { description: string; content?: Content; headers?: Record<string, unknown>; $ref?: string }>; security?: unknown[]; 'x-may': string; 'x-if-match'?: boolean
}
export type ApiDocument = { openapi: string; info: { title: string; version: string; description?: string }; tags: Array<{ name: string }>; paths: Record<string, Record<string, Operation>>; components: Record<string, unknown> }

/** The OpenAPI 3.1 document: what the routes say of themselves, with a sentence for each, what they answer, and how they say no. */
export function apiDocument(app: Http): ApiDocument {
  const raw = structuredClone(app.swagger()) as unknown as ApiDocument
  const words = new Map(Object.entries(apiWords).flatMap(([tag, routes]) => Object.entries(routes).map(([route, each]) => [route, { tag, ...each }] as const)))
  for (const [path, methods] of Object.entries(raw.paths)) for (const [method, operation] of Object.entries(methods)) {
    const said = words.get(`${method.toUpperCase()} ${path}`)
    complete(operation, method, path, said)
  }
  return { ...raw, tags: Object.keys(apiWords).map((name) => ({ name })), components: { ...raw.components, schemas: { Problem: problem }, responses: { Problem: { description: 'A refusal (RFC 9457): `code` for programs, `title` for people, and facts.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } } } }
}

function complete(operation: Operation, method: string, path: string, said: (ApiWords & { tag: string }) | undefined) {
  operation.operationId = nameOf(method, path)
  if (said) Object.assign(operation, { summary: said.say, tags: [said.tag] })
  operation.tags ??= [chapterOf(path)]
  operation.security = operation['x-may'] === 'public' ? [] : [{ token: [] }]
  if (said?.answer !== undefined) operation.responses = answerOf(said)
  for (const each of Object.values(operation.responses)) if (each.description === 'Default Response') each.description = 'Done.'
  if (path === '/api/v1/uploads') operation.requestBody = { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] } } } }
  if (path.startsWith('/api/v1/inbound/')) operation.requestBody = { required: true, content: { 'message/rfc822': { schema: { type: 'string', format: 'binary' } } } }
  operation.responses['default'] = { $ref: '#/components/responses/Problem' } as Operation['responses'][string]
  if (method !== 'get' && operation['x-may'] !== 'public') operation.parameters = [...operation.parameters ?? [], header('Idempotency-Key', 'Asked again under the same key within a day, it is done once and told again.')]
  if (operation['x-if-match']) operation.parameters = [...operation.parameters ?? [], header('If-Match', 'The ETag of what you saw; 412 with the thing as it is now when it was changed since.')]
}

function answerOf({ answer, status }: ApiWords): Operation['responses'] {
  if (answer === null) return { [status ?? 204]: { description: 'Done; there is nothing to tell.' } }
  if (typeof answer === 'string') return { [status ?? 200]: { description: 'Done.', content: { [answer]: { schema: { type: 'string' } } } } }
  const { $schema: _, ...schema } = z.toJSONSchema(answer!, { io: 'output', unrepresentable: 'any' }) as Schema
  return { [status ?? 200]: { description: 'Done.', content: { 'application/json': { schema } } } }
}

const header = (name: string, description: string): Parameter => ({ in: 'header', name, required: false, description, schema: { type: 'string' } })

/** A route that says itself what it is for stands in the chapter named like its first word. */
const chapterOf = (path: string): string => { const word = path.replace('/api/v1/', '').split('/')[0]!; return word[0]!.toUpperCase() + word.slice(1) }

/** `PUT /api/v1/cases/{id}/status` is `putCasesStatus`. */
const nameOf = (method: string, path: string) => method + path.replace('/api/v1', '').replace(/\{(\w+)\}/g, (_, name: string) => (name === 'id' ? 'one' : name)).split(/[/-]/).filter(Boolean).map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')

const problem: Schema = {
  type: 'object', required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' }, title: { type: 'string', description: 'A sentence for people.' }, status: { type: 'integer' },
    code: { type: 'string', description: `For programs: ${Object.entries(refusalStatus).map(([code, status]) => `${code} (${status})`).join(', ')}; bug (500).` },
    request: { type: 'string', description: 'Name it when you ask us about it.' },
    fields: { type: 'array', items: { type: 'object', properties: { field: { type: 'string' }, problem: { type: 'string' } } } },
  },
  additionalProperties: true,
}
