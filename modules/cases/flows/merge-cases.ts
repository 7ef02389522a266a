import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import { may, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { mayMerge, statusAfterMerge, statusAfterUnmerge } from '../domain/merging.ts'
import { standingOf } from '../domain/standing.ts'
import { caseMerged, caseUnmerged } from '../events.ts'
import { caseById, type HeldCase } from '../queries/cases.ts'
import { addMergeLink, casesForUpdate, endLink, handOnBefore, mergeOf, mergesAfter, pointToItself, pointToMerged, putAsItStands, shownOf, statusChangedSince, type Before } from '../queries/moves.ts'
import { asLast, asSaid, saidIn } from './as-said.ts'
import { about, byPerson } from './case-in-sight.ts'
import { sameVersion } from './change-case.ts'

/**
 * Two cases become one: what is said in either is read and answered in the second. Nothing is moved: the first keeps all that it
 * had and points to the other. Merging into what was merged itself goes to the end of that chain.
 */
export async function mergeCases(tx: Tx, actor: Actor, caseId: string, wantedId: string, version?: number): Promise<void> {
  const [from, into] = await bothHeld(tx, actor, caseId, wantedId)
  sameVersion(from, version)
  if (from.mergedInto === into.id) return
  mayMerge(from, into)
  const [[itsOwn], [others]] = [await shownOf(tx, { id: from.id }), await shownOf(tx, { id: into.id })]
  const before = { status: into.status, snoozedUntil: into.snoozedUntil, lastMessageId: into.lastMessageId, ...others! }
  const status = statusAfterMerge(from, into)
  const newer = itsOwn!.lastMessageAt > others!.lastMessageAt ? { lastMessageId: from.lastMessageId, ...itsOwn! } : { lastMessageId: into.lastMessageId, ...others! }
  const since = [itsOwn!.waitingSince, others!.waitingSince].filter((each) => each !== null).toSorted((one, other) => one.getTime() - other.getTime())
  const after = { ...into, status, snoozedUntil: from.status === 'open' && !from.snoozedUntil ? null : into.snoozedUntil }
  await addMergeLink(tx, { accountId: actor.accountId, brandId: from.brandId, id: newId(), fromCase: from.id, toCase: into.id, byPerson: actor.personId, targetBefore: JSON.stringify(before) })
  await pointToMerged(tx, { id: from.id, into: into.id })
  await putAsItStands(tx, { id: into.id, status, snoozedUntil: after.snoozedUntil, lastMessageId: newer.lastMessageId, lastMessageAt: newer.lastMessageAt, preview: newer.preview, waitingSince: status === 'open' ? since[0] ?? null : null })
  await announce(tx, byPerson(actor), [
    caseMerged(about(from), { role: 'into', otherCaseId: into.id, standing: standingOf({ ...from, mergedInto: into.id }) }),
    caseMerged(about(into), { role: 'from', otherCaseId: from.id, standing: standingOf(after) }),
  ])
}

/** Both cases, held; the second is the one where its chain of merges ends. @throws Refusal */
async function bothHeld(tx: Tx, actor: Actor, caseId: string, wantedId: string): Promise<[HeldCase, HeldCase]> {
  const [wanted] = await caseById(tx, { id: wantedId })
  const permitted = (each: HeldCase | undefined): each is HeldCase => !!each && may(actor, 'case.see', each)
  if (!permitted(wanted)) throw unknown('case')
  const held = await casesForUpdate(tx, { ids: [...new Set([caseId, wantedId, wanted.mergedInto ?? wantedId])] })
  const of = (id: string) => held.find((each) => each.id === id)
  const from = of(caseId)
  let into = of(of(wantedId)?.mergedInto ?? wantedId)
  // Merged on while it was waited for: one more step, and whoever waits for us by then is told to try again by the database.
  if (!into) [into] = await casesForUpdate(tx, { ids: [of(wantedId)!.mergedInto!] })
  if (!permitted(from) || !permitted(into)) throw unknown('case')
  for (const each of [from, into]) if (!may(actor, 'case.change', each)) throw new Refusal('forbidden', 'You may see this case, but your role does not allow this.')
  return [from, into]
}

/** Two cases again, each as it was: status, owner, place in the lists. What came in meanwhile stays with the conversation that it came into. */
export async function unmergeCases(tx: Tx, actor: Actor, caseId: string, version?: number): Promise<void> {
  const [seen] = await caseById(tx, { id: caseId })
  if (!seen || !may(actor, 'case.see', seen)) throw unknown('case')
  if (!may(actor, 'case.change', seen)) throw new Refusal('forbidden', 'You may see this case, but your role does not allow this.')
  if (!seen.mergedInto) return
  const held = await casesForUpdate(tx, { ids: [caseId, seen.mergedInto] })
  const from = held.find((each) => each.id === caseId)!
  sameVersion(from, version)
  const root = held.find((each) => each.id === from.mergedInto)
  const [merge] = await mergeOf(tx, { id: caseId })
  if (!from.mergedInto || !merge) return
  if (!root) throw new Refusal('conflict', 'This case was merged on at this moment. Look at it again.')
  if (root.status === 'closed') throw new Refusal('conflict', `${root.reference} is closed and kept as evidence with all that was merged into it.`)
  await endLink(tx, { id: merge.id })
  await pointToItself(tx, { id: caseId })
  const apart = await standsApart(tx, { ...from, mergedInto: null })
  const left = merge.intoId === root.id ? await asBefore(tx, root, merge) : await asSaid(tx, root)
  await announce(tx, byPerson(actor), [
    caseUnmerged(about(from), { role: 'into', otherCaseId: merge.intoId, standing: standingOf(apart) }),
    caseUnmerged(about(root), { role: 'from', otherCaseId: caseId, standing: standingOf(left) }),
  ])
}

/** The case that was merged: its row was left as it was; only what was said since then is news to it. */
async function standsApart(tx: Tx, from: HeldCase): Promise<HeldCase> {
  const said = await saidIn(tx, from.id)
  if (!said || said.id === from.lastMessageId) return from
  const status = statusAfterUnmerge(from.status, said.unansweredSince !== null)
  const after = { ...from, status, snoozedUntil: status === from.status && !said.unansweredSince ? from.snoozedUntil : null }
  await putAsItStands(tx, { id: from.id, status, snoozedUntil: after.snoozedUntil, ...asLast(said), waitingSince: status === 'open' ? said.unansweredSince : null })
  return after
}

/** The case that took it in, as it stood before, unless somebody put it elsewhere since; what another merge made of it goes on. */
async function asBefore(tx: Tx, root: HeldCase, { id: link, before }: { id: string; before: Before }): Promise<HeldCase> {
  const [later] = await mergesAfter(tx, { id: root.id, link })
  if (later) {
    await handOnBefore(tx, { id: later.id, before: JSON.stringify(before) })
    return asSaid(tx, root)
  }
  const said = await saidIn(tx, root.id)
  const moved = (await statusChangedSince(tx, { id: root.id, link })).length > 0
  const unchanged = !said || said.id === before.lastMessageId || said.at.getTime() <= new Date(before.lastMessageAt).getTime()
  const momentOf = (text: string | null) => text === null ? null : new Date(text)
  const status = moved ? root.status : statusAfterUnmerge(before.status, !unchanged && said.unansweredSince !== null)
  const after = { ...root, status, snoozedUntil: moved ? root.snoozedUntil : unchanged ? momentOf(before.snoozedUntil) : null }
  await putAsItStands(tx, {
    id: root.id, status, snoozedUntil: after.snoozedUntil, ...unchanged ? { lastMessageId: before.lastMessageId, lastMessageAt: new Date(before.lastMessageAt), preview: before.preview } : asLast(said),
    waitingSince: status !== 'open' ? null : unchanged && !moved ? momentOf(before.waitingSince) : said?.unansweredSince ?? null,
  })
  return after
}
