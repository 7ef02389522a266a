import { colleaguesWithin, teamsOfBrands } from '#modules/accounts'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { plain } from '#platform/text'
import type { z } from 'zod'
import type { Assignment, CaseChange, CaseStatus } from '../contract.ts'
import { changeStatus } from '../domain/change-status.ts'
import { standingOf, withStatus } from '../domain/standing.ts'
import { caseAssigned, caseChanged, caseStatusChanged } from '../events.ts'
import { markRead } from '../queries/beside.ts'
import { assignIfStill, changeCaseRow, setStatus, setWaitingSince, type HeldCase } from '../queries/cases.ts'
import { keepBeforeClosing } from '../queries/closing.ts'
import { saidIn } from './as-said.ts'
import { writeFields } from './case-fields.ts'
import { about, byPerson, caseToChange, stillOpen, unmerged } from './case-in-sight.ts'

/** Gives a case to somebody, if it still is whose the giver saw it was. Two at once: one wins, the other is told who. */
export async function assign(tx: Tx, actor: Actor, caseId: string, input: z.infer<typeof Assignment>) {
  const held = stillOpen(await caseToChange(tx, actor, caseId, 'case.assign'))
  const colleagues = await colleaguesWithin(tx, { brandIds: [held.brandId] })
  const owner = colleagues.find((each) => each.id === input.ownerId)
  if (input.ownerId && !owner) throw unknown('colleague of this brand')
  if (owner?.role === 'auditor') throw new Refusal('invalid', `${owner.name} reads here and answers nobody.`)
  if (input.teamId && !(await teamsOfBrands(tx, { brandIds: [held.brandId] })).some((each) => each.id === input.teamId)) throw unknown('team')
  await give(tx, actor, held, { ownerId: input.ownerId, teamId: input.teamId === undefined ? held.teamId : input.teamId, expectedOwnerId: input.expectedOwnerId })
}

/** Takes a case that nobody has, or that is one's own already. Somebody else's is theirs: it is taken by assigning it. */
export async function take(tx: Tx, actor: Actor, caseId: string) {
  const held = stillOpen(await caseToChange(tx, actor, caseId, 'case.take'))
  if (held.ownerId === actor.personId) return
  await give(tx, actor, held, { ownerId: actor.personId, teamId: held.teamId, expectedOwnerId: null })
  await markRead(tx, { caseId, personId: actor.personId })
}

async function give(tx: Tx, actor: Actor, held: HeldCase, to: { ownerId: string | null; teamId: string | null; expectedOwnerId: string | null }) {
  const [done] = await assignIfStill(tx, { id: held.id, ownerId: to.ownerId, teamId: to.teamId, keepTeam: false, expectedOwnerId: to.expectedOwnerId })
  if (!done) {
    const owner = (await colleaguesWithin(tx, { brandIds: [held.brandId] })).find((each) => each.id === held.ownerId)
    throw new Refusal('taken-by-another', owner ? `${owner.name} has this case now.` : 'Nobody has this case any more.', { ownerId: held.ownerId, ownerName: owner?.name ?? null })
  }
  // Those who lose sight of it hear of it too: `from` says whose it was.
  await announce(tx, byPerson(actor), caseAssigned(about({ ...held, ownerId: to.ownerId, teamId: to.teamId }), { from: held.ownerId, to: to.ownerId, standing: standingOf({ ...held, ownerId: to.ownerId, teamId: to.teamId }) }))
}

export async function putStatus(tx: Tx, actor: Actor, caseId: string, to: CaseStatus, version?: number) {
  const held = sameVersion(unmerged(await caseToChange(tx, actor, caseId, 'case.change')), version)
  const status = changeStatus(held.status, to)
  if (status === held.status) return
  if (status === 'closed') await keepBeforeClosing(tx, { id: caseId, by: actor.personId })
  await setStatus(tx, { id: caseId, status })
  // Open again: whoever was not answered has waited all along.
  if (status === 'open') await setWaitingSince(tx, { id: caseId, since: (await saidIn(tx, caseId))?.unansweredSince ?? null })
  await announce(tx, byPerson(actor), caseStatusChanged(about(held), { from: held.status, to: status, standing: standingOf(withStatus(held, status)) }))
}

export async function changeCase(tx: Tx, actor: Actor, caseId: string, change: z.infer<typeof CaseChange>) {
  const held = sameVersion(stillOpen(await caseToChange(tx, actor, caseId, 'case.change')), change.version)
  const { version: _version, fields, ...rest } = change
  const written = fields && Object.keys(fields).length ? await writeFields(tx, held, fields) : {}
  const changed = { ...rest, ...rest.subject === undefined ? {} : { subject: plain(rest.subject).trim() || held.subject }, ...rest.tags ? { tags: [...new Set(rest.tags.map((each) => plain(each).trim()).filter(Boolean))] } : {} }
  // Nothing but values that were there already: nothing was changed.
  if (fields && !Object.keys(rest).length && !Object.keys(written).length) return
  await changeCaseRow(tx, { id: caseId, subject: changed.subject ?? null, kind: changed.kind ?? null, priority: changed.priority ?? null, tags: changed.tags ?? null })
  await announce(tx, byPerson(actor), caseChanged(about(held), { changed: { ...changed, ...Object.keys(written).length ? { fields: written } : {} } }))
}

/** @throws Refusal 'version-mismatch', with the version as it is now */
export function sameVersion(held: HeldCase, version: number | undefined): HeldCase {
  if (version !== undefined && version !== held.version) throw new Refusal('version-mismatch', 'The case was changed in the meantime. Look at it again, then repeat your change.', { version: held.version })
  return held
}
