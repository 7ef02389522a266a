import { lastSaid } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { firstWords } from '#platform/text'
import { conversationsOfCase, type HeldCase } from '../queries/cases.ts'
import { putAsItStands } from '../queries/moves.ts'

/** A case whose list row follows from what is said in it now. */
export async function asSaid(tx: Tx, held: HeldCase): Promise<HeldCase> {
  const said = await saidIn(tx, held.id)
  if (said) await putAsItStands(tx, { id: held.id, status: held.status, snoozedUntil: held.snoozedUntil, ...asLast(said), waitingSince: held.status === 'open' ? said.unansweredSince : null })
  return held
}

export async function saidIn(tx: Tx, caseId: string) {
  const conversations = await conversationsOfCase(tx, { caseId })
  return (await lastSaid(tx, { conversationIds: conversations.map((each) => each.conversationId) }))[0]
}
export const asLast = (said: { id: string; at: Date; beginning: string }) => ({ lastMessageId: said.id, lastMessageAt: said.at, preview: firstWords(said.beginning, 160) })
