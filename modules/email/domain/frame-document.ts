export type FrameOptions = {
  /** Where pictures may come from: our own inline pictures and the picture proxy. */
  imageSources?: readonly string[]
  language?: string | null
}

const baseStyle = [
  ':root{color-scheme:light dark}',
  'html{background:#fff;color:#1c1b1f}',
  'body{margin:0;padding:2px;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}',
  'img{max-width:100%;height:auto}',
  'img:not([src]){display:inline-block;min-width:1.5em;min-height:1em;border:1px dashed #999}',
  'table{max-width:100%}',
  'pre{white-space:pre-wrap}',
  'blockquote{margin:.5em 0;padding-left:.8em;border-left:3px solid #bbb}',
  'a{color:#0b57d0}',
  // Mails bring their own colours for a white page. Turned as a whole they stay readable; pictures are turned back.
  '@media (prefers-color-scheme:dark){html{filter:invert(.9) hue-rotate(180deg)}img{filter:invert(1) hue-rotate(180deg)}}',
].join('')

/**
 * The `srcdoc` of the sandboxed frame around sanitised HTML. The policy stands inside the document, so it holds
 * wherever the document is shown; nothing loads but pictures from the places named.
 */
export function frameDocument(safeHtml: string, { imageSources = ['\'self\'', 'data:'], language }: FrameOptions = {}): string {
  const sources = imageSources.filter((source) => /^(?:'self'|data:|blob:|https?:\/\/[a-z0-9.:[\]-]+)$/i.test(source))
  const policy = ['default-src \'none\'', `img-src ${sources.length > 0 ? sources.join(' ') : '\'none\''}`, 'style-src \'unsafe-inline\'', 'base-uri \'none\'', 'form-action \'none\''].join('; ')
  const lang = language && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language) ? ` lang="${language}"` : ''
  return `<!doctype html><html${lang}><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`
    + `<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><style>${baseStyle}</style></head><body dir="auto">${safeHtml}</body></html>`
}
