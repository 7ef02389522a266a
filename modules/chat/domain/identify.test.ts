import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { readIdentification } from './identify.ts'

const now = new Date('2026-11-24T12:00:00Z')
const seconds = now.getTime() / 1000
const keys = [{ id: 'new', secret: 'the-new-secret-of-the-site' }, { id: 'old', secret: 'the-old-secret-of-the-site' }]
const bytes = (secret: string) => new TextEncoder().encode(secret)
const jwt = (claims: object, { secret = keys[0]!.secret, alg = 'HS256' } = {}) => new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(bytes(secret))
const part = (what: object) => Buffer.from(JSON.stringify(what)).toString('base64url')

describe('a JWT', () => {
  test.each(keys)('under the key "$id" says who it is', async ({ secret }) => {
    expect(await readIdentification({ jwt: await jwt({ sub: 'c-1042', exp: seconds + 600, name: 'Fatima', email: 'f@kunde.example' }, { secret }) }, keys, now)).toEqual({ ok: true, who: { externalId: 'c-1042', name: 'Fatima', email: 'f@kunde.example' } })
  })
  test.each([
    ['of a stranger’s key', (): Promise<string> => jwt({ sub: 'c-1', exp: seconds + 600 }, { secret: 'somebody else’s secret, long enough' }), 'bad-signature'],
    ['with another algorithm', () => jwt({ sub: 'c-1', exp: seconds + 600 }, { alg: 'HS512' }), 'bad-signature'],
    ['with none', async (): Promise<string> => `${part({ alg: 'none' })}.${part({ sub: 'c-1', exp: seconds + 600 })}.`, 'bad-signature'],
    ['that ran out', () => jwt({ sub: 'c-1', exp: seconds - 3_600 }), 'expired'],
    ['that holds for ever', () => jwt({ sub: 'c-1', exp: seconds + 3 * 86_400 }), 'expired'],
    ['that never ends', () => jwt({ sub: 'c-1' }), 'bad-signature'],
    ['about nobody', () => jwt({ exp: seconds + 600 }), 'bad-signature'],
    ['that is none', async (): Promise<string> => 'a.b.c', 'bad-signature'],
    ['whose claims were changed', async (): Promise<string> => { const [head, , sign] = (await jwt({ sub: 'c-1', exp: seconds + 600 })).split('.'); return `${head}.${part({ sub: 'c-2', exp: seconds + 600 })}.${sign}` }, 'bad-signature'],
  ] as const)('%s is not taken', async (_what, make, code) => {
    expect(await readIdentification({ jwt: await make() }, keys, now)).toEqual({ ok: false, code })
  })
  test('is worth nothing where the brand has no key', async () => {
    expect(await readIdentification({ jwt: await jwt({ sub: 'c-1', exp: seconds + 600 }) }, [], now)).toEqual({ ok: false, code: 'bad-signature' })
  })
})

describe('a hash', () => {
  const signed = (said: { id?: string; name?: string; email?: string; expires?: number } = {}, secret = keys[1]!.secret) => {
    const all = { id: 'c-1042', name: '', email: '', expires: seconds + 600, ...said }
    return { ...all, hash: createHmac('sha256', secret).update([all.id, all.name, all.email, all.expires].join('\n')).digest('hex') }
  }
  test('says who it is', async () => expect(await readIdentification(signed({ name: 'Fatima' }), keys, now)).toEqual({ ok: true, who: { externalId: 'c-1042', name: 'Fatima', email: '' } }))
  test('of a stranger’s key is not taken', async () => expect(await readIdentification(signed({}, 'x'), keys, now)).toEqual({ ok: false, code: 'bad-signature' }))
  test('does not fit another id', async () => expect(await readIdentification({ ...signed(), id: 'c-1' }, keys, now)).toEqual({ ok: false, code: 'bad-signature' }))
  test('does not fit another name for the same bytes', async () => expect(await readIdentification({ ...signed({ id: 'c-1', name: 'x\ny' }), }, keys, now)).toEqual({ ok: false, code: 'bad-signature' }))
  test.each([[-3_600], [3 * 86_400]])('that ends in %i seconds is out of time', async (left) => expect(await readIdentification(signed({ expires: seconds + left }), keys, now)).toEqual({ ok: false, code: 'expired' }))
})
