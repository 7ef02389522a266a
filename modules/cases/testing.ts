import { aBrand, anAccount, anActor, aTeam } from '#testing/accounts'
import { aChannel, aConversation, anUtterance, type Said, type Utterance } from '#testing/conversations'
import { aCustomer, type CustomerMade } from '#testing/customers'
import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { firstWords } from '#platform/text'
import type { CaseStatus } from './contract.ts'
import { casesHaveMessages, openCaseRows } from './queries/cases.ts'

// Builders for everyone's tests: rows as fast as the database takes them, and no events. Counts follow events: ask the routes for those.

export type CaseMade = { accountId: string; brandId: string; id: string; reference: string; subject: string; conversationId: string; channelId: string; messageId: string; customer: CustomerMade; first: Said }
export type CaseWish = {
  accountId: string; brandId: string; ownerId?: string | null; teamId?: string | null; status?: CaseStatus; subject?: string; tags?: string[]; channelId?: string; customer?: CustomerMade; customerName?: string
  /** When it was last written to. */
  at?: Date
} & Pick<Utterance, 'text' | 'files' | 'html' | 'language' | 'cc' | 'replyTo' | 'raw'>

/** A case about which a customer wrote once. */
export async function aCase(wish: CaseWish): Promise<CaseMade> {
  const { accountId, brandId, subject = 'Mein Zelt', text = 'Guten Tag, die Stange ist gebrochen.', ownerId = null, teamId = null, status = 'open', at } = wish
  const customer = wish.customer ?? await aCustomer({ accountId, brandId, ...wish.customerName ? { name: wish.customerName } : {} })
  const channelId = wish.channelId ?? (await aChannel({ accountId, brandId })).id
  const { id: conversationId } = await aConversation({ accountId, brandId, channelId, customer, subject })
  const { files, html, language, cc, replyTo, raw } = wish
  const first = await anUtterance({ accountId, brandId, conversationId, channelId }, { subject, text, author: { id: customer.id, name: customer.name, address: customer.address }, files, html, language, cc, replyTo, raw, at })
  const id = newId()
  const reference = await db().transaction({ accountId, brandIds: 'all' }, async (tx) => {
    const [opened] = await openCaseRows(tx, [{ accountId, brandId, id, subject, kind: 'question', customerId: customer.id, teamId, ownerId, conversationId, messageId: first.id, preview: firstWords(text, 160), marks: [], status, waiting: status === 'open' }])
    await tx.run('', 'update cases.cases c set tags = $3, last_message_at = m.at, waiting_since = case when c.waiting_since is not null then m.at end from conversations.messages m where c.account_id = $1 and c.id = $2 and m.account_id = $1 and m.id = c.last_message_id', [accountId, id, wish.tags ?? []])
    return opened!.reference
  })
  return { accountId, brandId, id, reference, subject, conversationId, channelId, messageId: first.id, customer, first }
}

/** Something more that is said in a case; its row follows, but for a note. */
export async function aMessage(about: CaseMade, wish: Utterance = {}): Promise<Said> {
  const { kind = 'in', text = 'Wann kommt die neue Stange?' } = wish
  const said = await anUtterance(about, { ...wish, kind, text, author: wish.author ?? { id: about.customer.id, name: about.customer.name, address: about.customer.address } })
  if (kind === 'note') return said
  await db().transaction({ accountId: about.accountId, brandIds: 'all' }, async (tx) => {
    const [held] = await tx.run<{ status: CaseStatus }>('', 'select status from cases.cases where account_id = $1 and id = $2', [about.accountId, about.id])
    await casesHaveMessages(tx, [{ id: about.id, messageId: said.id, preview: firstWords(text, 160), status: held!.status, fromOutside: kind === 'in', wakes: kind === 'in', marks: [] }])
  })
  return said
}

/** A brand with a team, Maren and Jonas of it, and a way to make cases and further people. */
export async function aDesk({ referencePrefix }: { referencePrefix?: string } = {}) {
  const { accountId } = await anAccount()
  const { id: brandId } = await aBrand({ accountId, ...referencePrefix ? { referencePrefix } : {} })
  const team = await aTeam({ accountId, brandId })
  const who = (name: string, wish: object = {}) => anActor({ accountId, brandIds: [brandId], name, teamIds: [team.id], ...wish })
  return { accountId, brandId, team, who, maren: await who('Maren Lindqvist'), jonas: await who('Jonas Brandt'), made: (wish: Partial<CaseWish> = {}) => aCase({ accountId, brandId, ...wish }) }
}
