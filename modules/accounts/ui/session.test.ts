import { afterEach, expect, test, vi } from 'vitest'
import { QueryClient } from '@tanstack/react-query'
import { readMe, signOut } from './session.ts'

afterEach(() => { vi.unstubAllGlobals() })
const server = (status: number, body: object | null) => vi.stubGlobal('fetch', vi.fn(async () => new Response(body ? JSON.stringify(body) : null, { status })))

test('being signed out is an answer, not an error', async () => {
  server(401, { code: 'not-signed-in' })
  expect(await readMe()).toBeNull()
})
test('an outage is no sign-out: nobody is thrown out of the desk by it', async () => {
  server(503, { code: 'unavailable' })
  await expect(readMe()).rejects.toMatchObject({ code: 'unavailable' })
})
test('whoever signs in next finds nothing of what was read before, even when the server is gone', async () => {
  server(503, { code: 'unavailable' })
  const client = new QueryClient()
  client.setQueryData(['case', 'c1'], { subject: 'private' })
  await signOut(client)
  expect(client.getQueryData(['case', 'c1'])).toBeUndefined()
  expect(client.getQueryData(['me'])).toBeNull()
})
