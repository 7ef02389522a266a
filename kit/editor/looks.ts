import { escaped } from '../letters.ts'

/** What was written. `html` is null where it is text and nothing else. */
export type Words = { text: string; html: string | null }

type Node = { type?: string; marks?: unknown[]; content?: Node[] }
const plainNodes = new Set(['doc', 'paragraph', 'text', 'hardBreak'])

/** Whether a document has no looks that plain text would lose. */
export const isPlain = (node: Node): boolean => plainNodes.has(node.type ?? '') && !node.marks?.length && (node.content ?? []).every(isPlain)

/** Text as the editor reads it: a paragraph for each line. */
export const asHtml = ({ text, html }: Words): string => html ?? text.split('\n').map((line) => `<p>${escaped(line)}</p>`).join('')

/** An address as people type it, or null: what could run is no address. */
export function linkTo(typed: string): string | null {
  const address = typed.trim()
  if (/^(?:https?:\/\/|mailto:|tel:)\S+$/i.test(address)) return address
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(address)) return `mailto:${address}`
  return /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?$/i.test(address) ? `https://${address}` : null
}
