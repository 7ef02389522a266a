import { z } from 'zod'
import { Address, Message } from '#contracts/conversations'
import { Customer } from '#contracts/customers'

export const caseKinds = ['question', 'order', 'return', 'billing', 'complaint', 'technical', 'recall', 'other'] as const
/** Solved is not closed: a case is closed when the outcome was verified. Closed cases are evidence and never written to again. */
export const caseStatuses = ['open', 'waiting-customer', 'waiting-third-party', 'solved', 'closed'] as const
export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export const CaseKind = z.enum(caseKinds)
export const CaseStatus = z.enum(caseStatuses)
export type CaseStatus = z.infer<typeof CaseStatus>
export const Priority = z.enum(priorities)

export const fieldKinds = ['text', 'number', 'date', 'choice', 'yes-no'] as const
/** A day is written 2026-11-24; of a choice it is the key. */
export const FieldValue = z.union([z.string().max(2000), z.number(), z.boolean()])
export type FieldValue = z.infer<typeof FieldValue>
/** What a brand wants to know of its cases besides what every case has. */
export const CaseField = z.object({
  id: z.uuid(), brandId: z.uuid(), name: z.string(), kind: z.enum(fieldKinds), choices: z.array(z.object({ key: z.string(), label: z.string(), retired: z.boolean() })), position: z.number().int(), retired: z.boolean(), /** Counts its changes; its ETag. */ version: z.number().int(),
})
export type CaseField = z.infer<typeof CaseField>
const fieldName = z.string().trim().min(1).max(60)
const choiceLabel = z.string().trim().min(1).max(80)
export const CaseFieldInput = z.object({ brandId: z.uuid(), name: fieldName, kind: z.enum(fieldKinds), choices: z.array(choiceLabel).max(100).default([]) })
/** Choices as they are to be: with its key one keeps its cases, without one it is new; what is left out is retired. */
export const CaseFieldChange = z.object({ name: fieldName.optional(), choices: z.array(z.object({ key: z.string().max(60).optional(), label: choiceLabel })).max(100).optional() })

export const channelKinds = ['email', 'chat', 'voice', 'sms', 'fax', 'social', 'edi', 'desk'] as const
export const CaseRow = z.object({
  id: z.uuid(), reference: z.string(), brandId: z.uuid(), subject: z.string(), /** By which channel it began. */ channel: z.enum(channelKinds), kind: CaseKind, status: CaseStatus, priority: Priority,
  ownerId: z.uuid().nullable(), teamId: z.uuid().nullable(), customer: z.object({ id: z.uuid(), name: z.string() }),
  preview: z.string(), lastMessageAt: z.string(), waitingSince: z.string().nullable(), openedAt: z.string(), unread: z.boolean(), tags: z.array(z.string()),
  marks: z.array(z.enum(['delivery-failed', 'delivery-doubtful', 'suspicious-sender'])), version: z.number().int(),
  /** Asleep until then, or until the customer writes. */
  snoozedUntil: z.string().nullable(),
  /** It became part of another case: `links` says of which, to whoever may see that one. */
  merged: z.boolean(),
  /** Values of the brand's own fields, by the field's id. */
  fields: z.record(z.string(), FieldValue),
})
export type CaseRow = z.infer<typeof CaseRow>

/** What happened to the case, told between the messages: assigned, solved, merged, delivery failed … */
export const CaseHappening = z.object({ id: z.string(), at: z.string(), verb: z.string(), actor: z.object({ kind: z.string(), name: z.string() }), facts: z.record(z.string(), z.unknown()) })
export type CaseHappening = z.infer<typeof CaseHappening>

/** Another case that this one is linked to, when the reader may see it. */
export const CaseLink = z.object({ kind: z.enum(['follow-up-of', 'followed-by', 'merged-into', 'merged-from', 'maybe-related', 'split-from', 'split-into', 'related']), caseId: z.uuid(), reference: z.string(), subject: z.string(), reason: z.string() })

export const Recipients = z.object({
  to: z.array(Address), cc: z.array(Address),
  /** Why each address is (not) there, in words of the catalogue: 'sender', 'reply-to', 'was-in-cc', 'own-address-left-out', … */
  explained: z.array(z.object({ address: z.string(), included: z.enum(['to', 'cc', 'left-out']), reason: z.string() })),
})
export type Recipients = z.infer<typeof Recipients>

/** A file of a draft, with a link that works for its writer. `contentId` is what a picture is called in the HTML. */
export const DraftFile = z.object({ id: z.uuid(), name: z.string(), contentType: z.string(), size: z.number().int(), contentId: z.string(), url: z.string() })
export type DraftFile = z.infer<typeof DraftFile>
/** What was written with its looks; it is read again as strictly as a stranger's. Its words replace `text`. Pictures are attached files, `<img data-cid="…">`. */
const html = z.string().max(400_000).nullable().default(null)
export const Draft = z.object({ kind: z.enum(['reply', 'note', 'forward']), text: z.string(), html: z.string().nullable(), to: z.array(Address), cc: z.array(Address), bcc: z.array(Address), subject: z.string(), attachmentIds: z.array(z.uuid()), files: z.array(DraftFile), savedAt: z.string(),
  /** The text whose deeds are done with this answer. */ macroId: z.uuid().nullable(),
  /** Grows with each change: what a writer of a shared draft says to have seen. */ version: z.number().int() })
export type Draft = z.infer<typeof Draft>
/** `version`: the one that was seen. While somebody is asked to look over it, it must be named, and whoever is late is told (412). */
export const DraftInput = Draft.omit({ savedAt: true, kind: true, files: true }).extend({ text: z.string().max(200_000), html, macroId: z.uuid().nullable().default(null), version: z.number().int().optional() })
export const DraftSaved = z.object({ version: z.number().int() })

/** A draft that somebody is asked to look over: shown to its author and to who is asked, and to nobody else. */
export const Review = z.object({
  id: z.uuid(), caseId: z.uuid(), kind: z.enum(['reply', 'forward']), state: z.enum(['asked', 'returned', 'approved', 'sent', 'ended']), /** Whether the reader wrote it. */ mine: z.boolean(), at: z.string(),
  author: z.object({ id: z.uuid(), name: z.string() }), asked: z.object({ personId: z.uuid().nullable(), teamId: z.uuid().nullable(), name: z.string() }), decidedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Which version was approved. One that was changed since is to be looked at again. */
  approvedVersion: z.number().int().nullable(), forwardOf: z.uuid().nullable(), withFiles: z.boolean(), draft: Draft, remarks: z.array(z.object({ by: z.string(), text: z.string(), at: z.string() })),
})
export type Review = z.infer<typeof Review>
const remark = z.string().trim().max(2000)
export const ReviewAsked = z.object({ kind: z.enum(['reply', 'forward']).default('reply'), personId: z.uuid().optional(), teamId: z.uuid().optional(), remark: remark.default(''), /** Which message a forward passes on. */ forwardOf: z.uuid().optional(), withFiles: z.boolean().default(true) })
  .refine((asked) => (asked.personId === undefined) !== (asked.teamId === undefined), 'Ask a person, or any of a team: one of the two.')
export const ReviewRemark = z.object({ text: remark.min(1) })
export const ReviewReturn = z.object({ remark: remark.default('') })
export const ReviewVersion = z.object({ version: z.number().int() })
/** Whose letters need a second pair of eyes in a brand: those of a role, or of single people. */
const needyRoles = ['agent', 'specialist', 'supervisor'] as const
export const SecondEyes = z.object({ brandId: z.uuid(), roles: z.array(z.enum(needyRoles)), personIds: z.array(z.uuid()) })
export type SecondEyes = z.infer<typeof SecondEyes>
export const SecondEyesInput = z.object({ roles: z.array(z.enum(needyRoles)).max(3).default([]), personIds: z.array(z.uuid()).max(500).default([]) })

export const CaseView = CaseRow.extend({
  customerPanel: Customer, followers: z.array(z.uuid()), links: z.array(CaseLink), messages: z.array(Message), happenings: z.array(CaseHappening),
  drafts: z.array(Draft), recipients: Recipients,
  /** The newest message that the reader has seen here. Send it back as `seenMessageId` with a reply: a newer one stops the reply. */
  lastMessageId: z.uuid().nullable(), permissions: z.array(z.string()),
  /** What the reader writes here needs a second pair of eyes before it leaves. */
  needsReview: z.boolean(), reviews: z.array(Review),
  /** Letters that somebody else wrote, or looked over, than who sent them. Told to colleagues, never to the customer. */
  lookedOver: z.array(z.object({ messageId: z.uuid(), writtenBy: z.string(), lookedOverBy: z.string() })),
  /** The reader closed it a moment ago: until when that can be taken back, and to which status. */
  closing: z.object({ until: z.string(), status: CaseStatus }).nullable(),
})
export type CaseView = z.infer<typeof CaseView>

export const caseViews = ['mine', 'unassigned', 'all', 'waiting', 'snoozed', 'solved', 'closed'] as const
/** 'waiting' (who has waited longest for us) and 'priority' are for open cases; elsewhere they mean 'newest'. */
export const caseSorts = ['newest', 'oldest', 'waiting', 'priority'] as const
export const CaseQuery = z.object({
  view: z.enum(caseViews).default('all'), brandId: z.uuid().optional(), teamId: z.uuid().optional(), customerId: z.uuid().optional(), q: z.string().max(400).optional(),
  sort: z.enum(caseSorts).default('newest'),
  /** From where on, and (optionally) up to which row, that one included: so a part of a list is read again as it is now. */
  cursor: z.string().max(200).optional(), until: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
})
/** Where something was found: the message, and some of its words, in parts that were looked for (`hit`) or stand around them. */
export const Finding = z.object({ messageId: z.uuid(), parts: z.array(z.object({ text: z.string(), hit: z.boolean() })) })
/** How a search was understood: its filters where they stand in `q`, what was a mistake (a sentence, and a code), and the order of what was found. */
export const SearchReading = z.object({
  filters: z.array(z.object({ key: z.string(), value: z.string(), negated: z.boolean(), from: z.number().int(), to: z.number().int() })),
  problems: z.array(z.object({ code: z.string(), key: z.string(), value: z.string(), from: z.number().int(), to: z.number().int(), sentence: z.string() })),
  order: z.enum(['best', 'newest', 'sorted']),
})
export type SearchReading = z.infer<typeof SearchReading>
export const CasePage = z.object({ rows: z.array(CaseRow.extend({ found: Finding.optional() })), nextCursor: z.string().nullable(), search: SearchReading.optional() })
export type CasePage = z.infer<typeof CasePage>
/** How many cases each view holds, per brand too: kept, not counted, and only of what the reader may see. */
export const CaseCounts = z.object({ mine: z.number().int(), unassigned: z.number().int(), all: z.number().int(), waiting: z.number().int(), snoozed: z.number().int(), brands: z.record(z.string(), z.number().int()) })
export type CaseCounts = z.infer<typeof CaseCounts>

/** Asked again under the same name, because an answer was lost on its way, an attempt is kept, and sent, once. */
const attempt = z.string().min(8).max(80).optional()
export const ReplyInput = z.object({
  text: z.string().min(1, 'There is nothing to send.').max(200_000), html, /** Needed but in a chat, which goes to its visitor. */ to: z.array(Address).max(100).default([]), cc: z.array(Address).max(100).default([]), bcc: z.array(Address).max(100).default([]),
  subject: z.string().max(400).optional(), attachmentIds: z.array(z.uuid()).max(50).default([]), seenMessageId: z.uuid().nullable(),
  /** Send not before this moment (ISO 8601). Without it the reply leaves when the undo window (15 s) has passed. */
  sendAt: z.iso.datetime({ offset: true }).optional(), thenStatus: CaseStatus.optional(), attempt,
  /** A text of yours or shared with you whose deeds are done with this answer, and taken back with it. */ macroId: z.uuid().nullable().optional(),
})
/** The draft is sent as it stands, in the version that was seen. */
export const ReviewSending = ReplyInput.pick({ seenMessageId: true, sendAt: true, thenStatus: true, attempt: true }).extend({ version: z.number().int() })
export const NoteInput = z.object({ text: z.string().min(1).max(200_000), html, attachmentIds: z.array(z.uuid()).max(50).default([]), attempt })
export const ForwardInput = ReplyInput.omit({ seenMessageId: true, thenStatus: true, macroId: true }).extend({ to: z.array(Address).min(1).max(100), messageId: z.uuid(), includeAttachments: z.boolean().default(true) })
export const NewCaseInput = z.object({ channelId: z.uuid(), to: Address, subject: z.string().min(1).max(400), text: z.string().min(1).max(200_000), html, attachmentIds: z.array(z.uuid()).max(50).default([]) })
export const Assignment = z.object({ ownerId: z.uuid().nullable(), teamId: z.uuid().nullable().optional(), /** Whom you saw as owner: if it is somebody else by now, nothing changes and you are told. */ expectedOwnerId: z.uuid().nullable() })
export const StatusChange = z.object({ status: CaseStatus, version: z.number().int().optional() })
export const CaseChange = z.object({ /** By the field's id; null takes a value away. */ fields: z.record(z.uuid(), FieldValue.nullable()).optional(), subject: z.string().min(1).max(400).optional(), kind: CaseKind.optional(), priority: Priority.optional(), tags: z.array(z.string().trim().min(1).max(60)).max(50).optional(), version: z.number().int().optional() })
export const Merging = z.object({ /** The case that goes on. One that was merged itself stands for where that ended. */ into: z.uuid() })
/** From a message on, or the whole of the conversation that it was said in. */
export const Split = z.object({ messageId: z.uuid(), whole: z.boolean().default(false), subject: z.string().max(400).optional() })
export const Snooze = z.object({ /** ISO 8601, within a year. */ until: z.iso.datetime({ offset: true }) })
export const LinkInput = z.object({ caseId: z.uuid(), reason: z.string().max(400).optional() })
/** What a text does to a case, done at once. */
export const MacroInput = z.object({ textId: z.uuid() })
/** `row` is null when whoever did it has lost sight of the case by that. `id` takes it back. */
export const MacroRun = z.object({ id: z.uuid(), row: CaseRow.nullable() })
/** One deed for many cases. */
export const BulkDeed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign'), ownerId: z.uuid().nullable(), teamId: z.uuid().nullable().optional() }),
  z.object({ kind: z.literal('status'), status: CaseStatus }),
  z.object({ kind: z.literal('tag'), add: z.array(z.string().trim().min(1).max(60)).max(20).default([]), remove: z.array(z.string().trim().min(1).max(60)).max(20).default([]) }),
  z.object({ kind: z.literal('snooze'), until: z.iso.datetime({ offset: true }) }),
  z.object({ kind: z.literal('merge'), into: z.uuid() }),
])
export type BulkDeed = z.infer<typeof BulkDeed>
/** Those that are named, or all that a view holds at this moment (5,000 at most). */
export const BulkInput = z.object({ caseIds: z.array(z.uuid()).min(1).max(5000).optional(), of: CaseQuery.omit({ cursor: true, until: true, limit: true }).optional(), action: BulkDeed })
  .refine((input) => (input.caseIds === undefined) !== (input.of === undefined), 'Name the cases, or the view that holds them: one of the two.')
export const BulkAction = z.object({
  id: z.uuid(), action: BulkDeed, state: z.enum(['working', 'done', 'undoing', 'undone']), total: z.number().int(),
  /** How far it is: of the deed, or of its undoing. */
  waiting: z.number().int(), changed: z.number().int(), refused: z.number().int(), undone: z.number().int(), kept: z.number().int(),
  /** Which were refused, or not undone, and why; the first hundred that the reader may see. */
  reasons: z.array(z.object({ caseId: z.uuid(), reference: z.string(), subject: z.string(), code: z.string(), why: z.string() })),
})
export type BulkAction = z.infer<typeof BulkAction>
export const MessageSent = z.object({ messageId: z.uuid(), deliveryId: z.uuid().nullable(), undoUntil: z.string().nullable(), /** From this answer on; clocks may differ. */ undoSeconds: z.number(), /** Colleagues whom a note names and who cannot see the case: they are not told. */ cannotSee: z.array(z.string()).optional() })
export const TimelineEntry = z.object({ at: z.string(), kind: z.enum(['case', 'message', 'happening']), caseId: z.uuid(), reference: z.string(), title: z.string(), verb: z.string() })
export const Timeline = z.object({ entries: z.array(TimelineEntry), nextCursor: z.string().nullable() })
export const CustomerTimelineQuery = z.object({ cursor: z.string().max(80).optional() })

/** A search with a name. Shared with who works for a brand, with everybody (no brand), or somebody's own. `mayChange`: by who asks. */
export const SavedView = z.object({ id: z.uuid(), name: z.string(), icon: z.string(), query: z.string(), shared: z.boolean(), brandId: z.uuid().nullable(), hidden: z.boolean(), mayChange: z.boolean(), /** Counts its changes (not where somebody puts it); its ETag. */ version: z.number().int() })
export type SavedView = z.infer<typeof SavedView>
export const SavedViewInput = z.object({
  name: z.string().trim().min(1).max(60), /** One letter or sign, shown before the name. */ icon: z.string().trim().min(1).max(8), query: z.string().trim().min(1).max(400), shared: z.boolean().default(false), brandId: z.uuid().nullable().default(null),
})
/** Views in the order in which I want them, and which of them I do not want to see. */
export const ViewOrder = z.object({ ids: z.array(z.uuid()).max(200), hidden: z.array(z.uuid()).max(200).default([]) })
/** `n` of a view that holds at least as many (`more`: perhaps more). Null: a view that looks for words is not counted. */
export const ViewCounts = z.object({ counts: z.record(z.uuid(), z.object({ n: z.number().int(), more: z.boolean() }).nullable()) })
export type ViewCounts = z.infer<typeof ViewCounts>
