import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { db, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import { log } from '#platform/log'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { plain } from '#platform/text'
import type { Invitation, InvitationAcceptance, InvitationInput, InvitationMade, InvitationView } from '../contract.ts'
import { mayGiveRole, withinReach } from '../domain/rank.ts'
import { invitationMail } from '../domain/system-mails.ts'
import { invitationMade, invitationWithdrawn } from '../events.ts'
import { accountRow } from '../queries/accounts.ts'
import { brandRow } from '../queries/brands.ts'
import { insertInvitation, invitationByToken, invitationForUse, openInvitation, openInvitations, useInvitation, withdrawInvitationRow, withdrawInvitationsTo } from '../queries/invitations.ts'
import { actingForUpdate, personByEmail } from '../queries/people.ts'
import { addPerson } from './add-person.ts'
import { hashOfToken } from './authenticate.ts'
import { beginAttempt } from './attempts.ts'
import { currentPerson, refuseGrants, refuseTeams } from './change-person.ts'
import { hashPassword } from './logins.ts'
import type { SystemPost } from './system-post.ts'

const goodForDays = 7

/** Those that the viewer could have made themselves. */
export async function invitationsFor(tx: Tx, viewer: Actor): Promise<Invitation[]> {
  return (await openInvitations(tx, {})).filter((invitation) => withinReach(viewer, invitation.grants)).map(presentInvitation)
}
const presentInvitation = ({ id, email, role, invitedBy, expiresAt, createdAt }: Invitation): Invitation => ({ id, email, role, invitedBy, expiresAt, createdAt })

/** Asks somebody in. The link is told once, here, and only its hash is kept; an older invitation to the same address ends. */
export async function invite(actor: Actor, input: z.output<typeof InvitationInput>, post: SystemPost, now: Date): Promise<z.infer<typeof InvitationMade>> {
  const attempt = await beginAttempt('invitation', 60, [{ of: 'account', value: actor.accountId, most: 200 }])
  if (!attempt.allowed) throw new Refusal('too-many', 'That is more invitations than one hour allows. Try again later.', { retryAfter: 3_600 })
  const token = randomBytes(32).toString('base64url')
  const link = `${post.url}/invitations/${token}`
  const made = await db().transaction({ accountId: actor.accountId, brandIds: 'all' }, async (tx) => {
    const inviter = await currentPerson(tx, actor)
    if (!mayGiveRole(inviter.role, input.role)) throw new Refusal('forbidden', 'Nobody can give a role above their own.')
    refuseGrants(inviter.grants, input.grants)
    await refuseTeams(tx, input.teamIds, input.grants)
    if ((await personByEmail(tx, { email: input.email })).length) throw new Refusal('conflict', 'Somebody with this address works here already.')
    const by = { kind: 'person', id: actor.personId } as const
    const withdrawn = await withdrawInvitationsTo(tx, { email: input.email })
    const id = newId()
    await insertInvitation(tx, { id, email: input.email.toLowerCase(), name: plain(input.name), role: input.role, grants: JSON.stringify(input.grants), teamIds: input.teamIds, tokenHash: hashOfToken(token), invitedBy: actor.personId, expiresAt: new Date(now.getTime() + goodForDays * 86_400_000) })
    await announce(tx, by, [...withdrawn.map((each) => invitationWithdrawn({ brandId: null, subjectId: each.id }, {})), invitationMade({ brandId: null, subjectId: id }, { role: input.role })])
    const [account] = await accountRow(tx, { accountId: actor.accountId })
    const [brand] = input.grants[0] ? await brandRow(tx, { id: input.grants[0].brandId }) : []
    const [invitation] = await openInvitation(tx, { id })
    return { invitation: presentInvitation(invitation!), mail: invitationMail(brand?.language ?? inviter.language, { accountName: account!.name, invitedBy: inviter.name, name: input.name, link }) }
  })
  // Not waited for: the link is in the answer, whatever the mail server says.
  void post.sendSystemMail({ to: input.email, ...made.mail }).catch((error) => log.warn({ error }, 'an invitation could not be mailed'))
  return { ...made.invitation, link }
}

export async function withdrawInvitation(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [invitation] = await openInvitation(tx, { id })
  if (!invitation || !withinReach(actor, invitation.grants)) throw unknown('invitation')
  if (!mayGiveRole(actor.role, invitation.role)) throw new Refusal('forbidden', 'Somebody above you made this invitation.')
  await withdrawInvitationRow(tx, { id })
  await announce(tx, { kind: 'person', id: actor.personId }, invitationWithdrawn({ brandId: null, subjectId: id }, {}))
}

const noLongerGood = () => new Refusal('expired', 'This invitation is no longer good. Ask for a new one.')

async function goodInvitation(token: string, now: Date) {
  const found = await db().acrossAccounts('whose invitation', async (tx) => (await invitationByToken(tx, { tokenHash: hashOfToken(token), now }))[0])
  if (!found) throw unknown('invitation')
  if (!found.good) throw noLongerGood()
  return found
}

export async function viewInvitation(token: string, now: Date): Promise<z.infer<typeof InvitationView>> {
  const { email, name, accountName } = await goodInvitation(token, now)
  return { email, name, accountName }
}

/** Lets somebody in, once. @returns the address with which they sign in */
export async function acceptInvitation(token: string, acceptance: z.infer<typeof InvitationAcceptance>, now: Date): Promise<{ email: string }> {
  const found = await goodInvitation(token, now)
  // Before the lock: hashing takes a while on purpose.
  const passwordHash = await hashPassword(acceptance.password)
  return db().transaction({ accountId: found.accountId, brandIds: 'all' }, async (tx) => {
    const [held] = await invitationForUse(tx, { id: found.id, now })
    if (!held) throw noLongerGood()
    const [inviter] = await actingForUpdate(tx, { id: held.inviterId })
    // Whoever invited must still be somebody who could.
    if (inviter?.status !== 'active' || !mayGiveRole(inviter.role, held.role)) throw noLongerGood()
    const teams = await refuseTeams(tx, held.teamIds, held.grants, 'leave-out')
    await addPerson(tx, { name: acceptance.name, email: held.email, password: null, passwordHash, role: held.role, grants: held.grants, teamIds: teams, language: held.language })
    await useInvitation(tx, { id: held.id })
    return { email: held.email }
  })
}
