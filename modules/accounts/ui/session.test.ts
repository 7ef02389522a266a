import { afterEach, expect, test, vi } from 'vitest'
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
test('whoever signs in next finds nothing of what was read or written before, even when the server is gone', async () => {
  server(503, { code: 'unavailable' })
  const assign = vi.fn()
  const kept = new Map([['balie-draft:c1:reply', 'private'], ['balie-single-keys', 'off']])
  vi.stubGlobal('location', { assign })
  vi.stubGlobal('localStorage', { removeItem: (key: string) => kept.delete(key), key: (n: number) => [...kept.keys()][n] ?? null, get length() { return kept.size } })
  await signOut()
  expect(assign).toHaveBeenCalledWith('/')
  expect([...kept.keys()]).toEqual(['balie-single-keys'])
})
