import { safeText } from './header-safety.ts'
import { htmlToText } from './html-to-text.ts'
import { splitReply, type SplitReply } from './split-reply.ts'

export type SplitHtmlReply = SplitReply & { text: string; tooDeep: boolean }

/** The same for HTML: what the tags say about quotes first, then the rules for text on what is left. */
export function splitReplyHtml(html: string): SplitHtmlReply {
  const { text, marks, tooDeep } = htmlToText(html)
  const clean = safeText(text)
  // Offsets hold only while cleaning took nothing away; tags that hide characters are rare and hostile.
  return { text: clean, tooDeep, ...splitReply(clean, clean.length === text.length ? marks : []) }
}
