export type Piece = { text: string; href: string | null }

/** Finds the addresses in a line. The pieces are put on the page as text and as links, never as HTML. */
export function linked(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(/\b(?:https?:\/\/|www\.)[^\s<>"']+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/gi)) {
    // A full stop, comma or closing bracket behind an address belongs to the sentence.
    const address = found[0].replace(/[.,;:!?]+$/, '').replace(/\)$/, (bracket) => (found[0].includes('(') ? bracket : ''))
    const href = safeLink(/^www\./i.test(address) ? `https://${address}` : /^https?:/i.test(address) ? address : `mailto:${address}`)
    if (!href) continue
    if (found.index > at) pieces.push({ text: text.slice(at, found.index), href: null })
    pieces.push({ text: address, href })
    at = found.index + address.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at), href: null })
  return pieces
}

/** Only what leads to a page or a letter: never `javascript:` or `data:`. */
export function safeLink(address: string, kinds = ['http:', 'https:', 'mailto:']): string | null {
  try { const url = new URL(address); return kinds.includes(url.protocol) && !url.username && !url.password ? url.href : null } catch { return null }
}
