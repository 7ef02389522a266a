import type { CaseHappening } from '#contracts/cases'
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

/** What was changed, each with its new value: "Priority: High, Tags: tent, urgent". */
function changes(changed: unknown): string {
  if (typeof changed !== 'object' || changed === null) return ''
  return Object.entries(changed).map(([field, value]) => {
    const name = ({ priority: t('priority'), kind: t('kind'), subject: t('subject'), tags: t('tags') } as Record<string, string>)[field] ?? field
    const shown = known(field, value) || (Array.isArray(value) ? value.join(', ') || t('none') : text(value))
    return shown ? `${name}: ${shown}` : name
  }).join(' · ')
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
      return facts['to'] === 'solved' ? say('', t('verb.case.solved')) : facts['to'] === 'closed' ? say('', t('verb.case.closed')) : say(from && to ? `${from} → ${to}` : to)
    }
    case 'case.reopened': return say('')
    case 'case.opened': return say(text(facts['followUpOf']) ? t('happening.follow-up') : '')
    case 'case.changed': return say(changes(facts['changed']))
    case 'case.linked': return say([known('link', facts['kind']), text(facts['reason'])].filter(Boolean).join(', '))
    case 'delivery.changed': return say([known('delivery', facts['state']), text(facts['detail'])].filter(Boolean).join(': '))
    case 'message.written': return say('', t(facts['kind'] === 'note' ? 'verb.note.written' : facts['kind'] === 'forward' ? 'verb.message.forwarded' : 'verb.message.written'))
    case 'customer.changed': return say('')
    default: return say(known('status', facts['status']) || known('priority', facts['priority']) || text(facts['reason']))
  }
}
