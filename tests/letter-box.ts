import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Received = { from: string; to: string[]; raw: string }
export type LetterBox = { port: number; received: Received[]; /** What is said to a recipient, or to a whole letter, instead of "ok". */ recipientAnswers: Map<string, { code: number; words: string }>; /** What is said, once, to a whole letter for somebody. */ letterAnswers: Map<string, { code: number; words: string }>; close: () => Promise<void> }

/** A real SMTP server that keeps what it is given, and can be told to refuse. */
export async function openLetterBox(): Promise<LetterBox> {
  const received: Received[] = []
  const recipientAnswers: LetterBox['recipientAnswers'] = new Map()
  const letterAnswers: LetterBox['letterAnswers'] = new Map()
  const refusal = ({ code, words }: { code: number; words: string }) => Object.assign(new Error(words), { responseCode: code })
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], size: 60 * 1024 * 1024,
    onRcptTo(address, _session, done) { const answer = recipientAnswers.get(address.address.toLowerCase()); done(answer ? refusal(answer) : null) },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const first = session.envelope.rcptTo[0]?.address.toLowerCase() ?? ''
        const answer = letterAnswers.get(first)
        letterAnswers.delete(first)
        if (answer) return done(refusal(answer))
        received.push({ from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', to: session.envelope.rcptTo.map((each) => each.address), raw: Buffer.concat(chunks).toString('utf8') })
        done(null, `2.0.0 Ok: queued as ${received.length}`)
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.server.address() as AddressInfo).port, received, recipientAnswers, letterAnswers, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** A server that takes a letter and dies before it says so: the one case in which nobody can know. */
export async function openSilentBox(): Promise<{ port: number; taken: () => number; close: () => Promise<void> }> {
  let taken = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let inData = false
    socket.on('error', () => {})
    socket.write('220 silent\r\n')
    socket.on('data', (bytes) => {
      const text = bytes.toString('latin1')
      if (inData) { if (text.endsWith('\r\n.\r\n')) { taken++; socket.destroy() } return }
      for (const line of text.split('\r\n').filter(Boolean)) {
        if (/^DATA/i.test(line)) { inData = true; socket.write('354 go\r\n') } else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, taken: () => taken, close: () => new Promise((resolve) => { for (const socket of sockets) socket.destroy(); server.close(() => resolve()) }) }
}
