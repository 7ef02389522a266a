import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { addLines, nextNumber } from '../queries/talks.ts'
import { hailLines } from './tell.ts'

export type HouseWord = 'joined' | 'left' | 'ended' | 'by-mail' | 'transferred'
/** What the house itself says in a talk: a word of the catalogue, which each side shows in its own language. */
export async function sayAsHouse(tx: Tx, talk: { id: string; brandId: string }, word: HouseWord, name = ''): Promise<number> {
  const accountId = tx.scope!.accountId
  const [numbered] = await nextNumber(tx, { id: talk.id })
  await addLines(tx, [{ accountId, brandId: talk.brandId, talkId: talk.id, n: numbered!.n, messageId: null, clientId: newId(), saidBy: 'system', word, name, card: null }])
  tx.afterCommit(() => hailLines(accountId, [talk.id]))
  return numbered!.n
}
