import { domainToASCII } from 'node:url'
import type { Address } from '#contracts/conversations'
import { Refusal } from '#platform/refusal'

const local = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~.-]{1,64}$/u
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/

/** Only addresses that are addresses are written to: a line break in one would become a recipient of its own (a real attack on mail libraries). */
export function checkRecipients(recipients: Address[]) {
  for (const { address, name } of recipients) {
    const at = address.lastIndexOf('@')
    const ok = at > 0 && address.length <= 320 && local.test(address.slice(0, at)) && domain.test(domainToASCII(address.slice(at + 1)))
    if (!ok || /[\r\n\0]/.test(name)) throw new Refusal('invalid', `“${address.replace(/[\r\n\0]/g, ' ').slice(0, 100)}” is not an e-mail address.`, { address })
  }
}
