import type { Address } from '#contracts/conversations'
import type { Recipients } from '../contract.ts'

export type Answered = { from: Address; replyTo: Address[]; to: Address[]; cc: Address[]; /** Came over a mailing list: then the list's address is left out. */ list: boolean }

const noReply = /^(?:no|do-?not|nicht|ikke|geen|ei)[-_.]?(?:reply|antworten|svar|antwoord|vasta)|^noreply|^mailer-daemon|^bounces?[-+@]/i

/**
 * To whom an answer goes, and why. The sender asked where with Reply-To; whoever else was addressed stays in copy; our own
 * addresses, colleagues and machines are left out and said to be. Bcc is never known and never answered.
 */
export function recipientsOfAnswer(answered: Answered, ours: { isOurs: (address: string) => boolean; isStaff: (address: string) => boolean }): Recipients {
  const result: Recipients = { to: [], cc: [], explained: [] }
  const seen = new Set<string>()
  const consider = (address: Address, field: 'to' | 'cc', reason: string) => {
    const key = address.address.toLowerCase()
    if (!key) return
    if (seen.has(key)) return
    seen.add(key)
    const objection = ours.isOurs(key) ? 'own-address-left-out' : ours.isStaff(key) ? 'colleague-left-out' : noReply.test(key) ? 'no-reply-left-out' : null
    result.explained.push({ address: address.address, included: objection ? 'left-out' : field, reason: objection ?? reason })
    if (!objection) result[field].push(address)
  }
  const asked = answered.replyTo.filter((each) => each.address.toLowerCase() !== answered.from.address.toLowerCase())
  if (asked.length) for (const each of asked) consider(each, 'to', 'reply-to')
  else consider(answered.from, 'to', 'sender')
  if (!result.to.length) consider(answered.from, 'to', 'sender')
  for (const each of answered.to) consider(each, 'cc', answered.list ? 'list-left-out' : 'was-in-to')
  for (const each of answered.cc) consider(each, 'cc', 'was-in-cc')
  if (answered.list) dropLists(result)
  return result
}

/** An answer to a list would reach everybody on it: those addresses are offered, not taken. */
function dropLists(result: Recipients) {
  for (const each of result.explained) if (each.reason === 'list-left-out') each.included = 'left-out'
  result.cc = result.cc.filter((each) => !result.explained.some((known) => known.address === each.address && known.included === 'left-out'))
}
