import { generateKeyPairSync } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { expect, test } from 'vitest'
import { authenticateMail } from './authenticate-mail.ts'
import { cachingResolver, type ResolveDns } from './caching-resolver.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const records: Record<string, string[][]> = {
  'TXT s1._domainkey.kunde.test': [[`v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`]],
  'TXT kunde.test': [['v=spf1 ip4:192.0.2.7 -all']],
  'TXT _dmarc.kunde.test': [['v=DMARC1; p=reject']],
  'TXT nodmarc.test': [['v=spf1 ip4:192.0.2.7 -all']],
}
const notThere = () => Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
const resolver: ResolveDns = async (domain, type) => { const found = records[`${type} ${domain}`]; if (!found) throw notThere(); return found }

const signed = (change: { from?: string } = {}) => new MailComposer({
  from: change.from ?? 'fatima@kunde.test', to: 'desk@fjordlys.test', subject: 'Hvor er min cykel?', text: 'Den skulle være her i går.',
}).compile()
const bytes = async (sign: boolean, from?: string) => {
  const message = signed({ from })
  const raw = await message.build()
  if (!sign) return raw
  const { default: DKIM } = await import('nodemailer/lib/dkim/index.js')
  const stream = new DKIM({ domainName: 'kunde.test', keySelector: 's1', privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }).sign(raw)
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const ask = (raw: Buffer, remoteAddress = '192.0.2.7', envelopeFrom = 'fatima@kunde.test', with_ = resolver) => authenticateMail({ raw, remoteAddress, helo: 'mx.kunde.test', envelopeFrom }, { mta: 'mx.fjordlys.test', resolver: with_ })

test('from its own server and signed: the domain vouches for the sender', async () => {
  expect(await ask(await bytes(true))).toEqual({ spf: 'pass', dkim: 'pass', dmarc: 'pass', alignedDomain: 'kunde.test', authservId: 'mx.fjordlys.test' })
})
test('what we wrote above it changes nothing', async () => {
  expect(await ask(Buffer.concat([Buffer.from('Return-Path: <x@y.test>\r\nReceived: from a ([1.2.3.4])\r\n\tby b;\r\n\tTue, 24 Nov 2026 10:00:00 +0000\r\n'), await bytes(true)]))).toMatchObject({ dkim: 'pass', dmarc: 'pass', alignedDomain: 'kunde.test' })
})
test('forwarded: the server is another, the signature still vouches', async () => {
  expect(await ask(await bytes(true), '198.51.100.9')).toMatchObject({ spf: 'fail', dkim: 'pass', dmarc: 'pass', alignedDomain: 'kunde.test' })
})
test('somebody else under this name: nobody vouches', async () => {
  expect(await ask(await bytes(false), '198.51.100.9')).toMatchObject({ spf: 'fail', dkim: 'none', dmarc: 'fail', alignedDomain: null })
})
test('changed on the way: the signature no longer fits', async () => {
  const changed = Buffer.from((await bytes(true)).toString('latin1').replace('Message-ID', 'message-id').replace('Subject: Hvor', 'Subject: Her'), 'latin1')
  expect(await ask(changed, '198.51.100.9')).toMatchObject({ dkim: 'fail', dmarc: 'fail', alignedDomain: null })
})
test('signed by one domain, written under the name of another: nobody vouches', async () => {
  expect(await ask(await bytes(true, 'chef@nodmarc.test'), '198.51.100.9')).toMatchObject({ dkim: 'pass', dmarc: 'none', alignedDomain: null })
})
test('two From lines: nobody vouches', async () => {
  expect(await ask(Buffer.concat([Buffer.from('From: chef@fjordlys.test\r\n'), await bytes(true)]))).toMatchObject({ alignedDomain: null })
})
test('the DNS is silent: we do not know, and say so in time', async () => {
  const silent = cachingResolver({ ask: () => new Promise(() => {}), timeoutMs: 50 })
  const since = Date.now()
  expect(await ask(await bytes(true), '192.0.2.7', 'fatima@kunde.test', silent)).toMatchObject({ spf: 'temperror', dkim: 'temperror', alignedDomain: null })
  expect(Date.now() - since).toBeLessThan(3_000)
})
test('no mail at all is no reason to fall over', async () => {
  expect(await ask(Buffer.alloc(0))).toMatchObject({ alignedDomain: null })
})

test('the resolver asks once, remembers that there is nothing, and does not remember silence', async () => {
  let clock = 0
  const asked: string[] = []
  const answers: Record<string, () => Promise<string[]>> = { a: async () => ['1'], gone: () => Promise.reject(notThere()), down: () => Promise.reject(Object.assign(new Error('x'), { code: 'ESERVFAIL' })) }
  const resolve = cachingResolver({ ask: (domain) => { asked.push(domain); return answers[domain]!() }, now: () => clock, most: 2 })
  for (const name of ['a', 'A', 'gone', 'gone', 'down', 'down']) await resolve(name.toLowerCase() === 'a' ? 'a' : name, 'TXT').catch(() => {})
  expect(asked).toEqual(['a', 'gone', 'down', 'down'])
  clock = 61_000
  await resolve('gone', 'TXT').catch(() => {})
  expect(asked.at(-1)).toBe('gone')
})
