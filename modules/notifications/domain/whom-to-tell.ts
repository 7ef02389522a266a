import type { NotificationKind } from '../contract.ts'

/** Of an event, what it takes to decide. */
export type Heard = { verb: string; actorId: string | null; subjectId: string; facts: Record<string, unknown> }
/** What is known besides: of its case, of the letter, of who asked to hear. */
export type Known = { ownerId: string | null; followers: string[]; /** Who put the case off last. */ snoozedBy: string | null; /** Who wrote the letter. */ writtenBy: string | null; /** Who wants to hear of new work, and would get this one. */ waiting: string[]; /** Who takes chats at this moment, and could take this one. */ taking: string[]; /** Who can set the brand's webhooks right. */ lookingAfter: string[] }
export type ToTell = { personId: string; kind: NotificationKind }

const failed = ['failed', 'bounced', 'doubtful']
const text = (value: unknown) => (typeof value === 'string' ? value : null)

/** Whether an event can be told to anybody at all: known without asking anything. */
export function concernsSomebody({ verb, facts }: Heard): boolean {
  switch (verb) {
    case 'person.mentioned': case 'case.woken': case 'webhook.disabled': return true
    case 'case.assigned': return text(facts['to']) !== null
    case 'talk.began': return true
    // Handed to somebody it is theirs, which they hear as an assignment; handed to a team it waits again.
    case 'talk.transferred': return text(facts['personId']) === null
    // What a machine sent is nothing that anybody waits for.
    case 'message.received': return facts['automatic'] === false
    case 'delivery.changed': return failed.includes(String(facts['state']))
    case 'case.opened': return text((facts['standing'] as { ownerId?: unknown } | undefined)?.ownerId) === null
    default: return false
  }
}

/** Whom an event is told to, and as what. Nobody hears of what they did themselves. */
export function whomToTell(event: Heard, known: Known): ToTell[] {
  const as = (kind: NotificationKind, people: Array<string | null>): ToTell[] => [...new Set(people)].filter((each): each is string => each !== null && each !== event.actorId).map((personId) => ({ personId, kind }))
  if (!concernsSomebody(event)) return []
  switch (event.verb) {
    case 'person.mentioned': return as('mention', [event.subjectId])
    case 'case.assigned': return as('assigned', [text(event.facts['to'])])
    case 'talk.began': case 'talk.transferred': return as('chat', known.ownerId === null ? known.taking : [])
    case 'message.received': return as('answered', [known.ownerId, ...known.followers])
    // Woken by an answer: whoever hears of the answer needs no second call.
    case 'case.woken': return as('woken', event.facts['by'] === 'reply' && [known.ownerId, ...known.followers].includes(known.snoozedBy) ? [] : [known.snoozedBy])
    case 'delivery.changed': return as('undelivered', [known.writtenBy])
    case 'case.opened': return as('unassigned', known.waiting)
    case 'webhook.disabled': return as('webhook', known.lookingAfter)
    default: return []
  }
}
