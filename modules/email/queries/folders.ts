import { z } from 'zod'
import { command, question } from '#platform/question'

const Cursor = z.object({ uidValidity: z.number(), lastUid: z.number() })
export type Cursor = z.infer<typeof Cursor>

export const cursorOf = question<{ mailboxId: string; folder: string }, typeof Cursor>('folders: cursor', Cursor, `
  select uid_validity as "uidValidity", last_uid as "lastUid" from email.folders where account_id = (select platform.account()) and mailbox_id = :mailboxId and folder = :folder`)

export const beginFolder = command<{ accountId: string; brandId: string; mailboxId: string; folder: string; uidValidity: number; lastUid: number }>('folders: begin', `
  insert into email.folders (account_id, brand_id, mailbox_id, folder, uid_validity, last_uid) values (:accountId, :brandId, :mailboxId, :folder, :uidValidity, :lastUid) on conflict do nothing`)

/** Moves on from where we believed to stand. No answer: somebody else moved it meanwhile, and their word counts. */
export const moveCursor = question<{ mailboxId: string; folder: string; beforeValidity: number; beforeUid: number; uidValidity: number; lastUid: number }, typeof Cursor>('folders: move', Cursor, `
  update email.folders set uid_validity = :uidValidity, last_uid = :lastUid, moved_at = now()
   where account_id = (select platform.account()) and mailbox_id = :mailboxId and folder = :folder and uid_validity = :beforeValidity and last_uid = :beforeUid
  returning uid_validity as "uidValidity", last_uid as "lastUid"`)

/** Fetch again from this UID on. Mails that are in the ledger already are recognised by their source key. */
export const rewindFolder = question<{ mailboxId: string; folder: string; lastUid: number }, typeof Cursor>('folders: rewind', Cursor, `
  update email.folders set last_uid = least(last_uid, :lastUid::bigint), moved_at = now() where account_id = (select platform.account()) and mailbox_id = :mailboxId and folder = :folder
  returning uid_validity as "uidValidity", last_uid as "lastUid"`)
