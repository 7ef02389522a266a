import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { readToken, sameSecret, seal, signToken, unseal, useSecret } from './secrets.ts'

beforeAll(() => useSecret(randomBytes(32)))
const later = new Date(Date.now() + 60_000)

test('what is sealed can be read again, never twice the same, and not when one letter was changed', () => {
  const sealed = seal('rosinenbrot')
  expect(unseal(sealed)).toBe('rosinenbrot')
  expect(seal('rosinenbrot')).not.toBe(sealed)
  const bytes = Buffer.from(sealed.slice(2), 'base64url')
  bytes[bytes.length - 1]! ^= 1
  expect(() => unseal(`1.${bytes.toString('base64url')}`)).toThrow()
})
test('a token opens what it was made for, until its time is over', () => {
  const token = signToken('file', 'maren photo', later)
  expect(readToken('file', token, new Date())).toBe('maren photo')
  expect(readToken('picture', token, new Date())).toBeNull()
  expect(readToken('file', token, new Date(later.getTime() + 2_000))).toBeNull()
})
test.each(['', 'a', 'a.b', 'a.b.c', '....', `${Buffer.from('maren photo').toString('base64url')}.zzzz.${'a'.repeat(32)}`])('a forged token opens nothing: "%s"', (token) => {
  expect(readToken('file', token, new Date())).toBeNull()
})
test('secrets of different length are compared without an error', () => expect([sameSecret('a', 'ab'), sameSecret('ab', 'ab')]).toEqual([false, true]))
