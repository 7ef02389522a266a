import { db } from '#platform/db'
import { newId } from '#platform/ids'
import type { NotificationKind } from './contract.ts'

/** Something that somebody was told, as a row; read, if a reading is named. */
export async function aNotification(wish: { accountId: string; brandId: string; personId: string; caseId: string; messageId?: string; kind?: NotificationKind; readingId?: string; at?: Date }): Promise<{ id: string }> {
  const id = newId()
  const { accountId, brandId, personId, caseId, messageId = null, kind = 'answered', readingId = null, at = new Date() } = wish
  await db().transaction({ accountId, brandIds: 'all' }, (tx) => tx.run('', `insert into notifications.notifications (account_id, brand_id, id, person_id, kind, case_id, subject_id, message_id, last_message_id, at, read_at, reading_id)
    values ($1, $2, $3, $4, $5, $6, $6, $7, $7, $8, case when $9::uuid is not null then now() end, $9)`, [accountId, brandId, id, personId, kind, caseId, messageId, at, readingId]))
  return { id }
}
