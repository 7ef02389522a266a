import { z } from 'zod'
import { happening } from '#platform/events'

/** Settings or health of a mailbox changed. */
export const mailboxChanged = happening('mailbox.changed', z.object({ state: z.string() }))
/** A mail in the ledger came into another state; the subject is its entry. */
export const ledgerChanged = happening('ledger.changed', z.object({ mailboxId: z.uuid().nullable(), state: z.string(), reason: z.string() }))
