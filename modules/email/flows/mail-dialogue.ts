import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'

/** What a connection test found out: a code for the catalogue of messages (`check.…`) and what the other side said. */
export class CheckFailed extends Error {
  readonly code: string
  constructor(code: string, words: string) {
    super(words.replace(/\s+/g, ' ').slice(0, 300))
    this.name = 'CheckFailed'
    this.code = code
  }
}

/** Lines to and from a mail server, one at a time, with an end to waiting. For tests of a connection: what a library would hide is the point. */
export type Dialogue = {
  say: (line: string) => void
  /** The next line. */
  hear: () => Promise<string>
  /** The next whole answer of an SMTP server: its number and words. */
  answer: () => Promise<{ number: number; words: string }>
  encrypt: (host: string) => Promise<void>
  end: () => void
}

export async function openDialogue(address: string, port: number, timeoutMs: number): Promise<Dialogue> {
  let socket: Socket | TLSSocket = await opened(connect({ host: address, port }), 'connect', timeoutMs)
  let lines: string[] = []
  let rest = ''
  let failed: Error | null = null
  let wake = () => {}
  const listen = () => {
    socket.on('data', (bytes: Buffer) => {
      rest += bytes.toString('utf8')
      if (rest.length > 100_000) return void socket.destroy(new CheckFailed('refused', 'The server talks without end.'))
      const parts = rest.split('\n')
      rest = parts.pop()!
      lines.push(...parts.map((part) => part.replace(/\r$/, '')))
      wake()
    })
    socket.on('error', (error) => { failed = error; wake() })
    socket.on('close', () => { failed ??= new CheckFailed('refused', 'The server closed the connection.'); wake() })
  }
  listen()
  const hear = async (): Promise<string> => {
    const until = Date.now() + timeoutMs
    while (!lines.length) {
      if (failed) throw failed instanceof CheckFailed ? failed : new CheckFailed('refused', failed.message)
      const left = until - Date.now()
      if (left <= 0) throw new CheckFailed('timeout', 'The server does not answer.')
      await new Promise<void>((resolve) => { const timer = setTimeout(resolve, left); wake = () => { clearTimeout(timer); resolve() } })
    }
    return lines.shift()!
  }
  return {
    say: (line) => { socket.write(`${line}\r\n`) },
    hear,
    async answer() {
      const words: string[] = []
      for (;;) {
        const line = await hear()
        words.push(line.slice(4))
        if (!/^\d{3}-/.test(line)) return { number: Number(line.slice(0, 3)), words: words.join('\n') }
      }
    },
    async encrypt(host) {
      socket.removeAllListeners()
      // Whatever was said before the encryption is not to be believed after it (STARTTLS injection).
      lines = []
      rest = ''
      socket = await opened(connectTls({ socket, ...isIP(host) ? { host } : { servername: host } }), 'secureConnect', timeoutMs)
      listen()
    },
    end: () => { socket.removeAllListeners(); socket.on('error', () => {}); socket.destroy() },
  }
}

function opened<S extends Socket>(socket: S, event: string, timeoutMs: number): Promise<S> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(new CheckFailed('timeout', 'The server does not answer.')), timeoutMs)
    const fail = (error: Error) => { clearTimeout(timer); socket.destroy(); reject(error instanceof CheckFailed ? error : new CheckFailed(codeOf(error), error.message)) }
    socket.once('error', fail)
    socket.once('close', () => fail(new CheckFailed('refused', 'The server closed the connection.')))
    socket.once(event, () => { clearTimeout(timer); socket.removeAllListeners(); resolve(socket) })
  })
}

function codeOf(error: Error & { code?: string }): string {
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(error.code ?? '')) return 'certificate'
  if (/SSL|TLS|EPROTO/.test(error.code ?? '')) return 'tls-not-offered'
  return error.code === 'ETIMEDOUT' ? 'timeout' : 'refused'
}
