import { z } from 'zod'
import { command, question } from '#platform/question'
import { Grant, Invitation, Role } from '../contract.ts'

const Open = Invitation.extend({ grants: z.array(Grant), invitedById: z.uuid() })
const open = `
  select i.id, i.email, i.role, p.name as "invitedBy", i.invited_by as "invitedById", i.grants, to_json(i.expires_at) #>> '{}' as "expiresAt", to_json(i.created_at) #>> '{}' as "createdAt"
    from accounts.invitations i
    join accounts.people p on p.account_id = i.account_id and p.id = i.invited_by
   where i.account_id = (select platform.account()) and i.used_at is null and i.withdrawn_at is null`
/** Those that nobody has followed or withdrawn; the ones that ran out too, so that they can be made anew. */
export const openInvitations = question<Record<string, never>, typeof Open>('accounts: open invitations', Open, `${open} order by i.created_at desc, i.id`)
export const openInvitation = question<{ id: string }, typeof Open>('accounts: open invitation', Open, `${open} and i.id = :id`)

export const insertInvitation = command<{ id: string; email: string; name: string; role: string; grants: string; teamIds: string[]; tokenHash: Buffer; invitedBy: string; expiresAt: Date }>('accounts: add invitation', `
  insert into accounts.invitations (account_id, id, email, name, role, grants, team_ids, token_hash, invited_by, expires_at)
  values (platform.account(), :id, :email, :name, :role, :grants::jsonb, :teamIds::uuid[], :tokenHash, :invitedBy, :expiresAt)`)

const Withdrawn = z.object({ id: z.uuid() })
export const withdrawInvitationRow = question<{ id: string }, typeof Withdrawn>('accounts: withdraw invitation', Withdrawn, `
  update accounts.invitations set withdrawn_at = now() where account_id = (select platform.account()) and id = :id and used_at is null and withdrawn_at is null returning id`)
export const withdrawInvitationsTo = question<{ email: string }, typeof Withdrawn>('accounts: withdraw invitations to', Withdrawn, `
  update accounts.invitations set withdrawn_at = now() where account_id = (select platform.account()) and lower(email) = lower(:email) and used_at is null and withdrawn_at is null returning id`)
/** Whoever is suspended lets nobody in any more. */
export const withdrawInvitationsBy = question<{ invitedBy: string }, typeof Withdrawn>('accounts: withdraw invitations by', Withdrawn, `
  update accounts.invitations set withdrawn_at = now() where account_id = (select platform.account()) and invited_by = :invitedBy and used_at is null and withdrawn_at is null returning id`)

const ByToken = z.object({ accountId: z.uuid(), id: z.uuid(), email: z.string(), name: z.string(), accountName: z.string(), good: z.boolean() })
/** Asked across accounts, by somebody who is not one of us yet. */
export const invitationByToken = question<{ tokenHash: Buffer; now: Date }, typeof ByToken>('accounts: invitation by token', ByToken, `
  select i.account_id as "accountId", i.id, i.email, i.name, a.name as "accountName", (i.used_at is null and i.withdrawn_at is null and i.expires_at > :now) as good
    from accounts.invitations i join accounts.accounts a on a.account_id = i.account_id
   where i.token_hash = :tokenHash`)

const Held = z.object({ id: z.uuid(), email: z.string(), role: Role, grants: z.array(Grant), teamIds: z.array(z.uuid()), language: z.string(), inviterId: z.uuid() })
/** Locked, so that a link lets one person in even when it is followed twice at the same moment. */
export const invitationForUse = question<{ id: string; now: Date }, typeof Held>('accounts: invitation for use', Held, `
  select i.id, i.email, i.role, i.grants, i.team_ids as "teamIds", i.invited_by as "inviterId",
         coalesce((select b.language from accounts.brands b where b.account_id = i.account_id and b.id = (i.grants -> 0 ->> 'brandId')::uuid), 'en') as language
    from accounts.invitations i
   where i.account_id = (select platform.account()) and i.id = :id and i.used_at is null and i.withdrawn_at is null and i.expires_at > :now
     for update of i`)
export const useInvitation = command<{ id: string }>('accounts: use invitation', 'update accounts.invitations set used_at = now() where account_id = (select platform.account()) and id = :id')
