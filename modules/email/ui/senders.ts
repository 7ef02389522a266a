import type { Sender } from '#contracts/email'

/** Addresses to write from, those of the brand in view first. */
export function inOrder(senders: readonly Sender[], brandId: string | null): Sender[] {
  return senders.toSorted((one, other) => Number(other.brandId === brandId) - Number(one.brandId === brandId) || one.name.localeCompare(other.name))
}

/** The customer whose address was typed, when it is known to be theirs. */
export const customerAt = <Hit extends { address: string | null }>(hits: readonly Hit[], typed: string) => hits.find((each) => each.address?.toLowerCase() === typed.trim().toLowerCase())
