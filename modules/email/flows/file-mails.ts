import { apart } from '#platform/apart'
import type { Tx } from '#platform/db'
import { announceAll, theSystem } from '#platform/events'
import { plain } from '#platform/text'
import { ledgerChanged } from '../events.ts'
import { settleLedger } from '../queries/ledger.ts'
import { decide, type Accepted, type Filed, type OpenedMail } from './decide.ts'
import { mailroomOf, type Mailroom } from './mailroom.ts'
import { takeIn } from './take-in.ts'

/** Two workers looked at the same moment; the other was first. What this one did is undone. */
export class AlreadyDecided extends Error {}

/**
 * Opened mails of one account find their conversations and cases, in the transaction that also settles their ledger rows. Mails that
 * have nothing to do with each other go side by side, with one statement for what they all ask or write.
 * @returns those that wait for a next round, because they share something with one that was filed now.
 */
export async function fileMails(tx: Tx, all: OpenedMail[]): Promise<OpenedMail[]> {
  const { now, later } = apart(all, ({ waiting, mail }) => namesIn(mail).map((name) => `${waiting.brandId} ${name}`))
  const rooms = new Map<OpenedMail, Mailroom>()
  for (const each of now) rooms.set(each, await mailroomOf(tx, each.waiting.mailboxId))
  const decided = await together(now.map(async (opened) => ({ opened, decision: await decide(tx, opened, rooms.get(opened)!) })))
  // Two ways may lead into one conversation: through different messages, written by different people.
  const { now: settling, later: again } = apart(decided, ({ decision }) => ('place' in decision ? placesOf(decision) : []))
  const accepted = settling.flatMap(({ decision }) => ('place' in decision ? decision : []))
  const taken = new Map((await takeIn(tx, accepted)).map((filed, index) => [accepted[index]!.opened, filed]))
  await settle(tx, settling.map(({ opened, decision }) => ({ opened, filed: 'place' in decision ? taken.get(opened)! : decision })))
  const waiting = new Set([...later, ...again.map((each) => each.opened)])
  return all.filter((each) => waiting.has(each))
}

/** By what a mail may have to do with another one: who wrote it, what it is, what it names. Reports may be about the same letter. */
const namesIn = (mail: OpenedMail['mail']): string[] => [
  mail.from?.address.toLowerCase(), mail.forwarded?.from?.address.toLowerCase(), mail.messageId, mail.contentHash, ...mail.inReplyTo, ...mail.references, mail.bounce ? 'a bounce' : null,
].filter((name) => name != null)

const placesOf = ({ place: { joined } }: Accepted): string[] => (joined ? [joined.conversationId, ...joined.held ? [joined.held.id] : []] : [])

async function settle(tx: Tx, all: Array<{ opened: OpenedMail; filed: Filed }>) {
  const settled = await settleLedger(tx, all.map(({ opened: { waiting, mail }, filed }) => ({ id: waiting.id, ...filed, fromAddress: mail.from?.address.slice(0, 320) ?? '', subject: plain(mail.subject).slice(0, 400), rfcMessageId: mail.messageId?.slice(0, 1000) ?? null })))
  if (settled.length < all.length) throw new AlreadyDecided()
  // Only what a person may have to look at is announced; what was filed tells of itself by its message.
  const toLookAt = all.filter(({ filed }) => filed.state !== 'filed')
  await announceAll(tx, toLookAt.map(({ opened: { waiting }, filed: { state } }) => ({ actor: theSystem, announcements: [ledgerChanged({ brandId: waiting.brandId, subjectId: waiting.id }, { state })], cause: `ledger ${waiting.id}` })))
}

/** Waits for all of them, also when one fails: nobody goes on in a transaction that is being rolled back. */
async function together<Answer>(all: Array<Promise<Answer>>): Promise<Answer[]> {
  await Promise.allSettled(all)
  return Promise.all(all)
}
