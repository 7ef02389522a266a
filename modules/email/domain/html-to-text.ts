import { Parser } from 'htmlparser2'
import { quoteBoundary } from './quote-markup.ts'

/** Where in the text an older mail is repeated, as the tags say it. */
export type QuoteMark = { from: number; to: number; certain: boolean }
export type HtmlText = { text: string; marks: QuoteMark[]; remoteImages: boolean; tooDeep: boolean }

const maxInput = 2_000_000
const maxText = 1_000_000
const block = new Set('address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead title tr ul'.split(' '))
const spaced = new Set('p h1 h2 h3 h4 h5 h6 ul ol blockquote pre'.split(' '))
const silent = new Set('head style script noscript template svg math object iframe textarea select audio video applet'.split(' '))
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

/**
 * HTML to readable text in one pass over the tags. There is no tree and no recursion, so depth
 * cannot hurt: 200,000 nested elements cost as much as 200,000 beside each other.
 */
export function htmlToText(html: string): HtmlText {
  const out = new TextWriter()
  const stack: Array<{ name: string; quote: { from: number; certain: boolean } | null; href: string | null; hrefFrom: number }> = []
  const marks: QuoteMark[] = []
  let muted = 0
  let pre = 0
  let remoteImages = false
  let cutFrom = -1
  let deepest = 0

  const leave = (entry: (typeof stack)[number]) => {
    if (silent.has(entry.name)) muted -= 1
    if (entry.name === 'pre') pre -= 1
    if (block.has(entry.name)) out.breakLine(spaced.has(entry.name) ? 2 : 1)
    if (entry.quote) marks.push({ from: entry.quote.from, to: out.length, certain: entry.quote.certain })
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'img') {
        if (/^\s*(?:https?:)?\/\//i.test(attributes.src ?? '') || attributes.srcset) remoteImages = true
        const alt = (attributes.alt ?? '').trim()
        if (muted === 0 && alt !== '' && alt.length < 200) out.write(`[${alt}]`)
        return
      }
      if (attributes.background || /url\s*\(\s*['"]?\s*(?:https?:)?\/\//i.test(attributes.style ?? '')) remoteImages = true
      if (name === 'br') { if (muted === 0) out.newLine(); return }
      const boundary = cutFrom < 0 && muted === 0 ? quoteBoundary(name, attributes) : null
      if (block.has(name)) out.breakLine(spaced.has(name) ? 2 : 1)
      if (name === 'td' || name === 'th') out.gap()
      if (name === 'li') out.write('- ')
      if (boundary === 'cut') { out.breakLine(2); cutFrom = out.length }
      if (empty.has(name)) return
      if (silent.has(name)) muted += 1
      if (name === 'pre') pre += 1
      const quote = boundary === 'certain' || boundary === 'perhaps' ? { from: out.length, certain: boundary === 'certain' } : null
      stack.push({ name, quote, href: null, hrefFrom: 0 })
      deepest = Math.max(deepest, stack.length)
    },
    ontext(text) {
      if (muted > 0 || out.length > maxText) return
      if (pre > 0) out.writePreformatted(text)
      else out.write(text)
    },
    onclosetag(name) {
      if (empty.has(name)) return
      if (stack[stack.length - 1]?.name !== name) return
      leave(stack.pop()!)
    },
  }, { decodeEntities: true, lowerCaseTags: true })
  parser.write(html.slice(0, maxInput))
  parser.end()
  while (stack.length > 0) leave(stack.pop()!)

  const text = out.finish()
  if (cutFrom >= 0) marks.push({ from: cutFrom, to: text.length, certain: true })
  const inside = marks.map((mark) => ({ ...mark, from: Math.min(mark.from, text.length), to: Math.min(mark.to, text.length) }))
  return { text, marks: inside.filter(({ from, to }) => to > from), remoteImages, tooDeep: deepest > 500 }
}

/** Collects words as a browser would lay them out: blanks fold, blocks begin lines, at most one empty line between. */
class TextWriter {
  #chunks: string[] = []
  #wanted = 0
  #space = false
  #atLineStart = true
  length = 0

  #push(text: string) {
    this.#chunks.push(text)
    this.length += text.length
  }
  #settle() {
    if (this.#wanted > 0 && this.length > 0) {
      this.#push('\n'.repeat(Math.min(this.#wanted, 2)))
      this.#atLineStart = true
      this.#space = false
    }
    this.#wanted = 0
  }
  write(text: string) {
    const folded = text.replace(/[ \t\r\n\f]+/g, ' ')
    const words = folded.trim()
    if (words === '') { this.#space ||= folded !== '' && !this.#atLineStart && this.#wanted === 0; return }
    this.#settle()
    if ((this.#space || folded[0] === ' ') && !this.#atLineStart) this.#push(' ')
    this.#push(words)
    this.#atLineStart = false
    this.#space = folded.endsWith(' ')
  }
  writePreformatted(text: string) {
    this.#settle()
    this.#push(text.replace(/\r\n?/g, '\n'))
    this.#atLineStart = text.endsWith('\n')
    this.#space = false
  }
  gap() { this.#space = !this.#atLineStart && this.#wanted === 0 }
  newLine() {
    if (this.length > 0) this.#wanted = Math.min(2, this.#wanted + 1)
    this.#space = false
  }
  breakLine(count: 1 | 2) {
    if (this.length === 0) return
    this.#wanted = Math.max(this.#wanted, count)
    this.#space = false
  }
  finish(): string { return this.#chunks.join('').trimEnd() }
}
