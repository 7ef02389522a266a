import { accountsOfInstallation } from '#modules/accounts'
import { channelsOfAccount } from '#modules/conversations'
import { fileWaitingMails, importMails, waitingMails, type ImportInto, type MboxKind } from '#modules/email'
import { number } from '#kit/formats.ts'
import { db } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { findMail, readMailFiles } from './mail-files.ts'
import { progress, type Screen } from './progress.ts'

export type ImportWish = { path: string; mailbox?: string; kind: MboxKind; maxMailMb: number; screen?: Screen }

/** `balie import mbox`: old mail through the ledger and into cases. Broken off, it is begun again and goes on where it was. */
export async function importMailFiles({ path, mailbox, kind, maxMailMb, screen }: ImportWish): Promise<{ seen: number; added: number; known: number; tooLarge: number }> {
  const into = await mailboxNamed(mailbox)
  const files = await findMail(path)
  if (!files.length) throw new Refusal('invalid', `There is no mail in ${path}: neither a mailbox file nor a Maildir nor .eml files.`)
  const reading = progress(`Reading into ${into.address}, MB`, Math.ceil(files.reduce((sum, each) => sum + each.size, 0) / 1e6), screen)
  const done = await importMails(into, readMailFiles(files, { kind, maxBytes: maxMailMb * 1024 * 1024, told: (bytes) => reading.at(bytes / 1e6) }))
  reading.end(`${number(done.seen, 'en')} mails read: ${number(done.added, 'en')} new, ${number(done.known, 'en')} known already, ${number(done.tooLarge, 'en')} too large.`)
  const waiting = await waitingMails(into.accountId)
  const filing = progress('Filing', waiting, screen)
  const filed = await fileWaitingMails((count) => filing.at(Math.min(count, waiting)))
  filing.end(`${number(filed, 'en')} filed. The ledger shows what became of each.`)
  return done
}

/** The mailbox of this address; the only one there is need not be named. @throws Refusal */
async function mailboxNamed(address: string | undefined): Promise<ImportInto> {
  const found: ImportInto[] = []
  for (const { accountId } of await accountsOfInstallation()) {
    const channels = await db().reading({ accountId, brandIds: 'all' }, (tx) => channelsOfAccount(tx, {}))
    found.push(...channels.filter((each) => each.kind === 'email').map((each) => ({ accountId, brandId: each.brandId, mailboxId: each.id, address: each.address })))
  }
  if (!found.length) throw new Refusal('invalid', 'There is no mailbox yet. Add one under Channels: what is imported belongs to its brand.')
  const wanted = address ? found.filter((each) => each.address.toLowerCase() === address.toLowerCase()) : found
  if (wanted.length !== 1) throw new Refusal('invalid', `${address ? `There is no mailbox ${address}.` : 'Say into which mailbox with --mailbox.'} There are: ${found.map((each) => each.address).join(', ')}.`)
  return wanted[0]!
}
