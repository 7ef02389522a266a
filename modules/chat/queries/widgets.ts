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

const Departments = z.object({ departments: WidgetSettings.shape.departments })
/** Where visitors of a talk's widget can be passed on to. */
export const departmentsOf = question<{ talkId: string }, typeof Departments>('chat: departments of a talk', Departments, `
  select coalesce(w.settings -> 'departments', '[]') as departments from chat.talks t join chat.widgets w on w.account_id = t.account_id and w.id = t.widget_id where t.account_id = (select platform.account()) and t.id = :talkId`)

const Sealed = z.object({ id: z.uuid(), secret: z.string() })
export const signingKeysOf = question<{ widgetId: string }, typeof Sealed>('chat: signing keys in force', Sealed, `
  select id, secret from chat.signing_keys where account_id = (select platform.account()) and widget_id = :widgetId and retired_at is null order by created_at desc`)
