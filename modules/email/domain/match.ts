/** What is known of a conversation that a mail may belong to. */
export type Relative = { relation: 'is' | 'answers' | 'refers'; rfcMessageId: string; messageId: string; conversationId: string; kind: string; bulk: boolean; participant: boolean; participantRole: string | null; sentToSender: boolean }
export type TokenFound = { conversationId: string; participant: boolean; participantRole: string | null }

export type Clues = {
  /** The conversation of a valid signed reply address that the mail was sent to. */
  token: TokenFound | null
  inReplyTo: string[]
  references: string[]
  messageId: string | null
  relatives: Relative[]
  /** A conversation of the same sender with the same subject: never more than a suggestion. */
  similar: string | null
}

export type Match =
  | { where: 'conversation'; conversationId: string; by: 'token' | 'references' | 'late-ancestor'; as: 'customer' | 'third-party'; answered: string | null }
  | { where: 'new'; maybeRelatedTo: string | null }

/**
 * Which conversation a mail belongs to: the signed reply token first; then In-Reply-To and References, newest first, when the
 * sender takes part or the message was sent to them; else a new conversation and at most a suggestion. A number in a subject
 * is never a clue (zammad#5064: anyone could write themselves into a stranger's ticket). A bulk message is nobody's parent
 * (chatwoot#13502: readers of one newsletter met in one conversation).
 */
export function match(clues: Clues): Match {
  // The signed address admits whoever takes part. Anybody else who got hold of it begins a conversation of their own, which is
  // suggested as related: an agent, not an address, lets a stranger into a conversation (the "ticket trick").
  if (clues.token && !clues.token.participant) return { where: 'new', maybeRelatedTo: clues.token.conversationId }
  if (clues.token) return {
    where: 'conversation', conversationId: clues.token.conversationId, by: 'token', as: clues.token.participantRole === 'third-party' ? 'third-party' : 'customer',
    answered: answeredOf(clues, clues.token.conversationId),
  }
  const bearers = clues.relatives.filter((each) => each.relation === 'is' && !each.bulk)
  for (const id of [...clues.inReplyTo, ...clues.references.toReversed()]) {
    const found = bearers.find((each) => each.rfcMessageId === id && (each.participant || each.sentToSender))
    if (found) return { where: 'conversation', conversationId: found.conversationId, by: 'references', as: found.participantRole === 'third-party' || found.kind === 'forward' ? 'third-party' : 'customer', answered: found.messageId }
  }
  // Mail arrives out of order: one that came earlier may name this one as its ancestor.
  const child = clues.relatives.find((each) => each.relation !== 'is' && each.rfcMessageId === clues.messageId && each.participant && !each.bulk)
  if (child) return { where: 'conversation', conversationId: child.conversationId, by: 'late-ancestor', as: 'customer', answered: null }
  return { where: 'new', maybeRelatedTo: bearers[0]?.conversationId ?? clues.similar }
}

const answeredOf = (clues: Clues, conversationId: string): string | null =>
  clues.relatives.find((each) => each.relation === 'is' && each.conversationId === conversationId && clues.inReplyTo.includes(each.rfcMessageId))?.messageId ?? null
