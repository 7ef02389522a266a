import { z } from 'zod'
import { command, question } from '#platform/question'
import { Grant, Language, Role } from '../contract.ts'

const Acting = z.object({
  accountId: z.uuid(), personId: z.uuid(), loginId: z.string().nullable(), name: z.string(), email: z.string(), role: Role, language: z.string(),
  status: z.enum(['active', 'suspended']), grants: z.array(Grant), teamIds: z.array(z.uuid()), seenLately: z.boolean(),
})
export type Acting = z.infer<typeof Acting>
export const acting = `
         p.account_id as "accountId", p.id as "personId", p.login_id as "loginId", p.name, p.email, p.role, p.language, p.status,
         coalesce((select json_agg(json_build_object('brandId', g.brand_id, 'visibility', g.visibility) order by g.brand_id)
                     from accounts.grants g where g.account_id = p.account_id and g.person_id = p.id), '[]') as grants,
         array(select m.team_id from accounts.memberships m where m.account_id = p.account_id and m.person_id = p.id order by m.team_id) as "teamIds",
         coalesce(p.last_seen_at > now() - interval '1 minute', false) as "seenLately"`

/** Whose login this is. Asked across accounts: a login is known before its account is. */
export const actingByLogin = question<{ loginId: string }, typeof Acting>('accounts: acting by login', Acting, `select ${acting} from accounts.people p where p.login_id = :loginId`)

export const actingByLogins = question<{ loginIds: string[] }, typeof Acting>('accounts: acting by logins', Acting, `select ${acting} from accounts.people p where p.login_id = any (:loginIds::text[])`)

export const actingForReading = question<{ id: string }, typeof Acting>('accounts: acting for reading', Acting, `
  select ${acting} from accounts.people p where p.account_id = (select platform.account()) and p.id = :id`)

export const actingAmong = question<{ ids: string[] | null }, typeof Acting>('accounts: acting among', Acting, `
  select ${acting} from accounts.people p where p.account_id = (select platform.account()) and (:ids::uuid[] is null or p.id = any (:ids))`)

/** The same within the account, locked: what somebody may do is decided on what is true now, not on what was true at sign-in. */
export const actingForUpdate = question<{ id: string }, typeof Acting>('accounts: acting for update', Acting, `
  select ${acting} from accounts.people p where p.account_id = (select platform.account()) and p.id = :id for no key update of p`)

export const noteSeen = command<{ accountId: string; id: string }>('accounts: note seen', 'update accounts.people set last_seen_at = now() where account_id = :accountId and id = :id')

const PersonRow = z.object({
  id: z.uuid(), loginId: z.string().nullable(), name: z.string(), email: z.string(), role: Role, language: Language, signature: z.string(), status: z.enum(['active', 'suspended']),
  grants: z.array(Grant), teamIds: z.array(z.uuid()), lastSeenAt: z.string().nullable(),
})
export type PersonRow = z.infer<typeof PersonRow>
const person = `
  select p.id, p.login_id as "loginId", p.name, p.email, p.role, p.language, p.signature, p.status, to_json(p.last_seen_at) #>> '{}' as "lastSeenAt",
         coalesce((select json_agg(json_build_object('brandId', g.brand_id, 'visibility', g.visibility) order by g.brand_id)
                     from accounts.grants g where g.account_id = p.account_id and g.person_id = p.id), '[]') as grants,
         array(select m.team_id from accounts.memberships m where m.account_id = p.account_id and m.person_id = p.id order by m.team_id) as "teamIds"
    from accounts.people p
   where p.account_id = (select platform.account())`

/** Everybody of the account, suspended ones too, in the order of their names. Grants are those within the transaction's brands. */
export const peopleOfAccount = question<Record<string, never>, typeof PersonRow>('accounts: people', PersonRow, `${person} order by lower(p.name), p.id`)
export const personRow = question<{ id: string }, typeof PersonRow>('accounts: person', PersonRow, `${person} and p.id = :id`)
export const personByEmail = question<{ email: string }, typeof PersonRow>('accounts: person by email', PersonRow, `${person} and lower(p.email) = lower(:email)`)

const ColleagueRow = z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: Role, brandIds: z.array(z.uuid()), teamIds: z.array(z.uuid()) })
/** Who works for these brands: of their brands and teams only those that the asker shares. A client is nobody's colleague. */
export const colleaguesWithin = question<{ brandIds: string[] }, typeof ColleagueRow>('accounts: colleagues', ColleagueRow, `
  select p.id, p.name, p.email, p.role, array_agg(g.brand_id order by g.brand_id) as "brandIds",
         array(select m.team_id from accounts.memberships m join accounts.teams t on t.account_id = m.account_id and t.id = m.team_id
                where m.account_id = p.account_id and m.person_id = p.id and t.retired_at is null and t.brand_id = any (:brandIds::uuid[]) order by m.team_id) as "teamIds"
    from accounts.people p
    join accounts.grants g on g.account_id = p.account_id and g.person_id = p.id and g.brand_id = any (:brandIds::uuid[])
   where p.account_id = (select platform.account()) and p.status = 'active' and p.role <> 'client-viewer'
   group by p.account_id, p.id, p.name, p.email, p.role
   order by lower(p.name), p.id`)

export const insertPerson = command<{ accountId: string; id: string; loginId: string | null; name: string; email: string; role: string; language: string }>('accounts: add person', `
  insert into accounts.people (account_id, id, login_id, name, email, role, language) values (:accountId, :id, :loginId, :name, :email, :role, :language)`)

/** What is null stays as it is. */
export const changePersonRow = command<{ id: string; name: string | null; role: string | null; status: string | null; language: string | null; signature: string | null }>('accounts: change person', `
  update accounts.people set name = coalesce(:name, name), role = coalesce(:role, role), status = coalesce(:status, status), language = coalesce(:language, language), signature = coalesce(:signature, signature)
   where account_id = (select platform.account()) and id = :id`)

/** Within `brandIds` the grants become these; grants of other brands are not touched. */
export const clearGrants = command<{ personId: string; brandIds: string[] }>('accounts: clear grants', `
  delete from accounts.grants where account_id = (select platform.account()) and person_id = :personId and brand_id = any (:brandIds::uuid[])`)
export const addGrants = command<{ personIds: string[]; brandIds: string[]; visibilities: string[] }>('accounts: add grants', `
  insert into accounts.grants (account_id, person_id, brand_id, visibility)
  select platform.account(), person, brand, sight from unnest(:personIds::uuid[], :brandIds::uuid[], :visibilities::text[]) as each (person, brand, sight)
  on conflict (account_id, person_id, brand_id) do update set visibility = excluded.visibility`)

export const clearMemberships = command<{ personId: string; brandIds: string[] }>('accounts: clear memberships', `
  delete from accounts.memberships m using accounts.teams t
   where m.account_id = (select platform.account()) and m.person_id = :personId and t.account_id = m.account_id and t.id = m.team_id and t.brand_id = any (:brandIds::uuid[])`)
export const addMemberships = command<{ personId: string; teamIds: string[] }>('accounts: add memberships', `
  insert into accounts.memberships (account_id, person_id, team_id) select platform.account(), :personId::uuid, team from unnest(:teamIds::uuid[]) as each (team) on conflict do nothing`)
/** A membership without the brand's grant would be a promise that nothing keeps. */
export const dropIdleMemberships = command<{ personId: string }>('accounts: drop idle memberships', `
  delete from accounts.memberships m using accounts.teams t
   where m.account_id = (select platform.account()) and m.person_id = :personId and t.account_id = m.account_id and t.id = m.team_id
     and not exists (select from accounts.grants g where g.account_id = m.account_id and g.person_id = m.person_id and g.brand_id = t.brand_id)`)

export const admins = question<Record<string, never>, z.ZodObject<{ id: z.ZodUUID }>>('accounts: admins', z.object({ id: z.uuid() }), `
  select id from accounts.people where account_id = (select platform.account()) and role = 'admin'`)
