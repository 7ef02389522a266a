import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Webhook as Verifier } from 'standardwebhooks'
import { aBrand, anAccount, anActor } from '#testing/accounts'
import { aCase } from '#testing/cases'
import { aWidget } from '#testing/chat'
import { openNetwork } from '#platform/network'
import type { Actor } from '#platform/permissions'
import { openHouse, until, type OpenHouse } from '../../tests/open-house.ts'
import type { Webhook, WebhookDelivery } from './contract.ts'
import { openReceiver, type Receiver } from './testing.ts'

let house: OpenHouse
let receiver: Receiver
let boss: Actor
let brandId: string
let otherBrandId: string
beforeAll(async () => {
  house = await openHouse()
  const { accountId } = await anAccount()
  brandId = (await aBrand({ accountId })).id
  otherBrandId = (await aBrand({ accountId })).id
  boss = await anActor({ accountId, role: 'manager', brandIds: [brandId, otherBrandId], name: 'Annelies' })
})
afterAll(() => house.close())
beforeEach(async () => { receiver = await openReceiver() })
afterEach(async () => { await receiver.close(); openNetwork({ allowPrivate: true }) })

type Made = Webhook & { secret: string }
async function make(patterns = ['case.*'], who = boss, url = receiver.url): Promise<Made> {
  await house.settle()
  const made = await house.ask<Made>(who, 'POST', 'webhooks', { brandId, name: 'Lager', url, patterns })
  expect(made.status).toBe(201)
  return made.body
}
const retire = (hook: Webhook) => house.ask(boss, 'DELETE', `webhooks/${hook.id}`)
const change = async (brand = brandId) => { const { id } = await aCase({ accountId: boss.accountId, brandId: brand }); await house.ask(boss, 'PATCH', `cases/${id}`, { priority: 'high' }); await house.settle(); return id }
const deliveriesOf = async (hook: Webhook, query = ''): Promise<WebhookDelivery[]> => (await house.ask(boss, 'GET', `webhooks/${hook.id}/deliveries${query}`)).body.rows
const heard = (count: number) => until(() => receiver.heard.length, (n) => n >= count)
const bodies = () => receiver.heard.map((each) => JSON.parse(each.body) as { type: string; timestamp: string; data: Record<string, any> })
/** As if the pauses between the tries had passed. */
const hurry = async () => {
  await house.owner.query("update platform.outbox set due_at = now() where state = 'retrying'")
  await house.owner.query("select graphile_worker.add_job('outbox', json_build_object('accountId', account_id, 'id', id)) from platform.outbox where state = 'retrying'")
}

describe('what is told', () => {
  test('a change of a case, signed so that the library of Standard Webhooks believes it', async () => {
    const hook = await make()
    expect(hook.secret).toMatch(/^whsec_/)
    const caseId = await change()
    await heard(1)
    const [{ headers, body }] = receiver.heard as [Receiver['heard'][number]]
    expect(new Verifier(hook.secret).verify(body, headers)).toMatchObject({ type: 'case.changed', data: { brandId, caseId, actor: { kind: 'person', id: boss.personId }, facts: { changed: { priority: 'high' } } } })
    const [delivery] = await until(() => deliveriesOf(hook), (rows) => rows[0]?.state === 'sent')
    expect(delivery).toMatchObject({ verb: 'case.changed', why: 'event', status: 204, attempts: 1, messageId: headers['webhook-id'], payload: body })
    await retire(hook)
  })

  test('only verbs that were asked for, and only of the webhook’s brand', async () => {
    const hook = await make(['message.written'])
    const id = await change()
    await change(otherBrandId)
    await house.ask(boss, 'POST', `cases/${id}/notes`, { text: 'Streng vertraulich' })
    await house.settle()
    await heard(1)
    expect(bodies().map(({ type, data }) => [type, data['brandId']])).toEqual([['message.written', brandId]])
    expect(receiver.heard[0]!.body).not.toContain('vertraulich')
    await retire(hook)
  })

  test('whoever sees less than the whole brand can have no webhook, and one that lost sight of it tells nothing', async () => {
    const team = await anActor({ accountId: boss.accountId, role: 'manager', brandIds: [brandId], visibility: 'team' })
    expect((await house.ask(team, 'POST', 'webhooks', { brandId, name: 'x', url: receiver.url, patterns: ['*'] })).status).toBe(403)
    const leaving = await anActor({ accountId: boss.accountId, role: 'manager', brandIds: [brandId] })
    const hook = await make(['case.*'], leaving)
    await house.owner.query("update accounts.people set status = 'suspended' where id = $1", [leaving.personId])
    await change()
    expect(await deliveriesOf(hook)).toEqual([])
    // Whoever saves it lends it their sight.
    await house.ask(boss, 'PUT', `webhooks/${hook.id}`, { brandId, name: hook.name, url: hook.url, patterns: hook.patterns })
    await change()
    await heard(1)
    expect(receiver.heard).toHaveLength(1)
    await retire(hook)
  })

  test('chats, their visitors and widgets, and nothing that was said in them', async () => {
    const hook = await make(['talk.*', 'visitor.*', 'widget.changed'])
    const widget = await aWidget({ accountId: boss.accountId, brandId, settings: { title: 'Zelte' } })
    const answer = await house.app.inject({ method: 'POST', url: '/chat/v1/exchange', headers: { origin: widget.origin }, payload: { frames: [
      { type: 'enter', site: widget.siteKey, page: { url: `${widget.origin}/`, title: 'Zelte' } }, { type: 'say', clientId: crypto.randomUUID(), text: 'Streng vertraulich' }, { type: 'rate', score: 2, words: 'Geheim' },
    ] } })
    const frames = answer.json().frames as Array<{ type: string; visitor: string; talk: string }>
    const [{ visitor }, { talk }] = ['welcome', 'kept'].map((type) => frames.find((each) => each.type === type)!) as [typeof frames[number], typeof frames[number]]
    expect((await house.ask(boss, 'PUT', `visitors/${visitor}/block`)).status).toBe(204)
    const { body: settings } = await house.ask(boss, 'GET', `widgets/${widget.id}`)
    expect((await house.ask(boss, 'PUT', `widgets/${widget.id}`, { brandId, name: settings.name, teamId: null, settings: { ...settings.settings, title: 'Zelte und mehr' } })).status).toBe(200)
    await house.settle()
    await heard(3)
    expect(bodies().map(({ type, data }) => [type, data['subjectId']]).sort()).toEqual([['talk.began', talk], ['visitor.blocked', visitor], ['widget.changed', widget.id]])
    expect(bodies().find((each) => each.type === 'talk.began')!.data).toMatchObject({ brandId, caseId: expect.any(String), facts: { talkId: talk, widgetId: widget.id } })
    expect(receiver.heard.map((each) => each.body).join()).not.toMatch(/vertraulich|geheim/i)
    await retire(hook)
  })

  test('a paused webhook is told nothing, also not later', async () => {
    const hook = await make()
    await house.ask(boss, 'PUT', `webhooks/${hook.id}/pause`)
    await change()
    expect((await house.ask(boss, 'DELETE', `webhooks/${hook.id}/pause`)).body.state).toBe('active')
    await change()
    await heard(1)
    expect(await deliveriesOf(hook)).toHaveLength(1)
    await retire(hook)
  })
})

describe('the secret', () => {
  test('is shown once, kept sealed, and after a change the old one signs along', async () => {
    const hook = await make()
    const listed = await house.ask(boss, 'GET', 'webhooks')
    expect(listed.raw.toString()).not.toContain('whsec_')
    expect((await house.owner.query('select secret from webhooks.webhooks where id = $1', [hook.id])).rows[0].secret).not.toContain(hook.secret)
    const { secret, oldUntil } = (await house.ask(boss, 'POST', `webhooks/${hook.id}/secret`)).body
    expect(secret).not.toBe(hook.secret)
    expect(new Date(oldUntil).getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000)
    await change()
    await heard(1)
    const { headers, body } = receiver.heard[0]!
    expect([hook.secret, secret].map((each) => (new Verifier(each).verify(body, headers) as { type: string }).type)).toEqual(['case.changed', 'case.changed'])
    await house.owner.query("update webhooks.webhooks set old_secret_until = now() where id = $1", [hook.id])
    await change()
    await heard(2)
    const later = receiver.heard[1]!
    expect(() => new Verifier(hook.secret).verify(later.body, later.headers)).toThrow(/No matching signature/)
    await retire(hook)
  })
})

describe('when it does not arrive', () => {
  test('it is tried again under the same id, and what was answered can be read', async () => {
    const hook = await make()
    receiver.answers.push({ status: 503, body: 'gerade <b>Inventur</b>' })
    await change()
    await heard(1)
    const [first] = await until(() => deliveriesOf(hook), (rows) => rows[0]?.state === 'retrying')
    expect(first).toMatchObject({ status: 503, answer: 'gerade <b>Inventur</b>', attempts: 1 })
    const due = new Date(first!.dueAt!).getTime() - Date.now()
    expect(due).toBeGreaterThan(2_000)
    expect(due).toBeLessThanOrEqual(5_000)
    await hurry()
    await heard(2)
    expect(receiver.heard[1]!.headers['webhook-id']).toBe(receiver.heard[0]!.headers['webhook-id'])
    const [sent] = await until(() => deliveriesOf(hook), (rows) => rows[0]?.state === 'sent')
    expect(sent).toMatchObject({ attempts: 2, status: 204 })
    await retire(hook)
  })

  test('a receiver that says 410 is asked no more, and that is announced', async () => {
    const hook = await make()
    receiver.answers.push({ status: 410 })
    await change()
    await until(async () => (await house.ask<Webhook>(boss, 'GET', `webhooks/${hook.id}`)).body, (now) => now.state === 'disabled' && now.detail === 'gone')
    await change()
    expect(await deliveriesOf(hook)).toHaveLength(1)
    expect((await house.owner.query("select data from platform.events where subject_id = $1 and verb = 'webhook.disabled'", [hook.id])).rows).toEqual([{ data: { reason: 'gone' } }])
    expect((await house.ask(boss, 'POST', `webhooks/${hook.id}/tests`)).status).toBe(409)
    expect((await house.ask(boss, 'DELETE', `webhooks/${hook.id}/pause`)).body).toMatchObject({ state: 'active', detail: '', failingSince: null })
    await retire(hook)
  })

  test('after three days without a success the last try disables it', async () => {
    const hook = await make()
    receiver.answers.push({ status: 500 }, { status: 500 })
    await change()
    await until(() => deliveriesOf(hook), (rows) => rows[0]?.state === 'retrying')
    await house.owner.query("update webhooks.webhooks set failing_since = now() - interval '75 hours' where id = $1", [hook.id])
    await house.owner.query("update platform.outbox set attempts = 9 where state = 'retrying' and kind = 'webhook.send'")
    await hurry()
    await until(async () => (await house.ask<Webhook>(boss, 'GET', `webhooks/${hook.id}`)).body, (now) => now.state === 'disabled' && now.detail === 'failing')
    expect((await deliveriesOf(hook))[0]).toMatchObject({ state: 'failed', attempts: 10, status: 500 })
    await retire(hook)
  })

  test('nothing is followed elsewhere, and nothing is sent into a private network', async () => {
    const hook = await make()
    receiver.answers.push({ status: 302, headers: { location: receiver.url } })
    await change()
    await until(() => deliveriesOf(hook), (rows) => rows[0]?.state === 'retrying')
    expect(receiver.heard).toHaveLength(1)
    openNetwork({ allowPrivate: false })
    await change()
    const [guarded] = await until(() => deliveriesOf(hook), (rows) => rows[0]?.state === 'retrying' && rows[0].attempts === 1 && rows.length === 2)
    expect(guarded!.answer).toMatch(/private network/)
    expect(receiver.heard).toHaveLength(1)
    for (const url of ['http://169.254.169.254/latest', 'http://[::1]:4800/', 'http://2130706433/', 'http://user:secret@example.com/']) {
      expect((await house.ask(boss, 'POST', 'webhooks', { brandId, name: 'x', url, patterns: ['*'] })).status, url).toBe(422)
    }
    await retire(hook)
  })
})

describe('the replay', () => {
  test('one is sent again under its id; what failed in a time is sent again; a test is a sign of life', async () => {
    const hook = await make()
    await change()
    await heard(1)
    const [sent] = await until(() => deliveriesOf(hook), (rows) => rows[0]?.state === 'sent')
    expect((await house.ask(boss, 'POST', `webhooks/${hook.id}/replays`, { deliveryIds: [sent!.id] })).body).toEqual({ count: 1, continueFrom: null })
    await heard(2)
    expect(receiver.heard[1]).toMatchObject({ body: receiver.heard[0]!.body, headers: { 'webhook-id': receiver.heard[0]!.headers['webhook-id'] } })
    await house.owner.query("update webhooks.deliveries set state = 'failed' where id = $1", [sent!.id])
    const range = { from: new Date(Date.now() - 60_000).toISOString(), to: new Date(Date.now() + 60_000).toISOString() }
    expect((await house.ask(boss, 'POST', `webhooks/${hook.id}/replays`, range)).body.count).toBe(1)
    await heard(3)
    expect((await house.ask(boss, 'POST', `webhooks/${hook.id}/tests`)).body).toMatchObject({ verb: 'webhook.test', why: 'test' })
    await heard(4)
    expect(bodies().at(-1)).toMatchObject({ type: 'webhook.test', data: { webhookId: hook.id } })
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { rows: WebhookDelivery[]; nextCursor: string | null } = (await house.ask(boss, 'GET', `webhooks/${hook.id}/deliveries?limit=1${cursor ? `&cursor=${cursor}` : ''}`)).body
      pages.push(...page.rows.map((each) => each.why))
      cursor = page.nextCursor
    }
    expect(pages).toEqual(['test', 'replay', 'replay', 'event'])
    await retire(hook)
  })

  test('somebody else’s delivery is not sent again by the way', async () => {
    const [one, other] = [await make(), await make()]
    await change()
    await heard(2)
    const [ofOther] = await deliveriesOf(other)
    expect((await house.ask(boss, 'POST', `webhooks/${one.id}/replays`, { deliveryIds: [ofOther!.id] })).status).toBe(404)
    await retire(one)
    await retire(other)
  })
})
