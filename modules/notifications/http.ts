import { scopeOf } from '#modules/cases'
import { z } from 'zod'
import { db } from '#platform/db'
import type { Http } from '#platform/http'
import { Pause, Reading, ReadingInput, Settings, SettingsInput, ToldPage, ToldQuery } from './contract.ts'
import { readPlace, writePlace } from './domain/place.ts'
import { readNotifications, unread } from './flows/read.ts'
import { changeSettings, mySettings, pause } from './flows/settings.ts'
import { pageOf, unreadOf } from './queries/page.ts'

const ById = z.object({ id: z.uuid() })
// One's own, and mostly about cases: whoever may see those may be told of them.
const config = { may: 'case.see' } as const

export function notificationRoutes(app: Http) {
  app.get('/api/v1/notifications', { config, schema: { summary: 'What you were told, newest first, and how much of it is unread.', querystring: ToldQuery, response: { 200: ToldPage } } }, ({ actor, query }) => db().reading(scopeOf(actor), async (tx) => {
    const [found, count] = await Promise.all([pageOf(tx, actor, { filter: query.filter, before: readPlace(query.cursor), limit: query.limit + 1 }), unreadOf(tx, actor)])
    const rows = found.slice(0, query.limit)
    return { rows: rows.map(({ micros: _, ...row }) => row), nextCursor: found.length > query.limit ? writePlace(rows.at(-1)!) : null, unread: count }
  }))
  app.post('/api/v1/notifications/readings', { config, schema: { summary: 'You have read these, or (without ids) all.', body: ReadingInput, response: { 201: Reading } } }, ({ actor, body }, reply) => {
    reply.status(201)
    return db().transaction(scopeOf(actor), (tx) => readNotifications(tx, actor, body.ids))
  })
  app.delete('/api/v1/notifications/readings/:id', { config, schema: { summary: 'Take that back: they are unread again.', params: ById, response: { 204: z.undefined() } } }, async ({ actor, params }, reply) => {
    await db().transaction(scopeOf(actor), (tx) => unread(tx, actor, params.id))
    return reply.status(204).send()
  })

  app.get('/api/v1/notification-settings', { config, schema: { summary: 'What you want to be told, and how loudly.', response: { 200: Settings } } }, ({ actor }) => db().reading(scopeOf(actor), (tx) => mySettings(tx, actor)))
  app.put('/api/v1/notification-settings', { config, schema: { summary: 'Change that.', body: SettingsInput, response: { 200: Settings } } }, ({ actor, body }) => db().transaction(scopeOf(actor), (tx) => changeSettings(tx, actor, body)))
  app.put('/api/v1/notification-settings/pause', { config, schema: { summary: 'Nothing is loud until then; the list goes on.', body: Pause, response: { 200: Settings } } }, ({ actor, body }) => db().transaction(scopeOf(actor), (tx) => pause(tx, actor, new Date(body.until), new Date())))
  app.delete('/api/v1/notification-settings/pause', { config, schema: { summary: 'End the pause.', response: { 200: Settings } } }, ({ actor }) => db().transaction(scopeOf(actor), (tx) => pause(tx, actor, null, new Date())))
}
