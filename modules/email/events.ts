import { z } from 'zod'
import { happening } from '#platform/events'

/** A mail was rejected, set aside, or could not be filed: somebody may want to look. */
export const ledgerChanged = happening('ledger.changed', z.object({ state: z.string() }))
/** A mailbox was connected, changed, paused, retired, or its state changed. */
export const mailboxChanged = happening('mailbox.changed', z.object({ state: z.string() }))
