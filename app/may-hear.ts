import type { LoggedEvent } from '#platform/events'
import { may, type Actor, type Permission } from '#platform/permissions'

const families: Array<[RegExp, Permission]> = [
  [/^(case|message|delivery|talk|visitor)\.|^person\.mentioned$/, 'case.see'], [/^customer\./, 'customer.see'], [/^ledger\./, 'ledger.see'], [/^(mailbox|webhook|widget)\./, 'channel.see'],
  [/^(person|invitation|team)\./, 'people.see'], [/^brand\./, 'brand.see'], [/^view\./, 'brand.see'], [/^text\./, 'case.reply'],
]

/**
 * Whether a person may hear that something happened: the same `may` that lists and routes ask. Of a case that was given away, those
 * hear too who could see it until then, so that it leaves their screens. Whatever belongs to no family is heard by nobody.
 */
export function mayHear(actor: Actor, event: LoggedEvent): boolean {
  // How far one's own deed is concerns nobody else.
  if (event.verb.startsWith('bulk.')) return event.actor.id === actor.personId && may(actor, 'case.change')
  // A draft is its author's, and theirs who are asked to look over it.
  if (event.verb.startsWith('draft.')) return [event.actor.id, event.facts['personId'], event.facts['authorId']].includes(actor.personId) && !!event.brandId && may(actor, 'case.see', { brandId: event.brandId, teamId: event.teamId, ownerId: event.ownerId })
  // What somebody is told is told to them, whatever others may see.
  if (event.verb.startsWith('notification.')) return event.subjectId === actor.personId
  const permission = families.find(([pattern]) => pattern.test(event.verb))?.[1]
  if (!permission || !may(actor, permission)) return false
  // A client does not read notes, nor hears that there are any.
  if (actor.role === 'client-viewer' && event.facts['kind'] === 'note') return false
  if (!event.brandId) return permission === 'people.see' || permission === 'brand.see' || permission === 'case.reply'
  if (permission !== 'case.see') return may(actor, permission, { brandId: event.brandId })
  // What happened to no case in particular (a sending of a conversation without one) is heard by those who see the whole brand.
  const thing = { brandId: event.brandId, teamId: event.teamId, ownerId: event.ownerId }
  if (may(actor, permission, thing)) return true
  const before = event.verb === 'case.assigned' ? event.facts['from'] : undefined
  return typeof before === 'string' && may(actor, permission, { ...thing, ownerId: before })
}
