import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addressOf, fetchPublic, isPublicAddress } from './network.ts'

test.each([
  '127.0.0.1', '127.1.2.3', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '100.100.100.200', '192.0.0.192', '198.18.0.1', '224.0.0.1', '255.255.255.255', '168.63.129.16',
  '::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', '[::1]', 'localhost', '',
])('%s is not in the open internet', (address) => { expect(isPublicAddress(address)).toBe(false) })

test.each(['93.184.216.34', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])('%s is', (address) => { expect(isPublicAddress(address)).toBe(true) })

test('one private address among several public ones is refused, and so is a name that nobody has', async () => {
  await expect(addressOf('mail.fjordlys.example', { resolve: async () => ['1.1.1.1', '10.0.0.7'] })).rejects.toMatchObject({ code: 'private-address' })
  await expect(addressOf('mail.fjordlys.example', { resolve: async () => [] })).rejects.toMatchObject({ code: 'host-unknown' })
  expect(await addressOf('mail.fjordlys.example', { resolve: async () => ['2606:4700::1111', '1.1.1.1'] })).toBe('1.1.1.1')
  expect(await addressOf('mail.fjordlys.example', { resolve: async () => ['10.0.0.7'], allowPrivate: true })).toBe('10.0.0.7')
})

describe('fetching what a stranger names', () => {
  let server: Server
  let port: number
  const asked: string[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.headers.host} ${request.url}`)
      if (request.url === '/inside') return void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end()
      if (request.url === '/file') return void response.writeHead(302, { location: 'file:///etc/passwd' }).end()
      if (request.url === '/round') return void response.writeHead(302, { location: '/round' }).end()
      if (request.url === '/large') return void response.end(Buffer.alloc(5000))
      if (request.url === '/chunks') { response.write(Buffer.alloc(3000)); response.write(Buffer.alloc(3000)); return void response.end() }
      if (request.url === '/slow') return undefined
      response.end('a picture')
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    port = (server.address() as { port: number }).port
  })
  afterAll(() => { server.closeAllConnections(); server.close() })
  const limits = { maxBytes: 4000, timeoutMs: 500 }

  test('connects to the address that was checked, however the name answers later', async () => {
    const answers = ['127.0.0.1', '10.0.0.1']
    const got = await fetchPublic(`http://rebind.example:${port}/ok`, { ...limits, allowPrivate: true, resolve: async () => [answers.shift()!] })
    expect(got.bytes.toString()).toBe('a picture')
    expect(asked.at(-1)).toBe(`rebind.example:${port} /ok`)
    expect(answers).toEqual(['10.0.0.1'])
  })

  test.each(['http://127.0.0.1', 'http://2130706433', 'http://0x7f.1', 'http://[::ffff:127.0.0.1]', 'http://[::1]', 'http://localhost', 'http://inside.example'])('does not go to %s', async (base) => {
    const before = asked.length
    await expect(fetchPublic(`${base}:${port}/ok`, { ...limits, resolve: async (host) => (host === 'inside.example' || host === 'localhost' ? ['127.0.0.1'] : []) })).rejects.toMatchObject({ code: 'private-address' })
    expect(asked.length).toBe(before)
  })

  test('does not follow a redirect to the inside, to a file, or in circles', async () => {
    // The first hop is allowed here as if it were public; the second is judged anew.
    const resolve = async () => ['127.0.0.1']
    const strictAfterwards = (path: string) => {
      let hops = 0
      return fetchPublic(`http://shop.example:${port}${path}`, { ...limits, resolve, get allowPrivate() { return hops++ === 0 } })
    }
    await expect(strictAfterwards('/inside')).rejects.toMatchObject({ code: 'private-address' })
    await expect(strictAfterwards('/file')).rejects.toMatchObject({ code: 'refused' })
    await expect(fetchPublic(`http://shop.example:${port}/round`, { ...limits, resolve, allowPrivate: true })).rejects.toMatchObject({ code: 'refused' })
    await expect(fetchPublic('http://user:word@1.1.1.1/', limits)).rejects.toMatchObject({ code: 'refused' })
    await expect(fetchPublic('gopher://1.1.1.1/', limits)).rejects.toMatchObject({ code: 'refused' })
  })

  test.each(['/large', '/chunks'])('stops at the size that was asked for: %s', async (path) => {
    await expect(fetchPublic(`http://127.0.0.1:${port}${path}`, { ...limits, allowPrivate: true })).rejects.toMatchObject({ code: 'too-large' })
  })
  test('stops when it takes too long', async () => {
    await expect(fetchPublic(`http://127.0.0.1:${port}/slow`, { ...limits, allowPrivate: true })).rejects.toMatchObject({ code: 'timeout' })
  })
})
