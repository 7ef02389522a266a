import { colleaguesWithin, peopleOfAccount } from '#modules/accounts'
import { addTags, assign, caseById, followCase, putStatus, sayLive, scopeOf, take, writeNote, type SaidLive } from '#modules/cases'
import { db, type Tx } from '#platform/db'
import { announce, type EventSubject } from '#platform/events'
import { newId } from '#platform/ids'
import { may, type Actor, type Permission } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { firstWords } from '#platform/text'
import type { z } from 'zod'
import type { AgentLine, AgentLineKept, AgentTalk, Availability, Transfer, WrapUp } from '../contract.ts'
import { talkEnded, talkTaken, talkTransferred, visitorBlocked } from '../events.ts'
import { agentRow, setAvailability } from '../queries/agents.ts'
import { busyWith } from '../queries/desk.ts'
import { addLines, agentsHaveRead, endTalk, lineOf, nextNumber, setDepartment, takeUp } from '../queries/talks.ts'
import { blockVisitor } from '../queries/visitors.ts'
import { departmentsOf } from '../queries/widgets.ts'
import { sayAsHouse } from './house-lines.ts'
import { talkForDesk, talkInSight, visitorInSight } from './present-talks.ts'
import { hailLines, hailStaff, hailTalk, hailTyping, hailVisitor } from './tell.ts'

const within = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => db().transaction(scopeOf(actor), work)
const byPerson = (actor: Actor) => ({ kind: 'person' as const, id: actor.personId })
type Talk = Awaited<ReturnType<typeof talkInSight>>
const about = (talk: Talk): EventSubject => ({ brandId: talk.brandId, subjectId: talk.id, caseId: talk.caseId, teamId: talk.teamId, ownerId: talk.ownerId })
function permitted(actor: Actor, talk: Talk, permission: Permission): Talk {
  if (!may(actor, permission, { brandId: talk.brandId, teamId: talk.teamId, ownerId: talk.ownerId })) throw new Refusal('forbidden', 'You may see this talk, but your role does not allow this.')
  return talk
}

/** An agent says something. The line has its number when this answers, and the visitor is told in the same moment; said again it is the same line. */
export function sayAsAgent(actor: Actor, talkId: string, input: z.infer<typeof AgentLine>): Promise<z.infer<typeof AgentLineKept>> {
  return within(actor, async (tx) => {
    const talk = permitted(actor, await talkInSight(tx, actor, talkId), 'case.reply')
    if (!input.text.trim() && !input.attachmentIds.length && !input.card) throw new Refusal('invalid', 'There is nothing to say.')
    // A card alone still has words, for whoever reads it where cards are not shown.
    const text = input.text.trim() ? input.text : input.card?.title ?? ''
    const { messageId, before } = await sayLive(tx, actor, talk.caseId, { conversationId: talkId, text, attachmentIds: input.attachmentIds, attempt: input.clientId })
    if (before) {
      const [kept] = await lineOf(tx, { talkId, clientId: input.clientId })
      if (kept?.messageId !== messageId) throw new Refusal('conflict', 'This line was said somewhere else.')
      return { n: kept.n, at: kept.at.toISOString(), messageId }
    }
    if (talk.ownerId === null && may(actor, 'case.take', talk)) await take(tx, actor, talk.caseId)
    if (talk.state === 'waiting') await welcome(tx, actor, talk)
    const line = await keepAgentLine(tx, { accountId: actor.accountId, brandId: talk.brandId, conversationId: talkId, messageId, clientId: input.clientId, card: input.card })
    await agentsHaveRead(tx, { id: talkId, n: line.n })
    return { n: line.n, at: line.at.toISOString(), messageId }
  })
}

async function keepAgentLine(tx: Tx, { accountId, brandId, conversationId, messageId, clientId, card }: { accountId: string; brandId: string; conversationId: string; messageId: string; clientId: string; card: z.infer<typeof AgentLine>['card'] }) {
  const [numbered] = await nextNumber(tx, { id: conversationId })
  if (!numbered) throw unknown('talk')
  const [line] = await addLines(tx, [{ accountId, brandId, talkId: conversationId, n: numbered.n, messageId, clientId, saidBy: 'agent', word: null, name: '', card }])
  tx.afterCommit(() => hailLines(accountId, [conversationId]))
  return line!
}

/** An answer that was written in the case's ordinary composer is a line of the talk as well. */
export async function keepReply(tx: Tx, said: SaidLive): Promise<void> {
  await keepAgentLine(tx, { ...said, clientId: newId(), card: null })
  await takeUp(tx, { id: said.conversationId })
}

async function welcome(tx: Tx, actor: Actor, talk: Talk): Promise<void> {
  // Two who answer at the same moment: the talk is taken up once.
  if (!(await takeUp(tx, { id: talk.id })).length) return
  await sayAsHouse(tx, talk, 'joined', actor.name)
  await announce(tx, byPerson(actor), talkTaken(about({ ...talk, ownerId: actor.personId }), { talkId: talk.id, personId: actor.personId }))
}

/** Takes a talk, if nobody was quicker and the hands are not full. Whoever loses is told who has it. */
export function takeTalk(actor: Actor, talkId: string): Promise<AgentTalk> {
  return within(actor, async (tx) => {
    const talk = permitted(actor, await talkInSight(tx, actor, talkId), 'case.take')
    if (talk.ownerId !== actor.personId) {
      const [[busy], [me]] = [await busyWith(tx, { personId: actor.personId }), await agentRow(tx, { personId: actor.personId })]
      const capacity = me?.capacity ?? 4
      if (talk.ownerId === null && busy!.n >= capacity) throw new Refusal('conflict', `You are in ${busy!.n} talks already, as many as you take at once. End one first, or take more at once.`, { capacity })
      await take(tx, actor, talk.caseId)
    }
    if (talk.state === 'waiting') await welcome(tx, actor, talk)
    else if (talk.state === 'active' && talk.ownerId === null) {
      await sayAsHouse(tx, talk, 'joined', actor.name)
      await announce(tx, byPerson(actor), talkTaken(about({ ...talk, ownerId: actor.personId }), { talkId, personId: actor.personId }))
    }
    tx.afterCommit(() => hailTalk(actor.accountId, talkId))
    return talkForDesk(tx, actor, talkId)
  })
}

export const readTalk = (actor: Actor, talkId: string, n: number): Promise<void> => within(actor, async (tx) => {
  const talk = await talkInSight(tx, actor, talkId)
  // Who only watches has not read it for the customer.
  if (!may(actor, 'case.reply', talk)) return
  if ((await agentsHaveRead(tx, { id: talkId, n })).length) tx.afterCommit(() => hailTalk(actor.accountId, talkId))
})

export async function typingAsAgent(actor: Actor, talkId: string, on: boolean): Promise<void> {
  const talk = await db().reading(scopeOf(actor), async (tx) => permitted(actor, await talkInSight(tx, actor, talkId), 'case.reply'))
  hailTyping({ accountId: actor.accountId, talkId: talk.id, name: on ? actor.name : null })
}

/** Hands a talk on, to somebody, to a team or to a department of its widget; the note stays in the case, and the visitor hears only that it went on. */
export function transferTalk(actor: Actor, talkId: string, to: z.infer<typeof Transfer>): Promise<AgentTalk | null> {
  return within(actor, async (tx) => {
    const talk = permitted(actor, await talkInSight(tx, actor, talkId), 'case.assign')
    if ([to.personId, to.teamId, to.department].filter(Boolean).length !== 1) throw new Refusal('invalid', 'Hand it to a person, to a team or to a department.')
    const department = to.department && (await departmentsOf(tx, { talkId }))[0]?.departments.find((each) => each.key === to.department)
    if (to.department && !department) throw unknown('department')
    const teamId = department ? department.teamId : to.teamId
    if (to.note) await writeNote(tx, actor, talk.caseId, { text: to.note, html: null, attachmentIds: [] })
    await assign(tx, actor, talk.caseId, { ownerId: to.personId, ...teamId ? { teamId } : {}, expectedOwnerId: talk.ownerId })
    if (department) await setDepartment(tx, { id: talkId, department: department.key })
    await sayAsHouse(tx, talk, 'transferred', to.personId ? (await colleaguesWithin(tx, { brandIds: [talk.brandId] })).find((each) => each.id === to.personId)?.name ?? '' : '')
    await announce(tx, byPerson(actor), talkTransferred(about({ ...talk, ownerId: to.personId, teamId: teamId ?? talk.teamId }), { talkId, personId: to.personId, teamId: teamId ?? null }))
    // It may have left their sight with that.
    return talkForDesk(tx, actor, talkId).catch((error) => { if (error instanceof Refusal && error.code === 'unknown') return null; throw error })
  })
}

/** Asks a colleague to come along: they follow the case, and are named in a note, which tells them. */
export const inviteTo = (actor: Actor, talkId: string, { personId, note }: { personId: string; note: string }): Promise<void> => within(actor, async (tx) => {
  const talk = permitted(actor, await talkInSight(tx, actor, talkId), 'case.note')
  const held = (await caseById(tx, { id: talk.caseId }))[0]!
  const found = (await peopleOfAccount(tx, {})).find((each) => each.id === personId && each.status === 'active')
  const colleague = found && { kind: 'person' as const, accountId: actor.accountId, personId, scopes: null, ...found }
  if (!colleague || !may(colleague, 'case.reply', held)) throw unknown('colleague who sees this case')
  await followCase(tx, { accountId: actor.accountId, brandId: talk.brandId, caseId: talk.caseId, personId })
  const words = (note || '→').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  await writeNote(tx, actor, talk.caseId, { text: note || found.name, html: `<p><span data-person="${personId}">@${found.name.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</span> ${words}</p>`, attachmentIds: [] })
})

/** Ends a talk with what its work came to. An ended talk stays readable on both sides. */
export function endAsAgent(actor: Actor, talkId: string, wrapUp: z.infer<typeof WrapUp>): Promise<AgentTalk> {
  return within(actor, async (tx) => {
    const talk = permitted(actor, await talkInSight(tx, actor, talkId), 'case.change')
    if (wrapUp.note) await writeNote(tx, actor, talk.caseId, { text: wrapUp.note, html: null, attachmentIds: [] })
    if (wrapUp.tags.length) await addTags(tx, actor, talk.caseId, wrapUp.tags)
    if (wrapUp.status === 'solved') await putStatus(tx, actor, talk.caseId, 'solved')
    if ((await endTalk(tx, { id: talkId, by: 'agent', wrapUp: JSON.stringify({ ...wrapUp, by: actor.personId }) })).length) {
      await sayAsHouse(tx, talk, 'ended', actor.name)
      await announce(tx, byPerson(actor), talkEnded(about(talk), { talkId, by: 'agent' }))
    }
    return talkForDesk(tx, actor, talkId)
  })
}

/** Blocks a visitor, or lets them in again. Their windows are closed, and nobody new comes in from their address for a day. */
export const block = (actor: Actor, visitorId: string, blocked: boolean): Promise<void> => within(actor, async (tx) => {
  const visitor = await visitorInSight(tx, actor, visitorId)
  if (!may(actor, 'customer.change', { brandId: visitor.brandId })) throw new Refusal('forbidden', 'You may see this visitor, but your role does not allow this.')
  await blockVisitor(tx, { id: visitorId, by: actor.personId, blocked })
  // To whom their case is in sight; without one, to who sees the whole brand.
  await announce(tx, byPerson(actor), visitorBlocked({ brandId: visitor.brandId, subjectId: visitorId, caseId: visitor.caseId, teamId: visitor.teamId, ownerId: visitor.ownerId }, { blocked }))
  if (blocked) tx.afterCommit(() => hailVisitor({ accountId: actor.accountId, visitorId, blocked: true }))
})

export const beAvailable = (actor: Actor, { available, capacity }: z.infer<typeof Availability>): Promise<{ available: boolean; capacity: number; busy: number }> => within(actor, async (tx) => {
  await setAvailability(tx, { accountId: actor.accountId, personId: actor.personId, available, capacity: capacity ?? null })
  tx.afterCommit(() => hailStaff(actor.accountId))
  const [[me], [busy]] = [await agentRow(tx, { personId: actor.personId }), await busyWith(tx, { personId: actor.personId })]
  return { ...me!, busy: busy!.n }
})

/** An agent speaks first: it shows in the visitor's windows, and the talk begins when they answer. */
export const greet = (actor: Actor, visitorId: string, text: string): Promise<void> => within(actor, async (tx) => {
  const visitor = await visitorInSight(tx, actor, visitorId)
  if (!may(actor, 'case.reply', { brandId: visitor.brandId })) throw new Refusal('forbidden', 'You may see this visitor, but your role does not allow this.')
  if (!visitor.online) throw new Refusal('conflict', 'This visitor has left.')
  tx.afterCommit(() => hailVisitor({ accountId: actor.accountId, visitorId, greeting: { text: firstWords(text, 600), name: actor.name } }))
})
