import { z } from 'zod'
import { question } from '#platform/question'
import { WidgetSettings } from '../contract.ts'

const Row = z.object({ accountId: z.uuid(), brandId: z.uuid(), widgetId: z.uuid(), settings: WidgetSettings, version: z.number(), retired: z.boolean() })
/** Whose site this is. Across accounts: a visitor only says which site they are on. */
export const widgetBySiteKey = question<{ siteKey: string }, typeof Row>('chat: widget by site key', Row, `
  select account_id as "accountId", brand_id as "brandId", id as "widgetId", settings, version, retired_at is not null as retired from chat.widgets where site_key = :siteKey`)

const Around = z.object({ name: z.string(), teamId: z.uuid().nullable(), brandName: z.string(), language: z.string(), timeZone: z.string() })
/** What lies around a widget: its channel and its brand. */
export const aroundWidget = question<{ widgetId: string }, typeof Around>('chat: around a widget', Around, `
  select h.name, h.team_id as "teamId", b.name as "brandName", b.language, b.time_zone as "timeZone"
    from chat.widgets w
    join conversations.published_channels h on h.account_id = w.account_id and h.id = w.id
    join accounts.published_brands b on b.account_id = w.account_id and b.id = w.brand_id
   where w.account_id = (select platform.account()) and w.id = :widgetId`)

const Sealed = z.object({ id: z.uuid(), secret: z.string() })
export const signingKeysOf = question<{ widgetId: string }, typeof Sealed>('chat: signing keys in force', Sealed, `
  select id, secret from chat.signing_keys where account_id = (select platform.account()) and widget_id = :widgetId and retired_at is null order by created_at desc`)
