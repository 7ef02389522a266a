import { z } from 'zod'
import { happening } from '#platform/events'
import { CaseStatus } from './contract.ts'

const standing = z.object({ status: CaseStatus, ownerId: z.uuid().nullable(), teamId: z.uuid().nullable() })
/** Where the case stands afterwards is told with every change, so that counts can be folded without reading it again. */
export const caseOpened = happening('case.opened', z.object({ reference: z.string(), standing, followUpOf: z.uuid().nullable() }))
export const caseReopened = happening('case.reopened', z.object({ from: CaseStatus, standing }))
export const caseStatusChanged = happening('case.status-changed', z.object({ from: CaseStatus, to: CaseStatus, standing }))
export const caseAssigned = happening('case.assigned', z.object({ from: z.uuid().nullable(), to: z.uuid().nullable(), standing }))
export const caseChanged = happening('case.changed', z.object({ changed: z.record(z.string(), z.unknown()) }))
export const caseLinked = happening('case.linked', z.object({ kind: z.string(), otherCaseId: z.uuid(), reason: z.string() }))
/** Somebody was named in a note of a case that they can see. The subject is who was named. */
export const personMentioned = happening('person.mentioned', z.object({ messageId: z.uuid(), kind: z.literal('note') }))
export const viewChanged = happening('view.changed', z.object({}))
