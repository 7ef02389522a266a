import type { CaseHappening, CaseView } from '#contracts/cases'
import type { Message } from '#contracts/conversations'

export type ThreadEntry = { kind: 'message'; at: string; message: Message } | { kind: 'happening'; at: string; happening: CaseHappening }

const troubles = ['failed', 'bounced', 'doubtful']

/** A message is its own announcement: what only tells that one came or went is not told twice. A delivery in trouble is. */
function toldByMessage({ verb, facts }: CaseHappening): boolean {
  if (verb === 'delivery.changed') return !troubles.includes(String(facts['state']))
  if (verb === 'person.mentioned') return true
  const [subject, what] = verb.split('.')
  return subject === 'message' || subject === 'note' || (subject === 'delivery' && !troubles.includes(what ?? ''))
}

/** Messages, notes and happenings in the order of time; at the same moment the message comes first. */
export function threadEntries({ messages, happenings }: Pick<CaseView, 'messages' | 'happenings'>): ThreadEntry[] {
  const entries: ThreadEntry[] = [
    ...messages.map((message) => ({ kind: 'message' as const, at: message.at, message })),
    ...happenings.filter((each) => !toldByMessage(each)).map((happening) => ({ kind: 'happening' as const, at: happening.at, happening })),
  ]
  return entries.sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || (one.kind === other.kind ? 0 : one.kind === 'message' ? -1 : 1))
}
