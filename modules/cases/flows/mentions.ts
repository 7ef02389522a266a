import { peopleOfAccount } from '#modules/accounts'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { may, type Actor } from '#platform/permissions'
import { peopleIn } from '#platform/written-html'
import { readsNotes } from '../domain/reads-notes.ts'
import { personMentioned } from '../events.ts'
import type { HeldCase } from '../queries/cases.ts'
import { keepMentions } from '../queries/mentions.ts'
import { about, byPerson } from './case-in-sight.ts'

/**
 * Whom a note names: those who see the case, by id, and colleagues who do not, by name, for its writer to know. Of people with whom the
 * writer shares no brand nothing is told, not even that they exist.
 */
export async function mentionedIn(tx: Tx, actor: Actor, held: HeldCase, html: string | null): Promise<{ seeing: Set<string>; cannotSee: string[] }> {
  const named = await peopleIn(html)
  const [seeing, cannotSee] = [new Set<string>(), [] as string[]]
  if (!named.size) return { seeing, cannotSee }
  // Grants are those within the writer's brands: whoever has none of them is no colleague of theirs.
  for (const { id, status, ...person } of await peopleOfAccount(tx, {})) {
    if (!named.has(id) || status !== 'active' || !person.grants.length) continue
    const reader: Actor = { kind: 'person', accountId: actor.accountId, personId: id, scopes: null, ...person }
    if (!readsNotes(reader)) continue
    if (may(reader, 'case.see', held)) seeing.add(id)
    else cannotSee.push(person.name)
  }
  return { seeing, cannotSee }
}

/** Whoever was named follows the case, and it is told that they were. Who names themselves knows it already. */
export async function tellMentioned(tx: Tx, actor: Actor, held: HeldCase, messageId: string, personIds: string[]): Promise<void> {
  if (!personIds.length) return
  await keepMentions(tx, { accountId: actor.accountId, brandId: held.brandId, caseId: held.id, messageId, personIds })
  await announce(tx, byPerson(actor), personIds.filter((id) => id !== actor.personId).map((id) => personMentioned(about(held, id), { messageId, kind: 'note' })))
}
