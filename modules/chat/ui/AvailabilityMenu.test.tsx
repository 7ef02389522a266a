// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { unreachable } from '../../../tests/pieces/api-double.ts'
import { choose, draw, found, given, items, told } from '../../../tests/pieces/draw.tsx'
import { AvailabilityMenu } from './AvailabilityMenu.tsx'

const counts = (available: boolean, capacity = 4) => ({ waiting: 2, mine: 1, me: { available, capacity, busy: 1 } })
function open(available = true, answers: Parameters<typeof given>[0] = {}) {
  const api = given({ 'GET chats/counts': counts(available), 'PUT chats/availability': { available: !available, capacity: 4, busy: 1 }, ...answers })
  return { api, ...draw(<AvailabilityMenu />) }
}

test('it says whether one takes chats, and how full one’s hands are', async () => {
  open()
  expect(await found('Takes chats · 1 of 4')).toBeDefined()
})
test('away with a choice, and back', async () => {
  const { api, user } = open()
  api.on('PUT chats/availability', ({ body }: { body: { available: boolean } }) => { api.on('GET chats/counts', counts(body.available)); return { ...counts(body.available).me } })
  await choose(user, /^Takes chats/, /Not now/)
  await vi.waitFor(() => expect(api.to('PUT chats/availability')[0]!.body).toEqual({ available: false, capacity: 4 }))
  await choose(user, 'Takes no chats', /I take chats/)
  await vi.waitFor(() => expect(api.to('PUT chats/availability')[1]!.body).toEqual({ available: true, capacity: 4 }))
})
test('more at once, from wherever one is; what one has is marked, also where it is an odd number', async () => {
  const { api, user } = open(true, { 'GET chats/counts': counts(true, 5) })
  await choose(user, /^Takes chats/, /Up to 8 at once/)
  await vi.waitFor(() => expect(api.to('PUT chats/availability')[0]!.body).toEqual({ available: true, capacity: 8 }))
  await user.click(await found('Takes chats · 1 of 5'))
  expect(items().filter((each) => each.getAttribute('aria-checked') === 'true').map((each) => each.textContent)).toEqual(['✓I take chats', '✓Up to 5 at once'])
})
test('refused, it is as it was and says why', async () => {
  const { user } = open(true, { 'PUT chats/availability': unreachable })
  await choose(user, /^Takes chats/, /Not now/)
  await vi.waitFor(() => expect(told().join()).toMatch(/No connection/))
  expect(await found('Takes chats · 1 of 4')).toBeDefined()
})
