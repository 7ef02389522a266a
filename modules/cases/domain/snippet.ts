/** A part of what was said, and whether it is what was looked for. Parts rather than markup: nothing that a stranger wrote can become any. */
export type SnippetPart = { text: string; hit: boolean }

/** The database puts these around what it found; they are taken out of the text before, and no font has a sign for them. */
export const hitBegins = '\ue000'
export const hitEnds = '\ue001'

export function snippetParts(marked: string): SnippetPart[] {
  const parts: SnippetPart[] = []
  for (const [n, piece] of marked.replace(/\s+/g, ' ').split(hitBegins).entries()) {
    const [hit, rest] = n === 0 ? ['', piece] : piece.split(hitEnds, 2) as [string, string | undefined]
    if (hit) parts.push({ text: hit, hit: true })
    if (rest) parts.push({ text: rest, hit: false })
  }
  return parts
}
