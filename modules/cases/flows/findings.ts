import { snippets } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { hitBegins, hitEnds, snippetParts } from '../domain/snippet.ts'

/** What stands around the words in these messages. */
export async function findingsIn(tx: Tx, messageIds: string[], query: string) {
  const found = messageIds.length ? await snippets(tx, { messageIds, query, begins: hitBegins, ends: hitEnds }) : []
  return new Map(found.map((each) => [each.messageId, { messageId: each.messageId, parts: snippetParts(each.snippet) }]))
}
