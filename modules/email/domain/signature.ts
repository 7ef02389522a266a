import type { TextLine } from './quote-headers.ts'
import { isFooterRule, isPhoneLine, isSignatureDelimiter } from './signature-words.ts'

const maxSignatureLines = 15

/**
 * The signature in the lines that were kept: from its delimiter to the end, or to the place where the
 * quote was taken out (`seam`), because words under a quote are no signature.
 */
export function findSignature(lines: TextLine[], seam: number): { from: number; to: number } | null {
  return below(lines, seam === lines.length || seam === 0 ? lines.length : seam) ?? (seam < lines.length ? below(lines, lines.length, seam) : null)
}

function below(lines: TextLine[], end: number, start = 0): { from: number; to: number } | null {
  let last = end
  while (last > start && lines[last - 1]!.blank) last -= 1
  let from = -1
  let filled = 0
  const footers: number[] = []
  for (let i = last - 1; i >= start; i -= 1) {
    const line = lines[i]!
    if (isFooterRule(line.text) && filled <= 12 && (filled > 0 || from >= 0)) footers.push(i)
    if (isSignatureDelimiter(line.text) && hasWords(lines, start, i)) { from = i; break }
    if (!line.blank && line.quoted === 'no') filled += 1
    if (filled > maxSignatureLines || line.quoted !== 'no') break
  }
  for (const footer of footers) if (looksLikeFooter(lines.slice(footer + 1, last)) && hasWords(lines, start, footer)) from = from < 0 ? footer : Math.min(from, footer)
  let top = from < 0 ? last : from
  for (let moved = true; moved;) {
    moved = false
    let i = top - 1
    while (i >= start && lines[i]!.blank) i -= 1
    if (i < start) break
    const line = lines[i]!
    if (isPhoneLine(line.text) && line.quoted === 'no') { top = i; moved = true }
    else if (dashedName(lines, i, top, start)) { top = i; moved = true }
  }
  return top < last ? { from: top, to: end } : null
}

/** "-Abhishek Kona" under an empty line, the only line of its kind: a name, not an item of a list. */
function dashedName(lines: TextLine[], i: number, _end: number, start: number): boolean {
  const text = lines[i]!.text
  if (!/^-{1,2} ?\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){0,3}\s*$/u.test(text) || (i > start && !lines[i - 1]!.blank)) return false
  return !lines.slice(start, i).some((line) => /^\s*[-*•]\s?\S/.test(line.text)) && hasWords(lines, start, i)
}

function looksLikeFooter(lines: TextLine[]): boolean {
  const filled = lines.filter((line) => !line.blank)
  return filled.length > 0 && filled.length <= 12 && filled.some((line) => /https?:\/\/|@|mailing list|unsubscribe|abmelden|afmeld|uitschrijven|avmeld|\bwww\./i.test(line.text))
}

function hasWords(lines: TextLine[], from: number, to: number): boolean {
  return lines.slice(from, to).some((line) => !line.blank)
}
