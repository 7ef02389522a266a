import sanitize from 'sanitize-html'
import type { MailProblem } from './parsed-mail.ts'

export type SanitiseOptions = { inlineImageUrl?: ((contentId: string) => string | null) | undefined }
export type SanitisedHtml = { html: string; hasRemoteImages: boolean; refused: MailProblem | null }

const deepest = 500
const largest = 2 * 1024 * 1024
const size = /^(?:\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%)?|auto|0)(?:\s+(?:\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%)?|auto|0)){0,3}$/i
const colour = /^(?:#[0-9a-f]{3,8}|[a-z]{3,24}|rgba?\([\d\s.,%/]{1,40}\))$/i
const word = /^[a-z-]{1,24}$/i
const border = /^(?:[\d.]{1,5}(?:px|pt|em)?|[a-z]{3,20}|#[0-9a-f]{3,8}|rgba?\([\d\s.,%/]{1,40}\)|\s){1,8}$/i

/** Properties that set type and tables. None can load, cover other things or leave the frame: no url(), no position, no expression. */
const styles: Record<string, RegExp[]> = {
  'color': [colour], 'background-color': [colour], 'font-size': [size], 'font-weight': [/^(?:\d{3}|bold|bolder|normal|lighter)$/i], 'font-style': [word], 'font-family': [/^[\p{L}\d\s,'"-]{1,200}$/u],
  'text-align': [word], 'text-decoration': [/^[a-z\s-]{1,40}$/i], 'line-height': [size, /^normal$/i], 'vertical-align': [word, size], 'white-space': [word],
  'margin': [size], 'margin-top': [size], 'margin-right': [size], 'margin-bottom': [size], 'margin-left': [size],
  'padding': [size], 'padding-top': [size], 'padding-right': [size], 'padding-bottom': [size], 'padding-left': [size],
  'border': [border], 'border-top': [border], 'border-right': [border], 'border-bottom': [border], 'border-left': [border], 'border-collapse': [word], 'border-color': [colour], 'border-width': [size], 'border-style': [word],
  'width': [size], 'max-width': [size], 'min-width': [size], 'height': [size], 'list-style-type': [word],
}

/**
 * A mail's HTML as it may be shown inside the sandboxed frame: an allow-list, no active content, nothing that loads by itself.
 * Inline pictures keep their content id (`data-cid`), remote ones their address (`data-remote-src`), both without `src`.
 */
export function sanitiseHtml(html: string, options: SanitiseOptions = {}): SanitisedHtml {
  if (html.length > largest) return { html: '', hasRemoteImages: false, refused: 'html-too-large' }
  if (nestsDeeperThan(html, deepest)) return { html: '', hasRemoteImages: false, refused: 'html-too-deep' }
  let hasRemoteImages = false
  const safe = sanitize(html, {
    allowedTags: ['p', 'div', 'span', 'br', 'hr', 'b', 'strong', 'i', 'em', 'u', 's', 'strike', 'del', 'ins', 'sub', 'sup', 'small', 'big', 'font', 'center', 'a', 'img', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'code', 'tt', 'kbd', 'samp',
      'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption', 'colgroup', 'col', 'address', 'abbr', 'cite', 'q', 'mark', 'time', 'figure', 'figcaption', 'article', 'section', 'header', 'footer', 'main'],
    nonTextTags: ['style', 'script', 'textarea', 'option', 'noscript', 'title', 'head', 'template', 'svg', 'math', 'iframe', 'object', 'embed', 'noembed', 'noframes', 'xmp', 'plaintext', 'select', 'audio', 'video', 'canvas'],
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title', 'align', 'valign'], 'a': ['href', 'name', 'target', 'rel'], 'img': ['data-cid', 'data-remote-src', 'src', 'alt', 'width', 'height'], 'font': ['color', 'size', 'face'],
      'table': ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'], 'td': ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'nowrap'], 'th': ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'scope'], 'tr': ['bgcolor'], 'ol': ['start', 'type'], 'ul': ['type'], 'li': ['value'], 'col': ['span', 'width'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'], allowedSchemesByTag: { img: [] }, allowProtocolRelative: false, allowedStyles: { '*': styles }, enforceHtmlBoundary: false,
    transformTags: {
      a: (tagName, { href, title }) => ({ tagName, attribs: { ...href && { href }, ...title && { title }, target: '_blank', rel: 'noopener noreferrer' } }),
      img: (tagName, { src = '', alt = '', width, height }) => {
        const attribs: Record<string, string> = { alt, ...width && /^\d{1,4}%?$/.test(width) && { width }, ...height && /^\d{1,4}%?$/.test(height) && { height } }
        const address = src.trim()
        if (/^cid:/i.test(address)) {
          const contentId = address.slice(4).replace(/^<|>$/g, '')
          const url = options.inlineImageUrl?.(contentId)
          return { tagName, attribs: url ? { ...attribs, 'data-cid': contentId, src: url } : { ...attribs, 'data-cid': contentId } }
        }
        if (/^(?:https?:)?\/\/[^\s]/i.test(address)) {
          hasRemoteImages = true
          return { tagName, attribs: { ...attribs, 'data-remote-src': address.startsWith('//') ? `https:${address}` : address } }
        }
        return { tagName, attribs }
      },
    },
  })
  return { html: safe, hasRemoteImages, refused: null }
}

/** Counts openings against closings without a parser, so that a bomb is noticed before a parser recurses into it. */
function nestsDeeperThan(html: string, limit: number): boolean {
  let depth = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const next = html.charCodeAt(at + 1) | 32
    if (html[at + 1] === '/') depth = Math.max(0, depth - 1)
    else if (next >= 97 && next <= 122 && !/^<(?:br|hr|img|col|meta|link|input|area|base|wbr|p|li|td|tr|th|o:p)\b/i.test(html.slice(at, at + 6))) depth++
    if (depth > limit) return true
  }
  return false
}
