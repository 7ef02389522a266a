import { z } from 'zod'
import { command, question } from '#platform/question'
import { Brand, Team } from '../contract.ts'

const brand = `
  select id, name, reference_prefix as "referencePrefix", language, time_zone as "timeZone", signature
    from accounts.brands where account_id = (select platform.account())`
export const brandsWithin = question<{ brandIds: string[] }, typeof Brand>('accounts: brands within', Brand, `${brand} and id = any (:brandIds::uuid[]) order by lower(name), id`)
export const brandRow = question<{ id: string }, typeof Brand>('accounts: brand', Brand, `${brand} and id = :id`)
const Prefixed = z.object({ id: z.uuid() })
export const brandByPrefix = question<{ referencePrefix: string }, typeof Prefixed>('accounts: brand by prefix', Prefixed, `
  select id from accounts.brands where account_id = (select platform.account()) and reference_prefix = :referencePrefix`)

type BrandValues = { id: string; name: string; referencePrefix: string; language: string; timeZone: string; signature: string }
export const insertBrand = command<BrandValues>('accounts: add brand', `
  insert into accounts.brands (account_id, id, name, reference_prefix, language, time_zone, signature)
  values (platform.account(), :id, :name, :referencePrefix, :language, :timeZone, :signature)`)
export const changeBrandRow = command<BrandValues>('accounts: change brand', `
  update accounts.brands set name = :name, reference_prefix = :referencePrefix, language = :language, time_zone = :timeZone, signature = :signature
   where account_id = (select platform.account()) and id = :id`)

const team = `
  select id, brand_id as "brandId", name from accounts.teams where account_id = (select platform.account()) and retired_at is null`
export const teamsOfAccount = question<Record<string, never>, typeof Team>('accounts: teams', Team, `${team} order by lower(name), id`)
export const teamsWithin = question<{ brandIds: string[] }, typeof Team>('accounts: teams within', Team, `${team} and brand_id = any (:brandIds::uuid[]) order by lower(name), id`)
export const teamRow = question<{ id: string }, typeof Team>('accounts: team', Team, `${team} and id = :id`)
export const insertTeam = command<{ id: string; brandId: string; name: string }>('accounts: add team', `
  insert into accounts.teams (account_id, brand_id, id, name) values (platform.account(), :brandId, :id, :name)`)
export const renameTeam = command<{ id: string; name: string }>('accounts: rename team', 'update accounts.teams set name = :name where account_id = (select platform.account()) and id = :id')
/** A retired team keeps its past and loses its members. */
export const retireTeamRow = command<{ id: string }>('accounts: retire team', `
  with gone as (delete from accounts.memberships where account_id = (select platform.account()) and team_id = :id)
  update accounts.teams set retired_at = now() where account_id = (select platform.account()) and id = :id`)
