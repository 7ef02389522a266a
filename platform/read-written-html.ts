import { Parser } from 'htmlparser2'
import sanitize from 'sanitize-html'

/** What a colleague wrote, with its looks. `html` is null where it is text and nothing else: then the text alone is kept. */
export type Written = { text: string; html: string | null }

/** Looks that a composer can make. Anything else (scripts, styles, classes, remote pictures) is taken out, its words stay. */
const looks = ['strong', 'em', 'u', 's', 'a', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'h2', 'h3', 'table', 'tbody', 'tr', 'th', 'td', 'img', 'hr', 'span']
const contentId = /^[0-9a-f-]{36}$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Reads what a composer sends. The words are read from the HTML, never taken from beside it: what a customer's mail program shows
 * as text and what it shows as HTML say the same. `names`: whom a `<span data-person="…">` may name. In what leaves the house, nobody.
 */
export function readWritten(html: string, names: (personId: string) => boolean = () => false): Written {
  const safe = onlyThesePeople(sanitize(html, {
    allowedTags: ['p', 'br', ...looks], nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title', 'head', 'template', 'svg', 'math', 'iframe', 'object', 'embed'],
    allowedAttributes: { a: ['href'], img: ['data-cid', 'alt', 'width'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'], ol: ['start'], span: ['data-person'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'], allowProtocolRelative: false,
    transformTags: { b: 'strong', i: 'em', strike: 's', del: 's', div: 'p', h1: 'h2', h4: 'h3', h5: 'h3', h6: 'h3' },
    // A picture is a file of this message, or none: a remote one would tell its sender who looks.
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !contentId.test(attribs['data-cid'] ?? ''),
    allowedStyles: {}, enforceHtmlBoundary: false,
  }).toWellFormed().replaceAll('\u0000', '\ufffd'), names)
  const plain = !looks.some((tag) => safe.includes(`<${tag}>`) || safe.includes(`<${tag} `))
  return { text: textOf(safe), html: plain ? null : safe }
}

/** Of a span that names nobody, or somebody who may not be named, the words stay. The HTML is what was just made: its tags are balanced. */
function onlyThesePeople(html: string, names: (personId: string) => boolean): string {
  const kept: boolean[] = []
  return html.replace(/<span(?: data-person="([^"]*)")?>|<\/span>/g, (tag, person: string | undefined) => {
    if (tag === '</span>') return kept.pop() ? tag : ''
    kept.push(person !== undefined && uuid.test(person) && names(person))
    return kept.at(-1) ? tag : ''
  })
}

/** Whom a note names, as far as HTML tells. Whether they may be named is decided by whoever asks. */
export const peopleIn = (html: string | null): Set<string> => new Set([...html ? readWritten(html, () => true).html?.matchAll(/<span data-person="([^"]+)">/g) ?? [] : []].map((found) => found[1]!))

const ownLine = new Set(['p', 'li', 'blockquote', 'pre', 'ul', 'ol', 'h2', 'h3', 'table', 'tr', 'hr'])

/** The same as text: one line for each paragraph, as it was typed; lists with their signs, links with their address, cells apart. */
function textOf(html: string): string {
  let text = ''
  const lists: Array<{ next: number | null }> = []
  let quoted = 0
  let cells = 0
  let link: { href: string; from: number } | null = null
  let fresh = true
  const line = () => { if (!fresh) { text += '\n'; fresh = true } }
  const write = (words: string) => {
    if (!words) return
    if (fresh && quoted) text += '> '.repeat(quoted)
    fresh = false
    text += words
  }
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (tag === 'br') { if (fresh) write(' '); line() }
      if (ownLine.has(tag) && tag !== 'p') line()
      if (tag === 'blockquote') quoted++
      if (tag === 'td' || tag === 'th') cells++
      if (tag === 'ul') lists.push({ next: null })
      if (tag === 'ol') lists.push({ next: Number(attributes['start'] ?? 1) || 1 })
      if (tag === 'li') {
        const list = lists.at(-1) ?? { next: null }
        write(`${'  '.repeat(Math.max(0, lists.length - 1))}${list.next === null ? '-' : `${list.next++}.`} `)
      }
      if (tag === 'a') link = { href: attributes['href'] ?? '', from: text.length }
      if (tag === 'img') write(`[${attributes['alt'] || '…'}]`)
      if (tag === 'hr') write('---')
    },
    ontext(words) { write(words) },
    onclosetag(tag) {
      if (tag === 'a' && link) {
        const address = link.href.replace(/^(?:mailto|tel):/, '')
        if (address && !text.slice(link.from).includes(address.replace(/^https?:\/\/|\/$/g, ''))) write(` (${address})`)
        link = null
      }
      if (tag === 'td' || tag === 'th') { cells--; write('\t') }
      if (cells > 0) return
      // An empty paragraph is an empty line.
      if (tag === 'p' && fresh && !lists.length) { write(' '); line() } else if (ownLine.has(tag)) line()
      if (tag === 'blockquote') quoted = Math.max(0, quoted - 1)
      if (tag === 'ul' || tag === 'ol') lists.pop()
    },
  }, { decodeEntities: true })
  parser.end(html)
  return text.split('\n').map((each) => each.trimEnd()).join('\n').trimEnd()
}
