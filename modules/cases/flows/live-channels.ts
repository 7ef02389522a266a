import type { Tx } from '#platform/db'

/** Something that was said on a channel where it is there at once: no letter leaves, and nothing can be taken back. */
export type SaidLive = { accountId: string; brandId: string; caseId: string; conversationId: string; messageId: string; personId: string; personName: string }
const channels = new Map<string, (tx: Tx, said: SaidLive) => Promise<void>>()

/** A floor above keeps what is said on its kind of channel, in the transaction in which it is written. */
export const speaksLive = (channelKind: string, keep: (tx: Tx, said: SaidLive) => Promise<void>) => { channels.set(channelKind, keep) }
export const liveChannel = (channelKind: string) => channels.get(channelKind)
