import type { NotificationKind } from '../contract.ts'

/** One event, told to one person. */
export type Telling = { personId: string; kind: NotificationKind; brandId: string; caseId: string | null; subjectId: string; messageId: string | null; byPerson: string | null; at: Date; seq: number }
/** Several of one kind and case, as one. */
export type Folded = Omit<Telling, 'seq'> & { lastMessageId: string | null; seqs: number[] }

/** What came together about one case is told as one: where it began, and what was last. In the order of the log. */
export function fold(tellings: readonly Telling[]): Folded[] {
  const groups = Map.groupBy(tellings, (each) => [each.personId, each.kind, each.caseId ?? each.subjectId].join())
  return [...groups.values()].map((all) => {
    const [first, last] = [all[0]!, all.at(-1)!]
    const { seq: _, ...newest } = last
    return { ...newest, messageId: first.messageId, lastMessageId: last.messageId, seqs: all.map((each) => each.seq) }
  })
}
