import { allAccountIds } from '#modules/accounts'
import { caseOfConversation } from '#modules/cases'
import { db, type Tx } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import { log } from '#platform/log'
import { talkEnded, talkMailed } from '../events.ts'
import { markMailed, talksToEnd, talksToMail } from '../queries/by-mail.ts'
import { endTalk, linesAfter, talkById } from '../queries/talks.ts'
import { sayAsHouse } from './house-lines.ts'
import { writeLetter } from './letter.ts'

const mostLines = 200

/** What time makes of talks, in every account: answers to those who left go by mail, and silent talks end. */
export async function lookAfterTalks(): Promise<void> {
  for (const accountId of await allAccountIds()) {
    const scope = { accountId, brandIds: 'all' as const }
    const [toMail, toEnd] = await db().reading(scope, async (tx) => [await talksToMail(tx, {}), await talksToEnd(tx, {})])
    // One that cannot be mailed holds up no other; the next minute tries it again.
    const each = (id: string, work: typeof mailAnswer) => db().transaction(scope, (tx) => work(tx, id)).catch((error) => log.warn({ error, talk: id }, 'a talk could not be looked after'))
    for (const { id } of toMail) await each(id, mailAnswer)
    for (const { id } of toEnd) await each(id, endSilent)
  }
}

/** Once: that a line has gone by mail is kept with the letter, in the same transaction. */
async function mailAnswer(tx: Tx, talkId: string): Promise<void> {
  const [held] = await caseOfConversation(tx, { conversationId: talkId })
  const [talk] = await talkById(tx, { id: talkId })
  if (!held || !talk || held.status === 'closed') return
  const before = talk.mailed
  const rows = await linesAfter(tx, { talkIds: [talkId], after: [before], limit: mostLines })
  const upTo = rows.at(-1)?.n ?? before
  const unheard = rows.some((each) => each.by === 'agent' && each.n > Math.max(talk.visitorGot, before))
  const conversationId = unheard ? await writeLetter(tx, 'answer', talk, held, rows, null) : null
  if (!conversationId) return
  const said = await sayAsHouse(tx, talk, 'by-mail')
  // The house's own line counts as sent: it says that it was.
  const marked = await markMailed(tx, { id: talkId, before, upTo: upTo + 1 === said ? said : upTo, conversationId })
  if (!marked.length) throw new Error('This talk went by mail at the same moment; nothing of it is sent twice.')
  await announce(tx, theSystem, talkMailed({ brandId: talk.brandId, subjectId: talkId, caseId: held.id, teamId: held.teamId, ownerId: held.ownerId }, { talkId, upTo }))
}

async function endSilent(tx: Tx, talkId: string): Promise<void> {
  const [held] = await caseOfConversation(tx, { conversationId: talkId })
  const [talk] = await talkById(tx, { id: talkId })
  if (!talk || !(await endTalk(tx, { id: talkId, by: 'time', wrapUp: null })).length) return
  await sayAsHouse(tx, talk, 'ended')
  await announce(tx, theSystem, talkEnded({ brandId: talk.brandId, subjectId: talkId, caseId: held?.id ?? null, teamId: held?.teamId ?? null, ownerId: held?.ownerId ?? null }, { talkId, by: 'time' }))
}
