import { z } from 'zod'
import { happening } from '#platform/events'
import { CaseStatus, caseStatuses } from './contract.ts'

const standing = z.object({ status: z.enum([...caseStatuses, 'snoozed', 'merged']), ownerId: z.uuid().nullable(), teamId: z.uuid().nullable() })
/** Where the case stands afterwards is told with every change, so that counts can be folded without reading it again. */
export const caseOpened = happening('case.opened', z.object({ reference: z.string(), standing, followUpOf: z.uuid().nullable() }))
export const caseReopened = happening('case.reopened', z.object({ from: CaseStatus, standing }))
/** `takenBack`: a closing that was a slip; the case stands again as it did before. */
export const caseStatusChanged = happening('case.status-changed', z.object({ from: CaseStatus, to: CaseStatus, standing, takenBack: z.boolean().optional() }))
export const caseAssigned = happening('case.assigned', z.object({ from: z.uuid().nullable(), to: z.uuid().nullable(), standing }))
export const caseChanged = happening('case.changed', z.object({ changed: z.record(z.string(), z.unknown()) }))
export const caseLinked = happening('case.linked', z.object({ kind: z.string(), otherCaseId: z.uuid(), reason: z.string() }))
/** Somebody was named in a note of a case that they can see. The subject is who was named. */
export const personMentioned = happening('person.mentioned', z.object({ messageId: z.uuid(), kind: z.literal('note') }))
export const viewChanged = happening('view.changed', z.object({}))
export const caseUnlinked = happening('case.unlinked', z.object({ kind: z.string(), otherCaseId: z.uuid() }))
/** Told of both cases: `role` says whether this one went into the other, or took it in. */
const joining = z.object({ role: z.enum(['into', 'from']), otherCaseId: z.uuid(), standing })
export const caseMerged = happening('case.merged', joining)
export const caseUnmerged = happening('case.unmerged', joining)
/** A part of it became a case of its own. */
export const caseSplit = happening('case.split', z.object({ otherCaseId: z.uuid(), conversationId: z.uuid(), standing }))
export const caseWoken = happening('case.woken', z.object({ by: z.enum(['time', 'reply', 'person']), standing }))
export const caseSnoozed = happening('case.snoozed', z.object({ until: z.string(), standing }))
/** How far one deed for many cases is. Heard by whoever asked for it. */
export const bulkProgressed = happening('bulk.progressed', z.object({ state: z.string(), waiting: z.number().int(), total: z.number().int() }))
export const brandFieldsChanged = happening('brand.fields-changed', z.object({ fieldId: z.uuid() }))
const reviewed = z.object({ personId: z.uuid(), caseId: z.uuid(), reviewId: z.uuid(), authorId: z.uuid() })
/** Somebody is asked to look over a draft: `personId` is who should know. Told once for each member of a team that is asked. */
export const draftShared = happening('draft.shared', reviewed)
/** Whoever looks over it changed it, or something was said about it; `personId` is the other one. */
export const draftEdited = happening('draft.edited', reviewed)
export const draftRemarked = happening('draft.remarked', reviewed)
/** It goes back to its author (`personId`), approved or not; or was sent by who looked over it. */
export const draftReturned = happening('draft.returned', reviewed)
export const draftApproved = happening('draft.approved', reviewed)
export const draftSent = happening('draft.sent', reviewed)
/** Its author asks no more. */
export const draftWithdrawn = happening('draft.withdrawn', reviewed)
export const secondEyesChanged = happening('brand.second-eyes-changed', z.object({ roles: z.array(z.string()), personIds: z.array(z.uuid()) }))
