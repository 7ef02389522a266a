import type { ComponentType, ReactNode } from 'react'
import type { CaseView } from '#contracts/cases'

/** What live chat puts in the composer's place while a talk goes on. It belongs to a floor above, and is handed in. */
export type ChatPiece = ComponentType<{ talkId: string; kind: 'reply' | 'note'; onKind: (kind: 'reply' | 'note') => void; otherwise: ReactNode }>

/** Who is at the other end of a talk, beside its case. */
export type VisitorPiece = ComponentType<{ talkId: string }>

/** The talk in which the customer spoke last; null when that was no chat. What came by mail came from an address. */
export function talkOf({ messages }: Pick<CaseView, 'messages'>): string | null {
  const last = messages.findLast((each) => each.kind === 'in')
  return last?.author.kind === 'customer' && last.author.address === null ? last.conversationId : null
}
