import { z } from 'zod'
import { command, question } from '#platform/question'
import { commandForAll, questionForEach } from '#platform/question-for-each'

const Rule = z.object({ brandId: z.uuid(), roles: z.array(z.string()), personIds: z.array(z.uuid()) })
/** Of these brands, also those where nobody needs any. */
export const secondEyesOf = question<{ brandIds: string[] }, typeof Rule>('second eyes: of brands', Rule, `
  select b.id as "brandId", coalesce(array_agg(e.role order by e.role) filter (where e.role is not null), '{}') as roles, coalesce(array_agg(e.person_id order by e.person_id) filter (where e.person_id is not null), '{}') as "personIds"
    from accounts.published_brands b left join cases.second_eyes e on e.account_id = b.account_id and e.brand_id = b.id
   where b.account_id = (select platform.account()) and b.id = any (:brandIds::uuid[]) group by b.id, b.name order by lower(b.name), b.id`)
export const clearSecondEyes = command<{ brandId: string }>('second eyes: clear', 'delete from cases.second_eyes where account_id = (select platform.account()) and brand_id = :brandId')
export const addSecondEyes = commandForAll<{ accountId: string; brandId: string; id: string; role: string | null; personId: string | null }>('second eyes: add', { accountId: 'uuid', brandId: 'uuid', id: 'uuid', role: 'text', personId: 'uuid' }, `
  insert into cases.second_eyes (account_id, brand_id, id, role, person_id) select :accountId, :brandId, :id, :role, :personId from each`)
/** Those of these people, given with their roles, whose letters need a second pair of eyes. */
export const inNeedOfEyes = questionForEach<{ brandId: string; personIds: string[]; roles: string[] }, z.ZodObject<{ personId: z.ZodUUID }>>('second eyes: in need', z.object({ personId: z.uuid() }), { brandId: 'uuid', personIds: 'uuid[]', roles: 'text[]' }, `
  select p.id as "personId" from unnest(:personIds::uuid[], :roles::text[]) as p (id, role)
   where exists (select from cases.second_eyes e where e.account_id = (select platform.account()) and e.brand_id = :brandId and (e.person_id = p.id or e.role = p.role))`)
