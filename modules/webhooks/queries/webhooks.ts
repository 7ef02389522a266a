import { z } from 'zod'
import { command, question } from '#platform/question'
import { Webhook, webhookStates } from '../contract.ts'

const columns = `
  select id, brand_id as "brandId", name, url, patterns, state, detail, to_json(failing_since) #>> '{}' as "failingSince", to_json(last_success_at) #>> '{}' as "lastSuccessAt", person_id as "personId",
         to_json(created_at) #>> '{}' as "createdAt", case when old_secret_until > now() then to_json(old_secret_until) #>> '{}' end as "oldSecretUntil"
    from webhooks.webhooks where account_id = (select platform.account()) and retired_at is null`
export const webhooksOfBrands = question<{ brandIds: string[] }, typeof Webhook>('webhooks: of brands', Webhook, `${columns} and brand_id = any (:brandIds::uuid[]) order by lower(name), id`)
export const webhookById = question<{ id: string }, typeof Webhook>('webhooks: by id', Webhook, `${columns} and id = :id`)
export const webhookForUpdate = question<{ id: string }, typeof Webhook>('webhooks: for update', Webhook, `${columns} and id = :id for update`)

const Listening = z.object({ id: z.uuid(), brandId: z.uuid(), patterns: z.array(z.string()), personId: z.uuid() })
export type Listening = z.infer<typeof Listening>
export const listening = question<Record<string, never>, typeof Listening>('webhooks: listening', Listening, `
  select id, brand_id as "brandId", patterns, person_id as "personId" from webhooks.webhooks where account_id = (select platform.account()) and state = 'active' and retired_at is null`)

const Target = z.object({ url: z.string(), secret: z.string(), oldSecret: z.string().nullable(), state: z.enum(webhookStates), retired: z.boolean() })
/** Where to, and how it is signed at this moment. */
export const targetOf = question<{ id: string }, typeof Target>('webhooks: target', Target, `
  select url, secret, case when old_secret_until > now() then old_secret end as "oldSecret", state, retired_at is not null as retired from webhooks.webhooks where account_id = (select platform.account()) and id = :id`)

export const addWebhook = command<{ id: string; brandId: string; name: string; url: string; patterns: string[]; secret: string; personId: string }>('webhooks: add', `
  insert into webhooks.webhooks (account_id, brand_id, id, name, url, patterns, secret, person_id) values ((select platform.account()), :brandId, :id, :name, :url, :patterns, :secret, :personId)`)
export const changeWebhookRow = command<{ id: string; name: string; url: string; patterns: string[]; personId: string }>('webhooks: change', `
  update webhooks.webhooks set name = :name, url = :url, patterns = :patterns, person_id = :personId where account_id = (select platform.account()) and id = :id`)
export const setWebhookState = command<{ id: string; state: string; detail: string }>('webhooks: set state', `
  update webhooks.webhooks set state = :state, detail = :detail, failing_since = case when :state = 'active' then null else failing_since end where account_id = (select platform.account()) and id = :id`)
export const changeSecret = question<{ id: string; secret: string }, z.ZodObject<{ oldUntil: z.ZodString }>>('webhooks: change secret', z.object({ oldUntil: z.string() }), `
  update webhooks.webhooks set old_secret = secret, old_secret_until = now() + interval '24 hours', secret = :secret where account_id = (select platform.account()) and id = :id
  returning to_json(old_secret_until) #>> '{}' as "oldUntil"`)
export const retireWebhookRow = command<{ id: string }>('webhooks: retire', `
  update webhooks.webhooks set retired_at = now(), secret = '', old_secret = null where account_id = (select platform.account()) and id = :id`)

export const webhookWorks = command<{ id: string }>('webhooks: works', `
  update webhooks.webhooks set failing_since = null, last_success_at = now() where account_id = (select platform.account()) and id = :id and (failing_since is not null or last_success_at is null or last_success_at < now() - interval '5 seconds')`)
export const webhookFails = question<{ id: string }, z.ZodObject<{ failingSince: z.ZodDate; brandId: z.ZodUUID; state: z.ZodString }>>('webhooks: fails', z.object({ failingSince: z.date(), brandId: z.uuid(), state: z.string() }), `
  update webhooks.webhooks set failing_since = coalesce(failing_since, now()) where account_id = (select platform.account()) and id = :id returning failing_since as "failingSince", brand_id as "brandId", state`)
