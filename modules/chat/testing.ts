import { randomBytes } from 'node:crypto'
import { addChannel } from '#modules/conversations'
import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { seal } from '#platform/secrets'
import { WidgetSettings } from './contract.ts'
import { newSecret } from './domain/secrets.ts'
import { addLines, addTalks } from './queries/talks.ts'
import { addVisitors, keepCustomers } from './queries/visitors.ts'

// Builders for everyone's tests: rows as fast as the database takes them, and no events.

export type WidgetMade = { accountId: string; brandId: string; id: string; siteKey: string; origin: string; signingSecret: string; signingKeyId: string }
/** A widget of a brand that may stand on the pages of one shop, with a key for its server. */
export async function aWidget(wish: { accountId: string; brandId: string; name?: string; teamId?: string | null; settings?: Partial<WidgetSettings> }): Promise<WidgetMade> {
  const { accountId, brandId, name = 'fjeld-wald.example', teamId = null } = wish
  const [id, signingKeyId, siteKey, signingSecret, origin] = [newId(), newId(), randomBytes(12).toString('base64url'), randomBytes(32).toString('base64url'), 'https://fjeld-wald.example']
  const settings = WidgetSettings.parse({ origins: [origin], ...wish.settings })
  await db().transaction({ accountId, brandIds: 'all' }, async (tx) => {
    await addChannel(tx, { accountId, brandId, id, kind: 'chat', address: siteKey, name, teamId })
    await tx.run('', 'insert into chat.widgets (account_id, brand_id, id, site_key, settings) values ($1, $2, $3, $4, $5)', [accountId, brandId, id, siteKey, JSON.stringify(settings)])
    await tx.run('', 'insert into chat.signing_keys (account_id, brand_id, id, widget_id, secret) values ($1, $2, $3, $4, $5)', [accountId, brandId, signingKeyId, id, seal(signingSecret)])
  })
  return { accountId, brandId, id, siteKey, origin, signingSecret, signingKeyId }
}

/** Somebody who is on the page for an hour and has not said anything. */
export async function aVisitor(widget: Pick<WidgetMade, 'accountId' | 'brandId' | 'id'>, wish: { title?: string } = {}): Promise<{ id: string; secret: string }> {
  const [id, { secret, hash }] = [newId(), newSecret()]
  const { accountId, brandId } = widget
  await db().transaction({ accountId, brandIds: 'all' }, async (tx) => {
    await addVisitors(tx, [{ accountId, brandId, widgetId: widget.id, id, secretHash: hash, secretShown: true, language: 'de', timeZone: 'Europe/Berlin', browser: 'vitest', pageUrl: 'https://fjeld-wald.example/', pageTitle: wish.title ?? 'Zelte', referrer: '', attributes: {}, addressHash: '00' }])
    await tx.run('', "update chat.visitors set online_until = now() + interval '1 hour' where account_id = $1 and id = $2", [accountId, id])
  })
  return { id, secret }
}

/** A talk in which this visitor has said the first words of a case; it is one on the widget's channel. */
export async function aTalk(widget: Pick<WidgetMade, 'accountId' | 'brandId' | 'id'>, of: { visitorId: string; conversationId: string; messageId: string; customerId: string }, state: 'waiting' | 'active' | 'ended' = 'active'): Promise<{ id: string }> {
  const { accountId, brandId, id: widgetId } = widget
  await db().transaction({ accountId, brandIds: 'all' }, async (tx) => {
    await addTalks(tx, [{ accountId, brandId, id: of.conversationId, widgetId, visitorId: of.visitorId, department: '' }])
    await keepCustomers(tx, [{ accountId, id: of.visitorId, customerId: of.customerId }])
    await addLines(tx, [{ accountId, brandId, talkId: of.conversationId, n: 1, messageId: of.messageId, clientId: newId(), saidBy: 'visitor', word: null, name: '', card: null }])
    await tx.run('', "update chat.talks set state = $3, ended_at = case when $3 = 'ended' then now() end where account_id = $1 and id = $2", [accountId, of.conversationId, state])
  })
  return { id: of.conversationId }
}

export { aWindow } from './testing-window.ts'
