import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { systemMail } from './system-mail.ts'

const open: SMTPServer[] = []
afterEach(async () => { for (const server of open.splice(0)) await new Promise<void>((done) => server.close(() => done())) })

async function aMailServer(answer?: Error) {
  const taken: Array<{ to: string[]; text: string }> = []
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        taken.push({ to: session.envelope.rcptTo.map((each) => each.address), text: Buffer.concat(parts).toString() })
        done(answer)
      })
    },
  })
  open.push(server)
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
  return { taken, config: { BALIE_SYSTEM_SMTP: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, BALIE_SYSTEM_FROM: 'balie@veerhuis.example' } }
}
const mail = { to: 'fatima@veerhuis.example', subject: 'Käesolev kutse', text: 'Tere, Fatima!\n\nhttps://desk.veerhuis.example/invitations/abc\n' }

test('a mail of the installation reaches the server, says who it is from and that no answer is expected', async () => {
  const { taken, config } = await aMailServer()
  expect(await systemMail(config)(mail)).toBe(true)
  expect(taken).toHaveLength(1)
  expect(taken[0]!.to).toEqual(['fatima@veerhuis.example'])
  expect(taken[0]!.text).toMatch(/^From: "?Balie"? <balie@veerhuis\.example>/m)
  expect(taken[0]!.text).toMatch(/^Auto-Submitted: auto-generated/mi)
  expect(taken[0]!.text).toContain('https://desk.veerhuis.example/invitations/abc')
})

test('one address stays one address', async () => {
  const { taken, config } = await aMailServer()
  await systemMail(config)({ ...mail, to: 'fatima@veerhuis.example, everybody@example.com' })
  expect(taken.flatMap((each) => each.to)).not.toContain('everybody@example.com')
})

test('where no server is configured, or it does not take the mail, the answer is no', async () => {
  expect(await systemMail({ BALIE_SYSTEM_FROM: 'balie@localhost' })(mail)).toBe(false)
  const { config } = await aMailServer(new Error('mailbox full'))
  expect(await systemMail(config)(mail)).toBe(false)
  expect(await systemMail({ ...config, BALIE_SYSTEM_SMTP: 'smtp://127.0.0.1:1' })(mail)).toBe(false)
})
