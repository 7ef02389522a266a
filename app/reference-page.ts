import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Http } from '#platform/http'
import { apiDocument, type ApiDocument, type Operation, type Parameter, type Schema } from './api-document.ts'

const style = readFileSync(new URL('./reference-page.css', import.meta.url), 'utf8')
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** `/api`: the document for people. One page without a script, so that it can be read, printed and searched by what everybody has. */
export function referenceRoutes(app: Http) {
  let document: ApiDocument | undefined
  let page: string | undefined
  app.get('/api/v1/openapi.json', { config: { may: 'public' }, schema: { hide: true } }, async () => (document ??= apiDocument(app)))
  app.get('/api', { config: { may: 'public' }, schema: { hide: true } }, async (_, answer) =>
    answer.headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'cache-control': 'no-cache' }).send(page ??= referencePage(document ??= apiDocument(app))))
}

const text = (words: unknown) => String(words).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
/** `code` in a sentence. */
const prose = (words: string) => text(words).replace(/`([^`]+)`/g, '<code>$1</code>')

type Route = { method: string; path: string; operation: Operation }

export function referencePage(document: ApiDocument): string {
  const routes = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]): Route => ({ method: method.toUpperCase(), path, operation })))
  const chapters = document.tags.map(({ name }) => ({ name, id: name.toLowerCase().replace(/[^a-z]+/g, '-'), routes: routes.filter((each) => each.operation.tags?.[0] === name) })).filter((each) => each.routes.length)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>The API of Balie</title><style>${style}</style></head><body>
<a class="skip" href="#main">To the reference</a>
<nav aria-label="Chapters"><p class="name">Balie <span>API v1</span></p><ul>${chapters.map(({ name, id, routes: own }) => `<li><a href="#${id}">${text(name)}</a><ul>${own.map(({ method, path, operation }) => `<li><a href="#${operation.operationId}"><span class="verb verb--${method.toLowerCase()}">${method}</span> ${text(shortPath(path))}</a></li>`).join('')}</ul></li>`).join('')}</ul></nav>
<main id="main"><h1>The API of Balie</h1><p>Everything that the desk can do, for programs. The same as a document: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI ${text(document.openapi)}).</p>${beginning}
${chapters.map(({ name, id, routes: own }) => `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${text(name)}</h2>${own.map(routePart).join('')}</section>`).join('')}</main></body></html>`
}

const beginning = `<section aria-labelledby="beginning"><h2 id="beginning">To begin with</h2>
<p>Make a token in your profile and send it along. It can do what you can, within its scopes (read, write, manage). What you may not see answers 404.</p>
<pre tabindex="0">curl -H 'Authorization: Bearer balie_…' https://desk.example/api/v1/cases?view=mine</pre>
<p><b>Pages.</b> Lists that grow answer <code>rows</code> and <code>nextCursor</code>; ask again with <code>?cursor=</code>. <b>Refusals</b> are problem+json (RFC 9457) with a <code>code</code> and a sentence.
<b>Idempotency-Key</b> on any change: asked again within a day it is done once and told again. <b>ETag</b> and <b>If-Match</b>: a change that is held to what you saw.</p></section>`

const shortPath = (path: string) => path.replace('/api/v1', '')

function routePart({ method, path, operation }: Route): string {
  const body = operation.requestBody && Object.entries(operation.requestBody.content)[0]
  return `<article id="${operation.operationId}" aria-labelledby="${operation.operationId}-title"><h3 id="${operation.operationId}-title"><span class="verb verb--${method.toLowerCase()}">${method}</span> <code>${text(path)}</code></h3>
<p>${prose(operation.summary)}</p><p class="may">${text(whoMay(operation['x-may']))}</p>
${operation.parameters?.length ? parametersPart(operation.parameters) : ''}
${body ? `<details><summary>What to send <span>${text(body[0])}</span></summary>${schemaPart(body[1].schema)}</details>` : ''}
${Object.entries(operation.responses).filter(([status]) => status !== 'default').map(answerPart).join('')}</article>`
}

const whoMay = (may: string) => may === 'public' ? 'Open to everybody.' : may === 'signed-in' ? 'For everybody who is signed in.' : `Needs the permission ${may}.`

function answerPart([status, { description, content }]: [string, Operation['responses'][string]]): string {
  const found = content && Object.entries(content)[0]
  if (!found) return `<p class="answer"><b>${text(status)}</b> ${text(description)}</p>`
  return `<details><summary><b>${text(status)}</b> Answer <span>${text(found[0])}</span></summary>${schemaPart(found[1].schema)}</details>`
}

const parametersPart = (parameters: Parameter[]) => `<dl>${parameters.map((each) => `<div><dt><code>${text(each.name)}</code>${each.required ? ' <b>needed</b>' : ''}</dt><dd>${text(kindOf(each.schema))} <span class="in">in the ${each.in}</span>${each.description ? `<br>${prose(each.description)}` : ''}</dd></div>`).join('')}</dl>`

/** The shape as a nested list: fields, what each may be, and which are needed. */
function schemaPart(schema: Schema, depth = 0): string {
  const of = fieldsOf(schema)
  if (!of.length) return `<p class="shape">${text(kindOf(schema))}</p>`
  return `<dl>${of.map(([name, field, needed]) => {
    const inside = depth < 4 ? nested(field) : null
    return `<div><dt><code>${text(name)}</code>${needed ? ' <b>needed</b>' : ''}</dt><dd>${text(kindOf(field))}${field.description ? `<br>${prose(field.description)}` : ''}${inside ? schemaPart(inside, depth + 1) : ''}</dd></div>`
  }).join('')}</dl>`
}

function fieldsOf(schema: Schema): Array<[string, Schema, boolean]> {
  const [shape] = [schema, schema.items, ...schema.anyOf ?? [], ...schema.oneOf ?? []].filter((each): each is Schema => !!each?.properties)
  return Object.entries(shape?.properties ?? {}).map(([name, field]) => [name, field, !!shape?.required?.includes(name)])
}

const nested = (schema: Schema): Schema | null => (fieldsOf(schema).length ? schema : null)

export function kindOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ')
  const among = schema.anyOf ?? schema.oneOf
  if (among) return [...new Set(among.map(kindOf))].join(' or ')
  const kind = [schema.type ?? 'anything'].flat().join(' or ')
  if (kind === 'array') return `list of ${schema.items ? kindOf(schema.items) : 'anything'}`
  const format = schema.format ? ` (${schema.format})` : ''
  return `${kind}${format}${schema.default === undefined ? '' : `, else ${JSON.stringify(schema.default)}`}`
}
