/** Looks that mail programs do not bring themselves, written on each tag: many of them know no style sheets. */
const looks: Record<string, string> = {
  p: 'margin:0', blockquote: 'margin:0 0 0 8px;border-left:2px solid #ccc;padding-left:10px', pre: 'margin:0;padding:8px;background:#f4f4f4;white-space:pre-wrap;font-family:monospace', code: 'font-family:monospace',
  table: 'border-collapse:collapse;margin:4px 0', td: 'border:1px solid #ccc;padding:4px 8px;vertical-align:top', th: 'border:1px solid #ccc;padding:4px 8px;vertical-align:top;text-align:left;background:#f4f4f4',
  h2: 'margin:8px 0 4px;font-size:1.25em', h3: 'margin:8px 0 4px;font-size:1.1em', ul: 'margin:4px 0;padding-left:24px', ol: 'margin:4px 0;padding-left:24px', hr: 'border:0;border-top:1px solid #ccc', img: 'max-width:100%;height:auto',
}

/** What a colleague wrote, as customers and colleagues see it: paragraphs as close as they were typed. Takes what `readWritten` kept, and nothing else. */
export const withLooks = (html: string): string => `<div>${html
  .replace(/<p><\/p>/g, '<p><br></p>')
  .replace(/<([a-z][a-z0-9]*)(?=[\s>/])/g, (tag, name: string) => (looks[name] ? `${tag} style="${looks[name]}"` : tag))}</div>`

/** The same as it goes out: pictures come from the letter's own parts (RFC 2392). */
export const letterHtml = (html: string): string => withLooks(html).replace(/\bdata-cid="/g, 'src="cid:')
