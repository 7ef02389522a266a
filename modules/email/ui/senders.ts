import type { Mailbox } from '#contracts/email'

/** Mailboxes that can send, those of the brand in view first. */
export function senders(mailboxes: readonly Mailbox[], brandId: string | null): Mailbox[] {
  return mailboxes.filter((each) => each.settings['send'] !== null && each.state !== 'paused')
    .toSorted((one, other) => Number(other.brandId === brandId) - Number(one.brandId === brandId) || one.name.localeCompare(other.name))
}

/** The customer whose address was typed, when it is known to be theirs. */
export const customerAt = <Hit extends { address: string | null }>(hits: readonly Hit[], typed: string) => hits.find((each) => each.address?.toLowerCase() === typed.trim().toLowerCase())
