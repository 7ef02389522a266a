import type { CaseHappening, CaseView } from '#contracts/cases'
import type { Message } from '#contracts/conversations'

export type ThreadEntry = { kind: 'message'; at: string; message: Message } | { kind: 'happening'; at: string; happening: CaseHappening }

/** A message is its own announcement: what only tells that one came or went is not told twice. */
const toldByMessage = /^(message\.|note\.|delivery\.(?!failed|bounced|doubtful))/

/** Messages, notes and happenings in the order of time; at the same moment the message comes first. */
export function threadEntries({ messages, happenings }: Pick<CaseView, 'messages' | 'happenings'>): ThreadEntry[] {
  const entries: ThreadEntry[] = [
    ...messages.map((message) => ({ kind: 'message' as const, at: message.at, message })),
    ...happenings.filter((each) => !toldByMessage.test(each.verb)).map((happening) => ({ kind: 'happening' as const, at: happening.at, happening })),
  ]
  return entries.sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || (one.kind === other.kind ? 0 : one.kind === 'message' ? -1 : 1))
}
