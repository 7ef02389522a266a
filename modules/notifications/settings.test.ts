import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aBrand, anAccount, anActor } from '#testing/accounts'
import { aWebhook } from '#testing/webhooks'
import { webhookDisabled } from '#events/webhooks'
import { db } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { openLetterBox, type LetterBox } from '../../tests/letter-box.ts'
import { openHouse, until, type OpenHouse } from '../../tests/open-house.ts'
import { usualSettings, type Settings, type ToldPage } from './contract.ts'

let house: OpenHouse
let box: LetterBox
let maren: Actor
let boss: Actor
let brandId: string
beforeAll(async () => {
  box = await openLetterBox()
  house = await openHouse({ BALIE_SYSTEM_SMTP: `smtp://127.0.0.1:${box.port}`, BALIE_URL: 'https://balie.example' })
  const { accountId } = await anAccount()
  brandId = (await aBrand({ accountId, name: 'Fjeld & Wald' })).id
  maren = await anActor({ accountId, brandIds: [brandId], name: 'Maren' })
  boss = await anActor({ accountId, brandIds: [brandId], role: 'manager', name: 'Annelies Postma', language: 'nl', email: 'annelies@veerhuis.example' })
})
afterAll(async () => { await house.close(); await box.close() })

const settings = async (actor = maren) => (await house.ask<Settings>(actor, 'GET', 'notification-settings')).body
const put = (input: object, actor = maren) => house.ask<Settings>(actor, 'PUT', 'notification-settings', { ...usualSettings, ...input })
const quiet = { from: '18:00', to: '08:00', days: [5, 1, 1, 3], zone: 'Europe/Berlin' }

describe('settings', () => {
  test('whoever never chose has the usual ones; what they choose is theirs alone', async () => {
    expect(await settings()).toEqual(usualSettings)
    const { status, body } = await put({ contents: 'discreet', volume: 0.25, quiet })
    expect([status, body.contents, body.volume, body.quiet]).toEqual([200, 'discreet', 0.25, { ...quiet, days: [1, 3, 5] }])
    expect(await settings()).toEqual(body)
    expect(await settings(boss)).toEqual(usualSettings)
  })

  test.each([
    [{ quiet: { ...quiet, zone: 'Europe/Atlantis' } }], [{ quiet: { ...quiet, from: '25:00' } }], [{ quiet: { ...quiet, days: [] } }], [{ quiet: { ...quiet, days: [8] } }], [{ volume: 1.5 }], [{ contents: 'loud' }], [{ wishes: {} }],
  ])('what makes no sense is refused: %j', async (input) => { expect((await put(input)).status).toBe(422) })

  test('a pause ends by itself or by hand, and leaves the rest alone', async () => {
    const before = await settings()
    const until = new Date(Date.now() + 3_600_000).toISOString()
    const paused = await house.ask<Settings>(maren, 'PUT', 'notification-settings/pause', { until })
    expect({ ...paused.body, pausedUntil: new Date(paused.body.pausedUntil!).toISOString() }).toEqual({ ...before, pausedUntil: until })
    // Changing the settings does not end it.
    expect((await put({ quiet: null })).body.pausedUntil).toBe(paused.body.pausedUntil)
    expect((await house.ask(maren, 'PUT', 'notification-settings/pause', { until: new Date(Date.now() - 1000).toISOString() })).status).toBe(422)
    expect((await house.ask(maren, 'PUT', 'notification-settings/pause', { until: new Date(Date.now() + 400 * 86_400_000).toISOString() })).status).toBe(422)
    expect((await house.ask<Settings>(maren, 'DELETE', 'notification-settings/pause')).body.pausedUntil).toBeNull()
    // Also who never chose anything else can pause.
    expect((await house.ask<Settings>(boss, 'PUT', 'notification-settings/pause', { until })).body).toMatchObject({ wishes: usualSettings.wishes, quiet: null })
  })

  test('every change is told to that person alone', async () => {
    const { rows } = await house.owner.query("select distinct brand_id, subject_id from platform.events where verb = 'notification.settings-changed' order by subject_id")
    expect(rows).toEqual([maren.personId, boss.personId].toSorted().map((id) => ({ brand_id: null, subject_id: id })))
  })
})

describe('a webhook that was disabled', () => {
  test('is told to who can set it right, in the page and, in their language, by mail, once', async () => {
    const webhook = await aWebhook({ accountId: boss.accountId, brandId, personId: boss.personId, name: 'Lager Flensburg' })
    await house.owner.query("update webhooks.webhooks set state = 'disabled', detail = 'gone' where id = $1", [webhook.id])
    await db().transaction({ accountId: boss.accountId, brandIds: 'all' }, (tx) => announce(tx, theSystem, webhookDisabled({ brandId, subjectId: webhook.id }, { reason: 'gone' })))
    await house.settle()
    expect((await house.ask<ToldPage>(boss, 'GET', 'notifications')).body).toMatchObject({ unread: 1, rows: [{ kind: 'webhook', words: 'Lager Flensburg', case: null, by: '' }] })
    expect((await house.ask<ToldPage>(maren, 'GET', 'notifications')).body.rows).toEqual([])
    await until(() => box.received.length, (n) => n === 1)
    const raw = box.received[0]!.raw.toString()
    expect(box.received[0]!.to).toEqual(['annelies@veerhuis.example'])
    expect(raw).toMatch(/Auto-Submitted: auto-generated/i)
    expect(raw.replaceAll('=\r\n', '')).toMatch(/https:\/\/balie\.example\/webhooks/)
    await until(async () => (await house.owner.query("select state, detail from platform.outbox where kind = 'notification.mail'")).rows, (rows) => rows.length === 1 && rows[0]!.state === 'done')
    expect(box.received).toHaveLength(1)
  })

  test('whose mail server does not take it is tried again, and the notification stands all the while', async () => {
    await box.close()
    const webhook = await aWebhook({ accountId: boss.accountId, brandId, personId: boss.personId, name: 'Zweites Lager' })
    await db().transaction({ accountId: boss.accountId, brandIds: 'all' }, (tx) => announce(tx, theSystem, webhookDisabled({ brandId, subjectId: webhook.id }, { reason: 'failing' })))
    await house.settle()
    expect((await house.ask<ToldPage>(boss, 'GET', 'notifications')).body.rows[0]).toMatchObject({ kind: 'webhook', words: 'Zweites Lager' })
    const rows = await until(async () => (await house.owner.query("select state, detail from platform.outbox where kind = 'notification.mail' order by created_at")).rows, (all) => all.some((each) => each.state === 'retrying'), 20_000)
    expect(rows.at(-1)).toEqual({ state: 'retrying', detail: 'the mail server did not take it' })
  })
})
