import { z } from 'zod'
import { command, question } from '#platform/question'
import { WidgetSettings } from '../contract.ts'

const Row = z.object({ id: z.uuid(), brandId: z.uuid(), siteKey: z.string(), settings: WidgetSettings, version: z.number().int(), signingKeys: z.array(z.object({ id: z.uuid(), createdAt: z.string() })), online: z.number().int() })
export type WidgetRow = z.infer<typeof Row>

const columns = `
  select w.id, w.brand_id as "brandId", w.site_key as "siteKey", w.settings, w.version,
         coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'createdAt', to_json(k.created_at) #>> '{}') order by k.created_at, k.id) from chat.signing_keys k where k.account_id = w.account_id and k.widget_id = w.id and k.retired_at is null), '[]') as "signingKeys",
         (select count(*)::int from chat.visitors v where v.account_id = w.account_id and v.brand_id = w.brand_id and v.widget_id = w.id and v.online_until > now()) as online
    from chat.widgets w where w.account_id = (select platform.account()) and w.retired_at is null`
export const widgetsOfBrands = question<{ brandIds: string[] }, typeof Row>('widgets: of brands', Row, `${columns} and w.brand_id = any (:brandIds::uuid[]) order by w.id`)
export const widgetById = question<{ id: string }, typeof Row>('widgets: by id', Row, `${columns} and w.id = :id`)
export const widgetForUpdate = question<{ id: string }, typeof Row>('widgets: for update', Row, `${columns} and w.id = :id for update of w`)

export const addWidget = command<{ id: string; brandId: string; siteKey: string; settings: string }>('widgets: add', `
  insert into chat.widgets (account_id, brand_id, id, site_key, settings) values ((select platform.account()), :brandId, :id, :siteKey, :settings::jsonb)`)
/** What visitors' windows hold is older than the next version: they read it anew. */
export const changeWidgetRow = command<{ id: string; settings: string }>('widgets: change', `
  update chat.widgets set settings = :settings::jsonb, version = version + 1 where account_id = (select platform.account()) and id = :id`)
export const retireWidgetRow = command<{ id: string }>('widgets: retire', `
  update chat.widgets set retired_at = now(), version = version + 1 where account_id = (select platform.account()) and id = :id`)

export const addSigningKey = command<{ id: string; brandId: string; widgetId: string; secret: string }>('signing keys: add', `
  insert into chat.signing_keys (account_id, brand_id, id, widget_id, secret) values ((select platform.account()), :brandId, :id, :widgetId, :secret)`)
/** The key itself goes: what was signed with it proves nothing from now on. */
export const retireSigningKey = question<{ id: string; widgetId: string }, z.ZodObject<{ id: z.ZodUUID }>>('signing keys: retire', z.object({ id: z.uuid() }), `
  update chat.signing_keys set retired_at = now(), secret = '' where account_id = (select platform.account()) and widget_id = :widgetId and id = :id and retired_at is null returning id`)
