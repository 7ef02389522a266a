import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Http } from '#platform/http'
import { Refusal } from '#platform/refusal'
import { home } from './home.ts'

const built = join(home, 'dist', 'widget')
const read = (name: string) => readFileSync(new URL(`./widget-pages/${name}`, import.meta.url), 'utf8')
const testPage = read('test.html')
const style = read('test.css')
const testScript = read('test.js')
// The page is as strict as a careful site: that the widget runs here says that it runs there.
const policy = `default-src 'none'; script-src 'self'; connect-src 'self' ws: wss:; img-src 'self' https: data:; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`

const files = ['loader.js', 'greeter.js', 'challenge.js', ...['en', 'de', 'da', 'nl', 'et'].flatMap((language) => [`widget-${language}.js`, `words-${language}.json`])]
const held = new Map<string, { since: number; bytes: Buffer; etag: string }>()
/** As it was packed when it was built: no proxy needs to, and every page of a brand asks for it. Read anew when it was built anew. */
function packed(name: string, encoding: string) {
  const file = join(built, name) + ({ br: '.br', gzip: '.gz' }[encoding] ?? '')
  const since = statSync(file).mtimeMs
  const known = held.get(file)
  if (known?.since === since) return known
  const bytes = readFileSync(file)
  const read = { since, bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"` }
  held.set(file, read)
  return read
}

/** What a brand's site loads from us, and a page on which the widget is tried. The talk itself is `/chat/v1/…`. */
export function widgetPages(app: Http) {
  for (const name of files) {
    app.get(`/chat/${name}`, { config: { may: 'public' }, schema: { hide: true } }, async (request, answer) => {
      if (!existsSync(join(built, name))) throw new Refusal('unknown', 'The widget was not built: start Balie with npm start.')
      const encoding = ['br', 'gzip'].find((each) => new RegExp(`\\b${each}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(String(request.headers['accept-encoding'] ?? ''))) ?? ''
      const { bytes, etag } = packed(name, encoding)
      // The loader names the others by their content. It is looked after again within minutes, so that a new one is everywhere soon.
      const kept = name !== 'loader.js' && (request.query as { v?: string }).v ? 'public, max-age=31536000, immutable' : 'public, max-age=300, stale-while-revalidate=86400'
      answer.headers({ 'content-type': `${name.endsWith('.js') ? 'text/javascript' : 'application/json'}; charset=utf-8`, 'cache-control': kept, etag, 'vary': 'accept-encoding', 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', ...encoding ? { 'content-encoding': encoding } : {} })
      return request.headers['if-none-match'] === etag ? answer.status(304).send() : answer.send(bytes)
    })
  }
  app.get('/chat/test.js', { config: { may: 'public' }, schema: { hide: true } }, async (_, answer) => answer.headers({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }).send(testScript))
  app.get('/chat/test/:key', { config: { may: 'public' }, schema: { hide: true, params: z.object({ key: z.string().regex(/^[\w-]{1,64}$/) }) } }, async ({ params, query }, answer) =>
    answer.headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'cache-control': 'no-cache' }).send(testPage.replace('STYLE', () => style).replace(' data-site="SITE"', 'preview' in (query as object) ? '' : ` data-site="${params.key}"`)))
}
