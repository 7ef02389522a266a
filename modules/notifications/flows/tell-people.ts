import { actorsAmong } from '#modules/accounts'
import { concernedWith } from '#modules/cases'
import { agentsThere } from '#modules/chat'
import { deliveryKnown } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { announce, lastActorOf, theSystem, type LoggedEvent } from '#platform/events'
import { newId } from '#platform/ids'
import { wantEffect } from '#platform/outbox'
import { may, type Actor } from '#platform/permissions'
import { fold, type Telling } from '../domain/fold.ts'
import { concernsSomebody, whomToTell, type Heard, type Known } from '../domain/whom-to-tell.ts'
import { notificationRead, notificationTold } from '../events.ts'
import { wantingNewWork } from '../queries/settings.ts'
import { addNotifications, foldIntoRecent, keepTold, readChatsOf, toldBefore, type NewNotification } from '../queries/told.ts'
import { settingsOf } from './settings.ts'

/** What happened longer ago is no news: a house that slept, or that begins to tell, does not tell its history. */
const newsMs = 24 * 3_600_000

type Concerned = Awaited<ReturnType<typeof concernedWith>>[number]
type Candidate = Telling & { concerned: Concerned | undefined }

/** A batch of the log becomes what people are told of it. `mails`: whether what is told by mail can be. */
export async function tellPeople(tx: Tx, events: LoggedEvent[], { mails, now }: { mails: boolean; now: Date }): Promise<void> {
  const news = events.filter((event) => event.brandId !== null && concernsSomebody(heard(event)) && now.getTime() - event.at.getTime() < newsMs)
  if (news.length) await tellNews(tx, news, mails)
  // Afterwards: what began and was taken in one moment is told and read in it.
  await readTakenChats(tx, events)
}

async function tellNews(tx: Tx, news: LoggedEvent[], mails: boolean): Promise<void> {
  const cases = new Map((await concernedWith(tx, { ids: [...new Set(news.flatMap((each) => each.caseId ?? []))] })).map((each) => [each.id, each]))
  const candidates: Candidate[] = []
  const [waiting, taking] = [whoWaits(tx), whoTakes(tx)]
  for (const event of news) candidates.push(...await candidatesOf(tx, event, event.caseId ? cases.get(event.caseId) : undefined, { waiting, taking }))
  const chats = new Set(candidates.filter((each) => each.kind === 'chat').map((each) => `${each.personId} ${each.caseId}`))
  // A chat that waits is new work as well: told once, as what is more urgent.
  const wanted = await fresh(tx, await permitted(tx, candidates.filter((each) => each.kind !== 'unassigned' || !chats.has(`${each.personId} ${each.caseId}`))))
  if (wanted.length) await keep(tx, wanted, mails)
}

const heard = ({ verb, actor, subjectId, facts }: LoggedEvent): Heard => ({ verb, actorId: actor.kind === 'person' ? actor.id : null, subjectId, facts })

async function candidatesOf(tx: Tx, event: LoggedEvent, concerned: Concerned | undefined, ask: { waiting: ReturnType<typeof whoWaits>; taking: ReturnType<typeof whoTakes> }): Promise<Candidate[]> {
  if (event.caseId && !concerned) return []
  const [letter] = event.verb === 'delivery.changed' ? await deliveryKnown(tx, { id: event.subjectId }) : []
  const known: Known = {
    ownerId: concerned?.ownerId ?? null, followers: concerned?.followers ?? [], writtenBy: letter?.authorId ?? null,
    snoozedBy: event.verb === 'case.woken' ? await lastActorOf(tx, event.caseId!, 'case.snoozed', event.seq) : null,
    waiting: event.verb === 'case.opened' && concerned && concerned.ownerId === null ? await ask.waiting(concerned) : [],
    taking: event.verb.startsWith('talk.') && concerned && concerned.ownerId === null ? await ask.taking(concerned) : [],
    lookingAfter: event.verb === 'webhook.disabled' ? (await actorsAmong(tx, null)).filter((each) => looksAfter(each, event.brandId!)).map((each) => each.personId) : [],
  }
  const messageId = letter?.messageId ?? (event.verb === 'message.received' ? event.subjectId : event.verb === 'person.mentioned' ? String(event.facts['messageId']) : event.verb === 'case.opened' || event.verb.startsWith('talk.') ? concerned!.lastMessageId : null)
  return whomToTell(heard(event), known).map(({ personId, kind }) => ({
    personId, kind, brandId: event.brandId!, caseId: event.caseId, subjectId: event.subjectId, messageId, at: event.at, seq: event.seq, concerned,
    // Who a customer is stands with the message.
    byPerson: event.actor.kind === 'person' && kind !== 'undelivered' && kind !== 'unassigned' && kind !== 'chat' ? event.actor.id : null,
  }))
}

/** New work is told to those of its team who asked to hear of it; without a team, to those who see all of the brand. Asked once for a batch: on a busy morning it is full of new work. */
function whoWaits(tx: Tx) {
  let asked: Promise<Actor[]> | undefined
  const ask = async () => { const ids = (await wantingNewWork(tx, {})).map((each) => each.personId); return ids.length ? actorsAmong(tx, ids) : [] }
  return async ({ brandId, teamId }: Concerned): Promise<string[]> => {
    const seesAll = (actor: Actor) => actor.grants.some((grant) => grant.brandId === brandId && grant.visibility === 'all')
    return (await (asked ??= ask())).filter((each) => (teamId ? each.teamIds.includes(teamId) : seesAll(each))).map((each) => each.personId)
  }
}

/** A chat that waits is told to those who take chats now: of its team, or, without one, of all who see it. Asked once for a batch. */
function whoTakes(tx: Tx) {
  let asked: Promise<Actor[]> | undefined
  const ask = async () => { const ids = (await agentsThere(tx, {})).map((each) => each.personId); return ids.length ? actorsAmong(tx, ids) : [] }
  return async ({ brandId, teamId }: Concerned): Promise<string[]> =>
    (await (asked ??= ask())).filter((each) => may(each, 'case.take', { brandId, teamId, ownerId: null }) && (!teamId || each.teamIds.includes(teamId))).map((each) => each.personId)
}

/** What somebody has taken, or what is over, waits for nobody any more: the others need not look for it. */
async function readTakenChats(tx: Tx, events: LoggedEvent[]): Promise<void> {
  const caseIds = [...new Set(events.flatMap((each) => (each.verb === 'talk.taken' || each.verb === 'talk.ended' ? each.caseId ?? [] : [])))]
  const read = caseIds.length ? await readChatsOf(tx, { caseIds }) : []
  await announce(tx, theSystem, [...Map.groupBy(read, (each) => each.personId)].map(([personId, all]) => notificationRead({ brandId: null, subjectId: personId }, { count: all.length })))
}

const looksAfter = (actor: Actor, brandId: string) => may(actor, 'channel.change', { brandId })

/** As everybody's rights and wishes are now: of a case hears who may see it, in the page who did not decline. */
async function permitted(tx: Tx, candidates: Candidate[]): Promise<Candidate[]> {
  if (!candidates.length) return []
  const ids = [...new Set(candidates.map((each) => each.personId))]
  const [actors, settings] = [new Map((await actorsAmong(tx, ids)).map((each) => [each.personId, each])), await settingsOf(tx, ids)]
  return candidates.filter(({ personId, kind, brandId, concerned }) => {
    const actor = actors.get(personId)
    if (!actor || !settings.get(personId)!.wishes[kind].page) return false
    if (kind === 'mention' && actor.role === 'client-viewer') return false
    return concerned ? may(actor, 'case.see', concerned) : looksAfter(actor, brandId)
  })
}

async function fresh(tx: Tx, candidates: Candidate[]): Promise<Telling[]> {
  if (!candidates.length) return []
  const before = new Set((await toldBefore(tx, { seqs: [...new Set(candidates.map((each) => each.seq))] })).map(({ personId, seq }) => `${personId} ${seq}`))
  return candidates.filter((each) => !before.has(`${each.personId} ${each.seq}`)).map(({ concerned: _, ...telling }) => telling)
}

async function keep(tx: Tx, tellings: Telling[], mails: boolean): Promise<void> {
  const rows = fold(tellings).map(({ seqs, ...each }) => ({ seqs, row: { ...each, id: newId(), count: seqs.length } satisfies NewNotification }))
  const into = new Map((await foldIntoRecent(tx, rows.map((each) => each.row).filter((each) => each.caseId !== null))).map((each) => [each.id, each.into]))
  await addNotifications(tx, rows.map((each) => each.row).filter((each) => !into.has(each.id)))
  await keepTold(tx, rows.flatMap(({ row, seqs }) => seqs.map((seq) => ({ personId: row.personId, seq, notificationId: into.get(row.id) ?? row.id }))))
  const byPerson = Map.groupBy(tellings, (each) => each.personId)
  await announce(tx, theSystem, [...byPerson].map(([personId, all]) => notificationTold({ brandId: null, subjectId: personId }, { count: all.length })))
  if (mails) for (const { row } of rows) if (row.kind === 'webhook') await wantEffect(tx, { kind: 'notification.mail', brandId: row.brandId, subjectId: row.id, dueAt: new Date() })
}
