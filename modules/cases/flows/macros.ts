import { textForUse } from '#modules/knowledge'
import type { TextDeed } from '#contracts/knowledge'
import type { Tx } from '#platform/db'
import { newId } from '#platform/ids'
import { may, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import type { CaseStatus } from '../contract.ts'
import { inOrder, notPermitted } from '../domain/macro.ts'
import { follow, unfollow } from '../queries/beside.ts'
import type { HeldCase } from '../queries/cases.ts'
import { addMacroRun, endMacroRun, macroRun, macroRunOfDelivery, standsForMacro, type MacroBefore, type MacroRunRow } from '../queries/macros.ts'
import { caseToChange, stillOpen } from './case-in-sight.ts'
import { assign, changeCase, putStatus } from './change-case.ts'
import { checkDeed } from './check-macro.ts'
import { snooze, wake } from './snooze.ts'

/** What a text is about to do to a case: everything that would be refused has been by now. */
export type MacroInHand = { textId: string; deeds: TextDeed[]; before: MacroBefore; status: CaseStatus | undefined }

/** @param ofPerson whose text it may be besides a shared one: of a draft that somebody else sends, its author's. @throws Refusal before anything is done, in words */
export async function macroInHand(tx: Tx, actor: Actor, held: HeldCase, textId: string, ofPerson?: string): Promise<MacroInHand> {
  const text = await textForUse(tx, actor, textId, ofPerson)
  if (text.brandId && text.brandId !== held.brandId) throw unknown('text')
  if (!text.deeds.length) throw new Refusal('invalid', `“${text.name}” changes nothing.`)
  const lacking = notPermitted(text.deeds, (permission) => may(actor, permission, held))
  if (lacking.length) throw new Refusal('forbidden', `“${text.name}” cannot be used here: you may not ${lacking.map((each) => each.words).join(', ')}.`, { lacking: lacking.map((each) => each.kind) })
  for (const deed of text.deeds) await checkDeed(tx, [held.brandId], deed)
  const [stands] = await standsForMacro(tx, { caseId: held.id, personId: actor.personId })
  return { textId: text.id, deeds: inOrder(text.deeds), before: stands!.before, status: text.deeds.find((each) => each.kind === 'status')?.status }
}

/** All of it or nothing, by the same flows as each alone, in the transaction of the answer that it goes with. @returns what takes it back */
export async function runMacro(tx: Tx, actor: Actor, held: HeldCase, { textId, deeds, before }: MacroInHand, now: Date, deliveryId: string | null = null): Promise<string> {
  for (const deed of deeds) await doOne(tx, actor, held, deed, before, now, deliveryId !== null)
  const [after] = await standsForMacro(tx, { caseId: held.id, personId: actor.personId })
  const id = newId()
  await addMacroRun(tx, { accountId: actor.accountId, brandId: held.brandId, id, caseId: held.id, textId, byPerson: actor.personId, before: JSON.stringify(before), deeds: JSON.stringify(deeds), versionAfter: after!.version, deliveryId })
  return id
}

async function doOne(tx: Tx, actor: Actor, { id, brandId }: HeldCase, deed: TextDeed, before: MacroBefore, now: Date, answered: boolean): Promise<void> {
  switch (deed.kind) {
    case 'tag': {
      const tags = [...new Set([...before.tags.filter((each) => !deed.remove.includes(each)), ...deed.add])]
      return tags.join('\n') === before.tags.join('\n') ? undefined : changeCase(tx, actor, id, { tags })
    }
    case 'field': return changeCase(tx, actor, id, { fields: { [deed.fieldId]: deed.value } })
    case 'priority': return deed.priority === before.priority ? undefined : changeCase(tx, actor, id, { priority: deed.priority })
    // With an answer the status is the answer's.
    case 'status': return answered ? undefined : putStatus(tx, actor, id, deed.status)
    case 'follow': return follow(tx, { accountId: actor.accountId, brandId, caseId: id, personId: actor.personId })
    case 'snooze': return snooze(tx, actor, id, new Date(now.getTime() + deed.hours * 3_600_000), now)
    case 'assign': {
      const to = deed.to === 'team' ? { ownerId: null, teamId: deed.id! } : { ownerId: deed.to === 'me' ? actor.personId : deed.id!, teamId: before.teamId }
      return to.ownerId === before.ownerId && to.teamId === before.teamId ? undefined : assign(tx, actor, id, { ...to, expectedOwnerId: before.ownerId })
    }
  }
}

/** At once, without an answer. */
export async function applyMacro(tx: Tx, actor: Actor, caseId: string, textId: string, now: Date): Promise<string> {
  const held = stillOpen(await caseToChange(tx, actor, caseId, 'case.see'))
  return runMacro(tx, actor, held, await macroInHand(tx, actor, held, textId), now)
}

/** Taken back as one, by whoever did it, while nothing has happened to the case since. @returns of which case @throws Refusal */
export async function undoMacro(tx: Tx, actor: Actor, id: string, now: Date): Promise<string> {
  const [run] = await macroRun(tx, { id })
  if (run?.byPerson !== actor.personId) throw unknown('macro')
  const held = stillOpen(await caseToChange(tx, actor, run.caseId, 'case.see'))
  if (run.undone) return run.caseId
  if (held.version !== run.versionAfter) throw new Refusal('conflict', 'Something has happened to the case since. Nothing was taken back.')
  await undo(tx, actor, held, run, now, true)
  return run.caseId
}

/** The answer that it went with is taken back, and its status with it. What has been changed since stays. @returns the text, to be in the draft again */
export async function takeBackMacro(tx: Tx, actor: Actor, held: HeldCase, deliveryId: string, now: Date): Promise<string | null> {
  const [run] = await macroRunOfDelivery(tx, { deliveryId })
  if (!run) return null
  if (run.caseId === held.id && held.version === run.versionAfter) await undo(tx, actor, held, run, now, false)
  return run.textId
}

async function undo(tx: Tx, actor: Actor, held: HeldCase, { id, before, deeds }: MacroRunRow, now: Date, withStatus: boolean): Promise<void> {
  const did = (kind: TextDeed['kind']) => deeds.some((each) => each.kind === kind)
  const fields = Object.fromEntries(deeds.flatMap((each) => (each.kind === 'field' ? [[each.fieldId, before.fields[each.fieldId] ?? null]] : [])))
  if (did('assign') && (held.ownerId !== before.ownerId || held.teamId !== before.teamId)) await assign(tx, actor, held.id, { ownerId: before.ownerId, teamId: before.teamId, expectedOwnerId: held.ownerId })
  if (did('tag') || did('priority') || did('field')) await changeCase(tx, actor, held.id, { ...did('tag') ? { tags: before.tags } : {}, ...did('priority') ? { priority: before.priority } : {}, ...did('field') ? { fields } : {} })
  if (did('follow') && !before.followed) await unfollow(tx, { caseId: held.id, personId: actor.personId })
  if (withStatus && did('status')) await putStatus(tx, actor, held.id, before.status)
  if (did('snooze')) await wake(tx, actor, held.id)
  const asleep = before.snoozedUntil ? new Date(before.snoozedUntil) : null
  if (withStatus && asleep && asleep > now && (did('snooze') || did('status'))) await snooze(tx, actor, held.id, asleep, now)
  await endMacroRun(tx, { id })
}
