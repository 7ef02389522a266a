import type { CaseStatus } from '../contract.ts'

/** What a new message from outside does to the case it belongs to. What a machine wrote is kept but wakes nobody (RFC 3834). */
export function takeInReply(status: CaseStatus, by: 'customer' | 'third-party' | 'machine'): 'append' | 'reopen' | 'open-follow-up' {
  // Closed cases are evidence: they are never written to again.
  if (status === 'closed') return 'open-follow-up'
  if (by === 'machine') return 'append'
  return status === 'open' ? 'append' : 'reopen'
}
