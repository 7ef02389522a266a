import { escapeHtml } from './quote-history.ts'

/**
 * Gives the pictures of sanitised HTML their addresses: inline ones from the mail's own files, remote ones through our proxy when
 * the reader asked for them, nothing otherwise. Works on the sanitiser's output only, where attributes are always double-quoted.
 */
export function withPictures(safeHtml: string, sources: { inline: (contentId: string) => string | null; remote: ((url: string) => string) | null }): string {
  return safeHtml.replace(/<img\b[^>]*>/g, (tag) => {
    const contentId = /\bdata-cid="([^"]*)"/.exec(tag)?.[1]
    const remote = /\bdata-remote-src="([^"]*)"/.exec(tag)?.[1]
    const source = contentId !== undefined ? sources.inline(plainText(contentId)) : remote !== undefined && sources.remote ? sources.remote(plainText(remote)) : null
    const bare = tag.replace(/\s(?:data-cid|data-remote-src|src)="[^"]*"/g, '')
    return source ? bare.replace(/^<img/, `<img src="${source.replace(/"/g, '&quot;')}"`) : bare
  })
}

/** Whether sanitised HTML shows an inline picture of this content id. */
export const showsPicture = (safeHtml: string | null, contentId: string | null): boolean => contentId !== null && safeHtml !== null && safeHtml.includes(`data-cid="${escapeHtml(contentId)}"`)

const plainText = (attribute: string) => attribute.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name: string) => ({ 'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', '#39': "'", '#x27': "'" })[name]!)
