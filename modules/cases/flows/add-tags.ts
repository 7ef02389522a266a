import type { Tx } from '#platform/db'
import type { Actor } from '#platform/permissions'
import { standsForMacro } from '../queries/macros.ts'
import { changeCase } from './change-case.ts'

/** Tags beside those that the case has already. */
export async function addTags(tx: Tx, actor: Actor, caseId: string, tags: string[]): Promise<void> {
  const [stands] = await standsForMacro(tx, { caseId, personId: actor.personId })
  const before = stands?.before.tags ?? []
  const all = [...new Set([...before, ...tags])]
  if (all.length > before.length) await changeCase(tx, actor, caseId, { tags: all })
}
