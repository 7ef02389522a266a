import { z } from 'zod'
import { tokenScopes } from '#platform/permissions'
import { command, question } from '#platform/question'
import { ApiToken, Grant, Role } from '../contract.ts'
import { acting } from './people.ts'

const token = `
  select id, name, scopes, to_json(created_at) #>> '{}' as "createdAt", to_json(expires_at) #>> '{}' as "expiresAt", to_json(last_used_at) #>> '{}' as "lastUsedAt"
    from accounts.api_tokens where account_id = (select platform.account()) and person_id = :personId and revoked_at is null`
export const apiTokensOf = question<{ personId: string }, typeof ApiToken>('accounts: api tokens', ApiToken, `${token} order by created_at desc, id`)
export const apiTokenRow = question<{ personId: string; id: string }, typeof ApiToken>('accounts: api token', ApiToken, `${token} and id = :id`)
export const insertApiToken = command<{ id: string; personId: string; name: string; scopes: string[]; tokenHash: Buffer; expiresInDays: number | null }>('accounts: add api token', `
  insert into accounts.api_tokens (account_id, id, person_id, name, scopes, token_hash, expires_at)
  values (platform.account(), :id, :personId, :name, :scopes::text[], :tokenHash, now() + make_interval(days => :expiresInDays::int))`)
const Revoked = z.object({ id: z.uuid() })
export const revokeApiTokenRow = question<{ personId: string; id: string }, typeof Revoked>('accounts: revoke api token', Revoked, `
  update accounts.api_tokens set revoked_at = now() where account_id = (select platform.account()) and person_id = :personId and id = :id and revoked_at is null returning id`)

const Bearer = z.object({
  tokenId: z.uuid(), scopes: z.array(z.enum(tokenScopes)), usedLately: z.boolean(), accountId: z.uuid(), personId: z.uuid(), loginId: z.string().nullable(), name: z.string(), email: z.string(),
  role: Role, language: z.string(), status: z.enum(['active', 'suspended']), grants: z.array(Grant), teamIds: z.array(z.uuid()), seenLately: z.boolean(),
})
/** Who acts with this token. Asked across accounts: the token says whose it is. */
export const actingByToken = question<{ tokenHash: Buffer }, typeof Bearer>('accounts: acting by token', Bearer, `
  select t.id as "tokenId", t.scopes, coalesce(t.last_used_at > now() - interval '1 minute', false) as "usedLately", ${acting}
    from accounts.api_tokens t
    join accounts.people p on p.account_id = t.account_id and p.id = t.person_id
   where t.token_hash = :tokenHash and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())`)
export const noteTokenUsed = command<{ accountId: string; id: string }>('accounts: token used', `
  update accounts.api_tokens set last_used_at = now() where account_id = :accountId and id = :id and (last_used_at is null or last_used_at < now() - interval '1 minute')`)
