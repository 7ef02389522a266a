import { SignHailed } from '#modules/chat'
import { may, type Actor } from '#platform/permissions'
import { onHail } from '#platform/wake'

/** A desk that wants to hear of passing matters at talks: at the case that it is at, or, with the page of chats open, at all that it sees. */
type Desk = { actor: Actor; at: string | null; chats: boolean }

/** That a visitor types, comes or goes is told to desks whose person may see that case, and to nobody else. */
export const heedChatSigns = <One extends Desk>(desks: Iterable<One>, tell: (desk: One, sign: SignHailed['sign']) => void): (() => void) => onHail('chat:sign', (what) => {
  const said = SignHailed.safeParse(what)
  if (!said.success) return
  const { accountId, brandId, teamId, ownerId, sign } = said.data
  for (const desk of desks) {
    if (desk.actor.accountId !== accountId || !(desk.chats || desk.at === sign.caseId)) continue
    // What a visitor has not sent yet is for who answers; clients and auditors do not look over their shoulder.
    if (may(desk.actor, 'case.see', { brandId, teamId, ownerId })) tell(desk, may(desk.actor, 'case.reply', { brandId, teamId, ownerId }) ? sign : { ...sign, peek: '' })
  }
})

/** `{ type: 'chats' | 'visitors' | 'list', on }`: whether the page of chats, that of visitors, or a list of cases is open. Null: the desk says something else. */
export function readLooking(bytes: string): { at: 'chats' | 'visitors' | 'list'; on: boolean } | null {
  const found = /^\{"type":"(chats|visitors|list)","on":(true|false)\}$/.exec(bytes)
  return found && { at: found[1] as 'chats' | 'visitors' | 'list', on: found[2] === 'true' }
}
