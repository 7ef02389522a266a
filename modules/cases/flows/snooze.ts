import { allAccountIds } from '#modules/accounts'
import { db, type Tx } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import { wantJob } from '#platform/jobs'
import type { Actor } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import { sleepsOn, standingOf } from '../domain/standing.ts'
import { caseSnoozed, caseWoken } from '../events.ts'
import { caseForUpdate } from '../queries/cases.ts'
import { comeBack, dueToWake, setSnooze } from '../queries/snoozes.ts'
import { about, byPerson, caseToChange, stillOpen } from './case-in-sight.ts'
import { sameVersion } from './change-case.ts'

const furthestMs = 366 * 86_400_000

/** Out of sight until a moment, or until the customer writes. Somebody who snoozes what is snoozed chooses another moment. */
export async function snooze(tx: Tx, actor: Actor, caseId: string, until: Date, now: Date, version?: number): Promise<void> {
  const held = sameVersion(stillOpen(await caseToChange(tx, actor, caseId, 'case.change')), version)
  if (held.status === 'solved') throw new Refusal('conflict', 'A solved case sleeps already: it opens when the customer writes. Reopen it to snooze it.')
  if (until <= now) throw new Refusal('invalid', 'The time to wake at has passed. Choose one that is still to come.')
  if (until.getTime() > now.getTime() + furthestMs) throw new Refusal('invalid', 'The time to wake at is more than a year ahead.')
  if (held.snoozedUntil?.getTime() === until.getTime()) return
  await setSnooze(tx, { id: caseId, until, status: held.status })
  await wantJob(tx, 'wake case', { accountId: actor.accountId, id: caseId }, { at: until, key: `wake ${caseId}` })
  await announce(tx, byPerson(actor), caseSnoozed(about(held), { until: until.toISOString(), standing: standingOf({ ...held, snoozedUntil: until }) }))
}

/** Awake again before its time, as it stood. */
export async function wake(tx: Tx, actor: Actor, caseId: string, version?: number): Promise<void> {
  const held = sameVersion(await caseToChange(tx, actor, caseId, 'case.change'), version)
  if (!held.snoozedUntil || held.mergedInto) return
  await setSnooze(tx, { id: caseId, until: null, status: held.status })
  await announce(tx, byPerson(actor), caseWoken(about(held), { by: 'person', standing: standingOf({ ...held, snoozedUntil: null }) }))
}

/** Its time has come: it is on top of the list, unread and open, also if it waited for somebody, for that is what it was to be remembered for. Asked twice, it wakes once. */
export async function wakeIfDue(tx: Tx, caseId: string, now: Date): Promise<void> {
  const [held] = await caseForUpdate(tx, { id: caseId })
  // A job may come a moment early by the clock of another machine; whatever was put off meanwhile has a job of its own.
  if (!held?.snoozedUntil || held.mergedInto || held.snoozedUntil.getTime() > now.getTime() + 50) return
  const status = sleepsOn(held.status) ? 'open' : held.status
  await comeBack(tx, { id: caseId, status })
  await announce(tx, theSystem, caseWoken(about(held), { by: 'time', standing: standingOf({ ...held, status, snoozedUntil: null }) }))
}

/** What a lost job should have woken: nobody's case sleeps on because a process died. */
export async function wakeForgotten(now: Date): Promise<void> {
  for (const accountId of await allAccountIds()) {
    const scope = { accountId, brandIds: 'all' as const }
    const due = await db().reading(scope, (tx) => dueToWake(tx, { now, limit: 500 }))
    for (const { id } of due) await db().transaction(scope, (tx) => wakeIfDue(tx, id, now))
  }
}
