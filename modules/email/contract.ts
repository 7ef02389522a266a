import { z } from 'zod'

export const Security = z.enum(['tls', 'starttls', 'none'])
export const ServerInput = z.object({ host: z.string().trim().max(253), port: z.number().int().min(1).max(65_535), security: Security, user: z.string().max(254), /** Left out: keep the stored one. */ password: z.string().max(2000).optional() })
export const OAuthInput = z.object({ provider: z.enum(['google', 'microsoft', 'custom']), clientId: z.string().max(400), clientSecret: z.string().max(2000).optional(), refreshToken: z.string().max(8000).optional(), tokenUrl: z.url().optional() })

export const MailboxInput = z.object({
  brandId: z.uuid(), address: z.email().max(254), name: z.string().trim().min(1).max(120), teamId: z.uuid().nullable().default(null),
  receive: z.discriminatedUnion('how', [
    z.object({ how: z.literal('imap'), server: ServerInput, folders: z.array(z.string().max(200)).min(1).max(20).default(['INBOX']), oauth: OAuthInput.optional(),
      /** Where to begin in a mailbox that was not read before: everything that is there, or only what comes from now on. */
      from: z.enum(['all', 'new']).default('new'), trustedAuthservId: z.string().max(253).optional() }),
    z.object({ how: z.literal('smtp') }),
    z.object({ how: z.literal('http') }),
  ]),
  send: z.object({ server: ServerInput, oauth: OAuthInput.optional(), dkim: z.object({ domain: z.string().max(253), selector: z.string().max(63), privateKey: z.string().max(8000).optional() }).nullable().default(null) }).nullable(),
})
export const Mailbox = z.object({
  id: z.uuid(), brandId: z.uuid(), address: z.string(), name: z.string(), teamId: z.uuid().nullable(), how: z.enum(['imap', 'smtp', 'http']),
  state: z.enum(['working', 'connecting', 'failing', 'paused']), detail: z.string(), lastMailAt: z.string().nullable(), lastCheckedAt: z.string().nullable(),
  /** For HTTP inbound: where to post, and the secret is shown once when it is made. */
  inboundUrl: z.string().nullable(), settings: z.record(z.string(), z.unknown()),
})
export type Mailbox = z.infer<typeof Mailbox>

/** Why a sender is believed or not; the words for it are `assure.<reason>` in the message catalogue. */
export const assuranceReasons = [
  'aligned', 'known-address', 'dmarc-failed', 'own-domain-unproved', 'name-holds-other-address', 'staff-name', 'mixed-scripts', 'look-alike-domain', 'reply-to-elsewhere', 'malformed-address',
] as const
export type AssuranceReason = (typeof assuranceReasons)[number]

/** An address that one may write from: enough to begin a case, nothing of its servers. */
export const Sender = z.object({ id: z.uuid(), brandId: z.uuid(), name: z.string(), address: z.string() })
export type Sender = z.infer<typeof Sender>

/** One step of a connection test, in words. `code` goes through the message catalogue. */
export const CheckStep = z.object({ step: z.enum(['receive-resolve', 'receive-connect', 'receive-tls', 'receive-sign-in', 'receive-folder', 'send-resolve', 'send-connect', 'send-tls', 'send-sign-in', 'send-sender', 'dkim']), outcome: z.enum(['ok', 'failed', 'skipped']), code: z.string(), detail: z.string() })
export const CheckReport = z.object({ ok: z.boolean(), steps: z.array(CheckStep) })

/** Every message seen is in exactly one of these states. */
export const ledgerStates = ['waiting', 'filed', 'rejected', 'quarantined', 'failed'] as const
export const LedgerEntry = z.object({
  id: z.uuid(), brandId: z.uuid(), mailboxId: z.uuid().nullable(), source: z.enum(['imap', 'smtp', 'http', 'import']), receivedAt: z.string(), size: z.number().int(), from: z.string(), to: z.string(), subject: z.string(),
  messageIdHeader: z.string().nullable(), state: z.enum(ledgerStates), reason: z.string(), caseId: z.uuid().nullable(), reference: z.string().nullable(), attempts: z.number().int(), decidedAt: z.string().nullable(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>
export const LedgerQuery = z.object({ state: z.enum(ledgerStates).optional(), mailboxId: z.uuid().optional(), day: z.iso.date().optional(), q: z.string().max(200).optional(), cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })
export const LedgerPage = z.object({ rows: z.array(LedgerEntry), nextCursor: z.string().nullable() })
/** One day of one mailbox: seen = filed + rejected + quarantined + failed + waiting, always. */
export const LedgerBalance = z.object({ day: z.string(), mailboxId: z.uuid().nullable(), mailboxName: z.string(), seen: z.number().int(), filed: z.number().int(), rejected: z.number().int(), quarantined: z.number().int(), failed: z.number().int(), waiting: z.number().int() })
/** File it now, into a case that was chosen or as the rules find. */
export const FileNow = z.object({ caseId: z.uuid().optional() })
export const OutboxRow = z.object({ deliveryId: z.uuid(), messageId: z.uuid(), caseId: z.uuid(), reference: z.string(), subject: z.string(), recipients: z.array(z.string()), state: z.string(), dueAt: z.string().nullable(), attempts: z.number().int(), detail: z.string().nullable() })
export const OutboxQuery = z.object({ cursor: z.string().max(80).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) })
export const OutboxPage = z.object({ rows: z.array(OutboxRow), nextCursor: z.string().nullable() })
