import type { CaseHappening } from '#contracts/cases'
import { moment } from '#kit/formats.ts'
import { isKnown, t, word, type MessageKey } from '#kit/i18n.ts'

type NameOf = (id: string) => string | undefined
export type HappeningWords = { who: string; did: string; detail: string }

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const known = (family: string, code: unknown) => { const key = `${family}.${text(code)}`; return isKnown(key) ? t(key) : '' }

/** Who had the case and who has it: taking, giving and giving back are one event with different ends. */
function assignment({ actor, facts }: CaseHappening, nameOf: NameOf): { key: MessageKey; detail: string } {
  const [from, to] = [nameOf(text(facts['from'])), nameOf(text(facts['to'] ?? facts['ownerId']))]
  if (!text(facts['to'] ?? facts['ownerId'])) return { key: 'verb.case.released', detail: from && from !== actor.name ? from : '' }
  if (to && to === actor.name) return { key: 'verb.case.taken', detail: from ? t('happening.from', { name: from }) : '' }
  return { key: 'verb.case.assigned', detail: [to ?? t('happening.colleague'), from && from !== actor.name ? t('happening.from', { name: from }) : ''].filter(Boolean).join(', ') }
}

const fields: Record<string, { name: MessageKey; verb: MessageKey }> = {
  priority: { name: 'priority', verb: 'verb.case.priority-changed' }, kind: { name: 'kind', verb: 'verb.case.kind-changed' },
  subject: { name: 'subject', verb: 'verb.case.subject-changed' }, tags: { name: 'tags', verb: 'verb.case.tagged' }, fields: { name: 'fields.fill', verb: 'verb.case.fields-changed' },
}

/** What was changed, with its new value; several changes at once are named one by one. */
function changes(changed: unknown): { key: MessageKey; detail: string } {
  const all = typeof changed === 'object' && changed !== null ? Object.entries(changed) : []
  const shown = ([field, value]: [string, unknown]): string => field === 'fields' && value && typeof value === 'object' ? Object.entries(value).map(([name, each]) => `${name} ${each === null ? t('none') : typeof each === 'boolean' ? t(each ? 'yes' : 'no') : String(each)}`).join(' · ') : known(field, value) || (Array.isArray(value) ? value.join(', ') || t('none') : text(value))
  const [first] = all
  if (first && all.length === 1 && fields[first[0]]) return { key: fields[first[0]]!.verb, detail: shown(first) }
  return { key: 'verb.case.changed', detail: all.map((each) => { const name = fields[each[0]] ? t(fields[each[0]]!.name) : each[0]; const value = shown(each); return value ? `${name} ${value}` : name }).join(' · ') }
}

/** A happening in words. Facts that this version does not know are left to the log. */
export function happeningWords(happening: CaseHappening, nameOf: NameOf): HappeningWords {
  const { verb, facts, actor } = happening
  const who = actor.name || known('actor', actor.kind) || t('actor.system')
  const say = (detail: string, did: string = word('verb', verb)) => ({ who, did, detail })
  switch (verb) {
    case 'case.assigned': { const { key, detail } = assignment(happening, nameOf); return say(detail, t(key)) }
    case 'case.status-changed': {
      const [from, to] = [known('status', facts['from']), known('status', facts['to'] ?? facts['status'])]
      return facts['takenBack'] === true ? say(to, t('verb.case.closing-taken-back')) : facts['to'] === 'solved' ? say('', t('verb.case.solved')) : facts['to'] === 'closed' ? say('', t('verb.case.closed')) : say(from && to ? `${from} → ${to}` : to)
    }
    case 'case.reopened': case 'case.split': case 'case.unmerged': case 'case.unlinked': return say('')
    case 'case.snoozed': return say(text(facts['until']) ? moment(text(facts['until'])) : '')
    case 'case.woken': return say('', t(facts['by'] === 'person' ? 'verb.case.woken' : facts['by'] === 'reply' ? 'verb.case.woken-by-reply' : 'verb.case.woken-by-time'))
    case 'case.merged': return say('', t(facts['role'] === 'into' ? 'verb.case.merged-into' : 'verb.case.merged-from'))
    case 'case.opened': return say(text(facts['followUpOf']) ? t('happening.follow-up') : '')
    case 'case.changed': { const { key, detail } = changes(facts['changed']); return say(detail, t(key)) }
    case 'case.linked': return say([known('link', facts['kind']), text(facts['reason'])].filter(Boolean).join(', '))
    case 'delivery.changed': return say([known('delivery', facts['state']), text(facts['detail'])].filter(Boolean).join(': '))
    case 'message.written': return say('', t(facts['kind'] === 'note' ? 'verb.note.written' : facts['kind'] === 'forward' ? 'verb.message.forwarded' : 'verb.message.written'))
    case 'customer.changed': return say('')
    default: return say(known('status', facts['status']) || known('priority', facts['priority']) || text(facts['reason']))
  }
}
