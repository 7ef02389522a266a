import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { wantJob } from '#platform/jobs'
import type { Actor } from '#platform/permissions'
import { mayTakeBackClosing } from '../domain/take-back-closing.ts'
import { standingOf } from '../domain/standing.ts'
import { caseStatusChanged } from '../events.ts'
import { closingOf, standAsBefore } from '../queries/closing.ts'
import { about, byPerson, caseToChange } from './case-in-sight.ts'
import { sameVersion } from './change-case.ts'

/** The closing was a slip: the case stands again exactly as it did, asleep if it slept. @throws Refusal once it is too late */
export async function takeBackClosing(tx: Tx, actor: Actor, caseId: string, now: Date, version?: number): Promise<void> {
  const held = sameVersion(await caseToChange(tx, actor, caseId, 'case.change'), version)
  // Asked twice: it is open already.
  if (held.status !== 'closed') return
  const [found] = await closingOf(tx, { id: caseId })
  const { status, snoozedUntil } = mayTakeBackClosing(found, actor.personId, now)
  await standAsBefore(tx, { id: caseId })
  // Its job has looked in vain if the time came meanwhile; this one looks at once.
  if (snoozedUntil) await wantJob(tx, 'wake case', { accountId: actor.accountId, id: caseId }, { at: snoozedUntil, key: `wake ${caseId}` })
  await announce(tx, byPerson(actor), caseStatusChanged(about(held), { from: 'closed', to: status, standing: standingOf({ ...held, status, snoozedUntil }), takenBack: true }))
}
