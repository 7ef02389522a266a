// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { Webhook, WebhookDelivery } from '#contracts/webhooks'
import { refused, unreachable } from '../../../tests/pieces/api-double.ts'
import { button, choose, draw, field, found, given, screen, told, within } from '../../../tests/pieces/draw.tsx'
import { aMe, colleagues, fjeld, id } from '../../../tests/pieces/samples.ts'
import { WebhookDeliveriesPage } from './WebhookDeliveriesPage.tsx'
import { WebhooksPage } from './WebhooksPage.tsx'

const hook: Webhook = { id: id(600), brandId: fjeld.id, name: 'Lager', url: 'https://lager.example/balie', patterns: ['case.*', 'message.received'], state: 'active', detail: '', failingSince: null, lastSuccessAt: '2026-11-24T09:58:00Z', personId: id(11), createdAt: '2026-11-01T09:00:00Z', oldSecretUntil: null }
const manager = aMe('manager')

describe('webhooks', () => {
  function open(rows: Webhook[] = [hook], answers: Record<string, unknown> = {}, me = manager) {
    const api = given({ 'GET webhooks': { rows }, 'GET colleagues': { rows: colleagues }, ...answers })
    return { api, ...draw(<WebhooksPage />, { me }) }
  }
  const dialog = async () => within(await screen.findByRole('dialog'))
  const card = async () => (await screen.findByText('https://lager.example/balie')).closest('li')!

  test('none yet: what one would be good for, and where to read on', async () => {
    open([])
    expect((await screen.findByRole('link', { name: 'Reference of the API' })).getAttribute('href')).toBe('/api')
  })
  test('read in vain: said, and tried again', async () => {
    const { api, user } = open([], { 'GET webhooks': unreachable })
    const again = await found('Try again')
    api.on('GET webhooks', { rows: [hook] })
    await user.click(again)
    expect(await card()).toBeDefined()
  })
  test.each<[Partial<Webhook>, RegExp]>([
    [{}, /Works.*last delivered/], [{ failingSince: '2026-11-23T22:00:00Z' }, /Does not answer.*Failing since/], [{ state: 'paused' }, /Paused/], [{ state: 'disabled', detail: 'gone' }, /Disabled.*answered 410/], [{ state: 'disabled', detail: 'failing' }, /for three days/],
    [{ lastSuccessAt: null }, /nothing delivered yet/], [{ patterns: ['*'] }, /Everything of the brand/],
  ])('how one fares: %j', async (wish, words) => {
    open([{ ...hook, ...wish }])
    expect((await card()).textContent).toMatch(words)
  })
  test('with whose eyes it sees stands beside it', async () => {
    open()
    await vi.waitFor(async () => expect((await card()).textContent).toContain('sees as Jonas Brandt'))
  })
  test('who may not change channels sees, and changes nothing', async () => {
    open([hook], {}, aMe('supervisor'))
    await card()
    expect(screen.queryAllByRole('button')).toEqual([])
  })
  test('made, it shows its secret this once', async () => {
    const { api, user } = open([], { 'POST webhooks': { ...hook, secret: 'whsec_geheim' } })
    await user.click(button('New webhook'))
    const form = await dialog()
    await user.type(form.getByLabelText('Name'), ' Lager ')
    await user.type(form.getByLabelText('Address to send to'), 'https://lager.example/balie')
    await user.click(form.getByLabelText('Messages and notes'))
    await user.type(form.getByLabelText(/^Single verbs/), 'team.formed, message.received')
    await user.click(form.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('whsec_geheim')).toBeDefined()
    expect(api.to('POST webhooks')[0]!.body, 'a verb of a family that is told whole is not named again').toEqual({ brandId: fjeld.id, name: 'Lager', url: 'https://lager.example/balie', patterns: ['case.*', 'message.*', 'team.formed'] })
  })
  test('one that hears nothing, or leads nowhere, is not made', async () => {
    const { api, user } = open([], { 'POST webhooks': { ...hook, secret: 'x' } })
    await user.click(button('New webhook'))
    const form = await dialog()
    await user.type(form.getByLabelText('Name'), 'Lager')
    await user.type(form.getByLabelText('Address to send to'), 'lager')
    await user.click(form.getByRole('button', { name: 'Save' }))
    await user.clear(form.getByLabelText('Address to send to'))
    await user.type(form.getByLabelText('Address to send to'), 'https://lager.example')
    await user.click(form.getByLabelText('Cases'))
    await user.click(form.getByRole('button', { name: 'Save' }))
    expect(api.to('POST webhooks')).toEqual([])
  })
  test('everything is one box', async () => {
    const { api, user } = open([hook], { 'PUT webhooks/{id}': hook })
    await user.click(await found('Change Lager'))
    const form = await dialog()
    expect([form.getByLabelText<HTMLInputElement>('Cases').checked, form.getByLabelText<HTMLInputElement>(/^Single verbs/).value]).toEqual([true, 'message.received'])
    await user.click(form.getByLabelText('Everything of the brand'))
    expect(form.queryByLabelText('Cases')).toBeNull()
    await user.click(form.getByRole('button', { name: 'Save' }))
    await vi.waitFor(() => expect(api.to('PUT webhooks/{id}')[0]!.body.patterns).toEqual(['*']))
  })
  test('refused the reason stands in the form, and what was written stays', async () => {
    const { user } = open([hook], { 'PUT webhooks/{id}': refused(422, 'invalid', { detail: 'url: A private address.' }) })
    await user.click(await found('Change Lager'))
    const form = await dialog()
    await user.type(form.getByLabelText('Name'), ' 2')
    await user.click(form.getByRole('button', { name: 'Save' }))
    expect((await form.findByRole('alert')).textContent).toBe('url: A private address.')
    expect(form.getByLabelText<HTMLInputElement>('Name').value).toBe('Lager 2')
  })
  test('a test is sent to one that is on; one that is not is resumed first', async () => {
    const { user } = open([{ ...hook, state: 'paused' }], { 'DELETE webhooks/{id}/pause': hook })
    await card()
    expect(screen.queryByRole('button', { name: /Send a test/ })).toBeNull()
    await user.click(button('Resume Lager'))
    await vi.waitFor(() => expect(told()).toContain('It is told again.'))
  })
  test('a new secret and the end of one are asked about first', async () => {
    const { api, user } = open([hook], { 'POST webhooks/{id}/secret': { secret: 'whsec_neu', oldUntil: '2026-11-25T10:00:00Z' }, 'DELETE webhooks/{id}': null })
    await choose(user, /More about Lager/, /New secret/)
    await user.click((await dialog()).getByRole('button', { name: 'New secret' }))
    expect(await screen.findByText('whsec_neu')).toBeDefined()
    expect(screen.getByText(/requests are signed with the old secret as well/)).toBeDefined()
    await user.click(button('Done'))
    await choose(user, /More about Lager/, /Retire/)
    await user.click((await dialog()).getByRole('button', { name: 'Cancel' }))
    expect(api.to('DELETE webhooks/{id}')).toEqual([])
  })
})

describe('what one was sent', () => {
  const one: WebhookDelivery = { id: id(610), messageId: 'evt_1', verb: 'case.opened', why: 'event', state: 'failed', attempts: 10, payload: '{"type":"case.opened"}', status: 503, answer: 'Inventur', tookMs: 41, at: '2026-11-24T09:58:00Z', triedAt: '2026-11-24T09:58:00Z', dueAt: null }
  function open(rows: WebhookDelivery[] = [one], answers: Record<string, unknown> = {}, me = manager) {
    const api = given({ 'GET webhooks/{id}': hook, 'GET webhooks/{id}/deliveries': { rows, nextCursor: null }, ...answers })
    return { api, ...draw(<WebhookDeliveriesPage id={hook.id} />, { me }) }
  }
  test('request and answer stand one below the other', async () => {
    open()
    const line = (await screen.findByText('case.opened')).closest('li')!
    expect(line.textContent).toMatch(/Failed503 · 10 attempts/)
    expect([...line.querySelectorAll('pre')].map((each) => each.textContent)).toEqual(['{\n  "type": "case.opened"\n}', 'Inventur'])
  })
  test('what is no JSON is shown as it came, and no answer says so', async () => {
    open([{ ...one, payload: 'not { json', answer: '', status: null }])
    const line = (await screen.findByText('case.opened')).closest('li')!
    expect(line.querySelector('pre')!.textContent).toBe('not { json')
    expect(line.textContent).toContain('No words came back.')
  })
  test('one, or all that failed, is sent again', async () => {
    const { api, user } = open([one], { 'POST webhooks/{id}/replays': { count: 3, continueFrom: '2026-11-24T09:00:00Z' } })
    await user.click(await screen.findByText('case.opened'))
    await user.click(await found('Send again case.opened evt_1'))
    await vi.waitFor(() => expect(api.to('POST webhooks/{id}/replays')[0]!.body).toEqual({ deliveryIds: [one.id] }))
    await user.click(button('Send again all that failed'))
    await vi.waitFor(() => expect(told()).toContain('3 deliveries are sent again; there are more.'))
    expect(api.to('POST webhooks/{id}/replays')[1]!.body).toMatchObject({ onlyFailed: true })
  })
  test('nothing is sent again to one that is disabled, or by who may not', async () => {
    open([one], { 'GET webhooks/{id}': { ...hook, state: 'disabled' } })
    await screen.findByText('case.opened')
    await vi.waitFor(() => expect(screen.queryByRole('button', { name: /Send again/ })).toBeNull())
  })
  test('only some are asked for', async () => {
    const { api, user } = open()
    await user.selectOptions(await screen.findByLabelText('State'), 'failed')
    await vi.waitFor(() => expect(api.to('GET webhooks/{id}/deliveries').at(-1)!.search.get('state')).toBe('failed'))
    await user.selectOptions(field('State'), '')
    expect(await screen.findByText('case.opened')).toBeDefined()
  })
  test('a webhook that does not exist says so', async () => {
    open([], { 'GET webhooks/{id}': refused(404, 'unknown'), 'GET webhooks/{id}/deliveries': refused(404, 'unknown') })
    expect((await screen.findByRole('alert')).textContent).toMatch(/does not exist/)
  })
})
