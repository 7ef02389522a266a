import type { z } from 'zod'
import type { Tx } from './db.ts'
import { gathered } from './question-for-each.ts'
import { wake } from './wake.ts'

/** Who did it. 'customer' and 'rule', 'assistant' and 'system' act too, and are told apart for ever. */
export type EventActor = { kind: 'person' | 'customer' | 'rule' | 'assistant' | 'system'; id: string | null }
export const theSystem: EventActor = { kind: 'system', id: null }

/** What an event is about. Team and owner are those of the case at that moment: they decide who may hear of it. */
export type EventSubject = { brandId: string | null; subjectId: string; caseId?: string | null; teamId?: string | null; ownerId?: string | null }

/** A fact of a certain kind, ready to be announced. */
export type Announcement = { verb: string; subject: EventSubject; facts: unknown }

/** A kind of fact: its verb (`case.solved`) and the shape of what is told about it. */
export type Happening<Facts extends z.ZodType> = {
  verb: string
  facts: Facts
  (subject: EventSubject, facts: z.infer<Facts>): Announcement
}

/** Names a kind of fact: `export const caseSolved = happening('case.solved', z.object({ … }))`. */
export function happening<Facts extends z.ZodType>(verb: string, facts: Facts): Happening<Facts> {
  const make = (subject: EventSubject, told: z.infer<Facts>): Announcement => ({ verb, subject, facts: told })
  return Object.assign(make, { verb, facts })
}

/** Keeps what happened, in the transaction in which it happened. `cause` is the request or event that led to it. */
export const announce = (tx: Tx, actor: EventActor, announcements: Announcement | Announcement[], cause: string | null = null): Promise<void> => announceAll(tx, [{ actor, announcements: [announcements].flat(), cause }])

/** The same for what several did, in one statement. */
export async function announceAll(tx: Tx, news: Array<{ actor: EventActor; announcements: Announcement[]; cause: string | null }>): Promise<void> {
  const rows = news.flatMap(({ actor, announcements, cause }) => announcements.map(({ verb, subject, facts }) => ({
    actor_kind: actor.kind, actor_id: actor.id, cause, verb, brand_id: subject.brandId, subject_id: subject.subjectId, case_id: subject.caseId, team_id: subject.teamId, owner_id: subject.ownerId, data: facts ?? {},
  })))
  if (!rows.length) return
  if (!tx.scope) throw new Error('An event belongs to an account: announce inside transaction(scope, …).')
  await tx.run('events: announce', announceSql, [tx.scope.accountId, JSON.stringify(rows)])
  tx.afterCommit(() => wake('events'))
}

/** The same for one of several whose flows run side by side in this transaction. */
export const announceBeside = gathered(announceAll)

const announceSql = `
  insert into platform.events (account_id, brand_id, actor_kind, actor_id, verb, subject_id, case_id, team_id, owner_id, data, cause)
  select $1::uuid, brand_id, actor_kind, actor_id, verb, subject_id, case_id, team_id, owner_id, data, cause
    from jsonb_to_recordset($2::jsonb) as e (actor_kind text, actor_id uuid, cause text, verb text, brand_id uuid, subject_id uuid, case_id uuid, team_id uuid, owner_id uuid, data jsonb)`

/** An event as it is read from the log. */
export type LoggedEvent = {
  accountId: string; brandId: string | null; seq: number; tx: string; at: Date; actor: EventActor; verb: string; subjectId: string
  caseId: string | null; teamId: string | null; ownerId: string | null; facts: Record<string, unknown>; cause: string | null
}

/** A place in the log. Written `tx:seq` outside. */
export type LogPlace = { tx: string; seq: number }
export const placeOf = (event: LoggedEvent): LogPlace => ({ tx: event.tx, seq: event.seq })
export const writePlace = (place: LogPlace) => `${place.tx}:${place.seq}`
export function readPlace(text: string): LogPlace | null {
  const found = /^(\d{1,20}):(\d{1,18})$/.exec(text)
  return found ? { tx: found[1]!, seq: Number(found[2]) } : null
}

const columns = `account_id as "accountId", brand_id as "brandId", seq, tx::text as tx, at, actor_kind, actor_id, verb, subject_id as "subjectId",
  case_id as "caseId", team_id as "teamId", owner_id as "ownerId", data as facts, cause`

type Row = Omit<LoggedEvent, 'actor'> & { actor_kind: EventActor['kind']; actor_id: string | null }
const toEvent = ({ actor_kind, actor_id, ...rest }: Row): LoggedEvent => ({ ...rest, actor: { kind: actor_kind, id: actor_id } })

/**
 * The next events after a place. Sequence numbers commit out of order, so only events of transactions older than the oldest one
 * still running are read, ordered by transaction: whatever appears later appears behind. `more`: something is there that is not
 * settled yet, look again soon.
 */
export async function readLog(tx: Tx, after: LogPlace, limit: number): Promise<{ events: LoggedEvent[]; more: boolean }> {
  // Asked first: what is settled a moment later is then read, and what is not is known to be there. The other way round it could be neither.
  const [[unsettled], rows] = await Promise.all([
    tx.run<{ there: boolean }>('events: unsettled', 'select exists (select from platform.events where tx >= pg_snapshot_xmin(pg_current_snapshot())) as there', []),
    tx.run<Row>('events: read log', `
    select ${columns} from platform.events
     where (tx, seq) > ($1::xid8, $2::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
     order by tx, seq limit $3`, [after.tx, after.seq, limit]),
  ])
  return { events: rows.map(toEvent), more: rows.length === limit || !!unsettled?.there }
}

/** The newest settled place: whoever starts to follow now begins here. */
export async function endOfLog(tx: Tx): Promise<LogPlace> {
  const [row] = await tx.run<LogPlace>('events: end of log', `
    select tx::text as tx, seq from platform.events where tx < pg_snapshot_xmin(pg_current_snapshot()) order by platform.events.tx desc, seq desc limit 1`, [])
  return row ?? { tx: '0', seq: 0 }
}

/** What happened to a case, oldest first. */
export async function eventsOfCase(tx: Tx, caseId: string, limit = 500): Promise<LoggedEvent[]> {
  const rows = await tx.run<Row>('events: of a case', `select ${columns} from platform.events where account_id = (select platform.account()) and case_id = $1 order by seq limit $2`, [caseId, limit])
  return rows.map(toEvent)
}

/** Who last did something of a kind to a case, before a place in the log. */
export async function lastActorOf(tx: Tx, caseId: string, verb: string, before: number): Promise<string | null> {
  const [row] = await tx.run<{ actorId: string | null }>('events: last actor', `
    select actor_id as "actorId" from platform.events where account_id = (select platform.account()) and case_id = $1 and verb = $2 and seq < $3 order by seq desc limit 1`, [caseId, verb, before])
  return row?.actorId ?? null
}

/** Of the account of this transaction: everything settled behind a place, in order. For whoever was away and catches up. */
export async function eventsAfter(tx: Tx, after: LogPlace, limit: number): Promise<LoggedEvent[]> {
  const rows = await tx.run<Row>('events: after', `
    select ${columns} from platform.events
     where account_id = (select platform.account()) and (tx, seq) > ($1::xid8, $2::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
     order by tx, seq limit $3`, [after.tx, after.seq, limit])
  return rows.map(toEvent)
}

/** Whether one place lies behind another. Transaction numbers are compared as numbers of any length. */
export const comesAfter = (one: LogPlace, other: LogPlace): boolean => one.tx === other.tx ? one.seq > other.seq : BigInt(one.tx) > BigInt(other.tx)
