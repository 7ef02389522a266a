import { db } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import { log } from '#platform/log'
import { mailboxChanged } from '../events.ts'
import { markChecked, setMailboxState } from '../queries/mailboxes.ts'

export type MailboxNews = { accountId: string; brandId: string; id: string; state: 'working' | 'connecting' | 'failing'; detail: string }

/** Says how it is with a mailbox, and tells the screens when that is news. That the database is away is no reason to stop fetching. */
export async function reportState({ accountId, brandId, id, state, detail }: MailboxNews): Promise<void> {
  try {
    await db().transaction({ accountId, brandIds: [brandId] }, async (tx) => {
      const [news] = await setMailboxState(tx, { id, state, detail: detail.slice(0, 500) })
      if (news) await announce(tx, theSystem, mailboxChanged({ brandId, subjectId: id }, { state }))
      else await markChecked(tx, { id })
    })
  } catch (error) {
    log.warn({ error, mailbox: id }, 'the state of a mailbox could not be kept')
  }
}
