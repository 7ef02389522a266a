import { expect, test } from 'vitest'
import { Declined } from '#kit/api.ts'
import { makeQueryClient } from './query-client.ts'

const retries = (error: unknown) => { const { retry } = makeQueryClient().getDefaultOptions().queries!; return (retry as (count: number, error: unknown) => boolean)(0, error) }

test.each([[0, true], [502, true], [503, true], [500, false], [404, false], [409, false]])('an answer with %i is asked for again: %s', (status, again) => {
  expect(retries(new Declined('x', 'x', status))).toBe(again)
})
test('a session that ended while somebody read shows the door', async () => {
  const client = makeQueryClient()
  client.setQueryData(['me'], { name: 'Maren' })
  await client.fetchQuery({ queryKey: ['cases'], queryFn: () => Promise.reject(new Declined('not-signed-in', 'x', 401)) }).catch(() => undefined)
  expect(client.getQueryData(['me'])).toBeNull()
})
test('a refusal leaves everybody where they are', async () => {
  const client = makeQueryClient()
  client.setQueryData(['me'], { name: 'Maren' })
  await client.fetchQuery({ queryKey: ['cases'], queryFn: () => Promise.reject(new Declined('forbidden', 'x', 403)) }).catch(() => undefined)
  expect(client.getQueryData(['me'])).toEqual({ name: 'Maren' })
})
