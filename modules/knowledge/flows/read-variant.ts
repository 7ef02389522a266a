import { Refusal } from '#platform/refusal'
import { withoutNul } from '#platform/text'
import { picturesIn, readWritten } from '#platform/written-html'
import type { TextVariant } from '../contract.ts'

/** Reads what was written, as strictly as a letter. @throws Refusal when nothing is said (but by a text that does something), or where a picture stands: it is a file of one message. */
export async function readVariant({ language, text, html }: TextVariant, mayBeSilent = false): Promise<TextVariant> {
  const written = html === null ? { text: withoutNul(text), html } : await readWritten(html)
  if (picturesIn(written.html).size) throw new Refusal('invalid', 'A text cannot hold pictures. Take them out, and insert them where you use it.')
  if (!written.text.trim() && !mayBeSilent) throw new Refusal('invalid', 'There are no words in one of the languages.', { language })
  return { language, ...written }
}
