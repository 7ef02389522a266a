import { X509Certificate } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer } from 'node:tls'
import { expect, test } from 'vitest'
import { keptPair, selfSigned } from './self-signed.ts'

const now = new Date('2026-11-24T10:00:00Z')

test.each(['mail.fjordlys.example', '127.0.0.1'])('a certificate for %s is one that TLS takes', async (name) => {
  const made = selfSigned(name, new Date())
  const read = new X509Certificate(made.cert)
  expect(read.subject).toBe(`CN=${name}`)
  expect(read.verify(read.publicKey)).toBe(true)
  const server = createServer(made, (socket) => socket.end('Hej'))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const heard = await new Promise<string>((resolve, reject) => {
    const client = connect({ host: '127.0.0.1', port: (server.address() as { port: number }).port, ca: made.cert, servername: name === '127.0.0.1' ? '' : name })
    client.on('data', (bytes) => resolve(bytes.toString())).on('error', reject)
  })
  server.close()
  expect(heard).toBe('Hej')
})

test('the pair is made once, and anew when it has run out or is for another name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'balie-tls-'))
  const first = keptPair(folder, 'desk.example', now)
  expect(keptPair(folder, 'desk.example', now)).toEqual(first)
  expect(keptPair(folder, 'other.example', now)).not.toEqual(first)
  const again = keptPair(folder, 'other.example', new Date('2037-01-01'))
  expect(new X509Certificate(again.cert).validFromDate.getUTCFullYear()).toBe(2036)
})
