import { randomBytes } from 'node:crypto'
import { addChannel } from '#modules/conversations'
import { db } from '#platform/db'
import { newId } from '#platform/ids'
import { seal } from '#platform/secrets'
import { WidgetSettings } from './contract.ts'
import { newSecret } from './domain/secrets.ts'
import { addVisitors } from './queries/visitors.ts'

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

/** Somebody who was on the page once and has not said anything. */
export async function aVisitor(widget: Pick<WidgetMade, 'accountId' | 'brandId' | 'id'>, wish: { title?: string } = {}): Promise<{ id: string; secret: string }> {
  const [id, { secret, hash }] = [newId(), newSecret()]
  await db().transaction({ accountId: widget.accountId, brandIds: 'all' }, (tx) => addVisitors(tx, [{ accountId: widget.accountId, brandId: widget.brandId, widgetId: widget.id, id, secretHash: hash, language: 'de', timeZone: 'Europe/Berlin', browser: 'vitest', pageUrl: 'https://fjeld-wald.example/', pageTitle: wish.title ?? 'Zelte', referrer: '', attributes: {}, addressHash: '00' }]))
  return { id, secret }
}
