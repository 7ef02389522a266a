import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { askSpamFilter } from './ask-spam-filter.ts'

const servers: Server[] = []
afterEach(() => { for (const each of servers.splice(0)) each.close() })
const listening = async (server: Server) => {
  servers.push(server)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
const mail = { raw: Buffer.from('Subject: Vind!\r\n\r\nKlik her\r\n'), remoteAddress: '192.0.2.7', helo: 'mx\r\nX: y', envelopeFrom: 'a@b.test', envelopeTo: ['desk@fjordlys.test'] }

test.each([['reject', true], ['add header', true], ['rewrite subject', true], ['greylist', false], ['no action', false]])('rspamd says %s: spam is %s', async (action, spam) => {
  let heard: { headers: IncomingHttpHeaders; body: string; url: string | undefined } | undefined
  const address = await listening(createHttpServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => { body += chunk }).on('end', () => { heard = { headers: request.headers, body, url: request.url }; response.end(JSON.stringify({ action, score: 7.5 })) })
  }))
  expect(await askSpamFilter(mail, `http://${address}`)).toEqual({ spam, score: 7.5, source: 'rspamd' })
  expect(heard).toMatchObject({ url: '/checkv2', body: mail.raw.toString(), headers: { ip: '192.0.2.7', from: 'a@b.test', rcpt: 'desk@fjordlys.test', helo: 'mxX:y' } })
})

test.each([['True', true, 15.2], ['False', false, -1.1]])('spamd says %s', async (word, spam, score) => {
  let heard = ''
  const address = await listening(createServer((socket) => {
    socket.on('data', (bytes) => {
      heard += bytes.toString()
      if (heard.includes('Klik her')) socket.end(`SPAMD/1.1 0 EX_OK\r\nContent-length: 0\r\nSpam: ${word} ; ${score} / 5.0\r\n\r\n`)
    })
  }))
  expect(await askSpamFilter(mail, address)).toEqual({ spam, score, source: 'spamd' })
  expect(heard).toBe(`CHECK SPAMC/1.5\r\nContent-length: ${mail.raw.length}\r\n\r\n${mail.raw.toString()}`)
})

test('no filter, one that is down, one that is silent and one that talks nonsense: no verdict, and soon', async () => {
  const silent = await listening(createServer(() => {}))
  const nonsense = await listening(createServer((socket) => { socket.end('hello\r\n') }))
  const broken = await listening(createHttpServer((_request, response) => { response.writeHead(500).end('{}') }))
  const since = Date.now()
  for (const address of [undefined, '127.0.0.1:9', 'http://127.0.0.1:9', silent, `http://${silent}`, nonsense, `http://${broken}`]) expect(await askSpamFilter(mail, address, 300)).toBeNull()
  expect(Date.now() - since).toBeLessThan(3_000)
})
