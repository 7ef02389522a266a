import { expect, test } from 'vitest'
import { hashOfSecret, knowsSecret, newSecret, secretAfter } from './secrets.ts'

const key = Buffer.alloc(32, 7)

test('a secret is known by its hash, now or as the one before', () => {
  const [now, before, other] = [newSecret(), newSecret(), newSecret()]
  const held = { secretHash: now.hash, secretBeforeHash: before.hash }
  expect([now, before, other].map(({ secret }) => knowsSecret(secret, held))).toEqual(['now', 'before', null])
  expect(knowsSecret(before.secret, { ...held, secretBeforeHash: null })).toBeNull()
})
test('what follows a secret is always the same, another one for each visitor and key, and as long as any', () => {
  const after = secretAfter(key, 'fatima', 'aa')
  expect(secretAfter(key, 'fatima', 'aa')).toEqual(after)
  expect(new Set([after, secretAfter(key, 'jonas', 'aa'), secretAfter(key, 'fatima', 'ab'), secretAfter(Buffer.alloc(32, 8), 'fatima', 'aa')].map(({ secret }) => secret)).size).toBe(4)
  expect(after.secret).toHaveLength(newSecret().secret.length)
  expect(after.hash).toBe(hashOfSecret(after.secret))
})
