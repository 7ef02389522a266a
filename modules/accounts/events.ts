import { z } from 'zod'
import { happening } from '#platform/events'
import { Role } from './contract.ts'

export const personJoined = happening('person.joined', z.object({ name: z.string(), role: Role }))
export const personChanged = happening('person.changed', z.object({ changed: z.array(z.string()) }))
export const personSuspended = happening('person.suspended', z.object({}))
/** All of somebody's sessions were ended by somebody else. */
export const personSignedOut = happening('person.signed-out', z.object({}))

export const invitationMade = happening('invitation.made', z.object({ role: Role }))
export const invitationWithdrawn = happening('invitation.withdrawn', z.object({}))

export const brandOpened = happening('brand.opened', z.object({ name: z.string() }))
export const brandChanged = happening('brand.changed', z.object({ changed: z.array(z.string()) }))

export const teamFormed = happening('team.formed', z.object({ name: z.string() }))
export const teamRenamed = happening('team.renamed', z.object({ name: z.string() }))
export const teamRetired = happening('team.retired', z.object({}))

/** Somebody tried to sign in as a person of ours and did not know enough. Told without addresses: the subject is the person. */
export const signInFailed = happening('sign-in.failed', z.object({ at: z.enum(['password', 'second-factor']) }))
export const passwordChanged = happening('password.changed', z.object({ how: z.enum(['by-themselves', 'by-reset']) }))
export const secondFactorChanged = happening('second-factor.changed', z.object({ on: z.boolean() }))
export const apiTokenMade = happening('api-token.made', z.object({ name: z.string(), scopes: z.array(z.string()) }))
export const apiTokenRevoked = happening('api-token.revoked', z.object({}))
