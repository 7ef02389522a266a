import { execFile, execFileSync, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { selfSigned } from '../platform/self-signed.ts'
import { dovecotConfiguration, postfixConfiguration, postfixServices } from './mail-server-settings.ts'

const run = promisify(execFile)
const [dovecot, doveadm, postfix] = ['/usr/sbin/dovecot', '/usr/bin/doveadm', '/usr/sbin/postfix']

/** Said by tests that need them and run where they are not: `apt-get install postfix dovecot-imapd dovecot-lmtpd`, as root. */
export const whyNoMailServers = 'skipped: Postfix and Dovecot are not installed here, or we are not root'
export const hasMailServers = [dovecot, doveadm, postfix, '/usr/lib/dovecot/lmtp'].every((file) => existsSync(file)) && process.getuid?.() === 0

export type MailServers = {
  /** Takes mail for every domain under .test without asking who brings it; delivers to Dovecot, or to where `route` says. */
  smtpPort: number
  /** Asks for a sign-in, and lets everybody send only as themselves. STARTTLS offered. */
  submissionPort: number
  /** Plain, with STARTTLS offered. */
  imapPort: number
  imapsPort: number
  /** The certificate of all of them; it is for `localhost` and signed by nobody. */
  cert: string
  /** `name` is the whole address: a mailbox, and a sign-in for both servers. */
  addUser: (name: string, password: string) => void
  /** A bearer token that Dovecot takes for this user (XOAUTH2). */
  accessToken: (name: string, validForSeconds?: number) => string
  /** Mail for this domain goes to a port here instead of to Dovecot. */
  route: (domain: string, port: number) => Promise<void>
  /** Throws all connections of this user out. */
  kick: (name: string) => Promise<void>
  /** Forgets the numbers of all mails and counts from 1 under another UIDVALIDITY. */
  resetUidValidity: (name: string) => Promise<void>
  stopImap: () => Promise<void>
  startImap: () => Promise<void>
  /** Puts a mail into a mailbox without Postfix. */
  deliver: (name: string, raw: string | Buffer) => Promise<void>
  /** Hands a mail to Postfix. */
  send: (mail: SendMailOptions) => Promise<void>
  /** The raw mails in a mailbox, oldest first. */
  mailsOf: (name: string, folder?: string) => Promise<string[]>
  logs: () => string
  stop: () => Promise<void>
}

/** A real Postfix and a real Dovecot on loopback, from a folder of their own. Null where they are not installed. */
export async function startMailServers(): Promise<MailServers | null> {
  if (!hasMailServers) return null
  const folder = mkdtempSync(join(tmpdir(), 'bm-')) // Short: paths of Unix sockets end at 107 characters.
  chmodSync(folder, 0o755)
  const [smtpPort, submissionPort, imapPort, imapsPort] = await freePorts(4) as [number, number, number, number]
  const { key, cert } = selfSigned('localhost', new Date())
  const signingKey = 'the tests sign their own bearer tokens'
  const [imapFile, smtpFolder] = [join(folder, 'dovecot.conf'), join(folder, 'postfix')]
  for (const each of ['postfix', 'run', 'mail', 'users', 'spool', 'postfix-data', 'keys/default/HS256']) mkdirSync(join(folder, each), { recursive: true })
  const [nobody, postfixUser] = [idOf('nobody'), idOf('postfix')]
  chownSync(join(folder, 'mail'), nobody, nobody)
  chownSync(join(folder, 'postfix-data'), postfixUser, 0)
  for (const [file, text] of Object.entries({
    'tls.key': key, 'tls.crt': cert, 'keys/default/HS256/default': Buffer.from(signingKey).toString('base64'),
    'oauth2.conf': `introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix=${folder}/keys/\nusername_attribute = sub\n`,
    'dovecot.conf': dovecotConfiguration(folder, { imapPort, imapsPort }),
    'postfix/main.cf': postfixConfiguration(folder), 'postfix/master.cf': postfixServices({ smtpPort, submissionPort }),
    'domains': '/\\.test$/ ok\n', 'logins': '/^([^+@]+)(\\+[^@]*)?@(.*)$/ ${1}@${3}\n', 'transport': '',
  })) writeFileSync(join(folder, file), text)

  const asImap = (...words: string[]) => run(doveadm, ['-c', imapFile, ...words], { maxBuffer: 200 << 20 })
  const asSmtp = (word: string) => untilItIsInTheBackground(postfix, ['-c', smtpFolder, word])
  const startImap = async () => { await untilItIsInTheBackground(dovecot, ['-c', imapFile]); await untilOpen(imapPort) }
  const stopNow = () => {
    for (const [command, words] of [[doveadm, ['-c', imapFile, 'stop']], [postfix, ['-c', smtpFolder, 'abort']]] as const) try { execFileSync(command, words, { stdio: 'ignore' }) } catch { /* It ran no longer. */ }
  }
  process.on('exit', stopNow)
  const logs = () => ['dovecot.log', 'postfix.log'].map((file) => join(folder, file)).filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8')).join('\n')
  try {
    await Promise.all([startImap(), asSmtp('start').then(() => untilOpen(smtpPort))])
  } catch (error) {
    stopNow()
    throw new Error(`The mail servers did not start: ${(error as Error).message}\n${logs()}`)
  }
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, ignoreTLS: true, pool: true, maxConnections: 2 })
  const routes = new Map<string, number>()
  return {
    smtpPort, submissionPort, imapPort, imapsPort, cert, logs,
    // A file each: Dovecot looks only once a second whether one that it has read became longer.
    addUser(name, password) { writeFileSync(join(folder, 'users', name), `${name}:{PLAIN}${password}\n`) },
    accessToken(name, validForSeconds = 3600) {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const now = Math.floor(Date.now() / 1000)
      const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: name, iat: now, exp: now + validForSeconds })}`
      return `${body}.${createHmac('sha256', signingKey).update(body).digest('base64url')}`
    },
    async route(domain, port) {
      routes.set(domain, port)
      writeFileSync(join(folder, 'transport'), [...routes].map(([each, to]) => `${each} smtp:[127.0.0.1]:${to}\n`).join(''))
      await asSmtp('reload')
      await untilOpen(smtpPort)
    },
    kick: async (name) => { await asImap('kick', name).catch(() => {}) },
    async resetUidValidity(name) {
      // Not to be told while somebody else is just writing it: null, and asked again.
      const validity = async () => { const told = await asImap('mailbox', 'status', '-u', name, 'uidvalidity', 'INBOX').catch(() => null); return told && Number(/uidvalidity=(\d+)/.exec(told.stdout)?.[1]) }
      let before = await validity()
      while (!before) { await pause(50); before = await validity() }
      // Whoever is quick to connect again may bring the old numbers back to disk from memory.
      for (let tries = 0; tries < 20; tries += 1) {
        await asImap('kick', name).catch(() => {})
        for (const file of ['dovecot-uidlist', 'dovecot.index', 'dovecot.index.log', 'dovecot.index.cache', 'dovecot.list.index', 'dovecot.list.index.log', 'dovecot-uidvalidity']) rmSync(join(folder, 'mail', name, 'Maildir', file), { force: true })
        await asImap('mailbox', 'update', '-u', name, '--uid-validity', String(before + 1000), 'INBOX').catch(() => {})
        await asImap('kick', name).catch(() => {})
        const after = await validity()
        if (after && after !== before) return
        await pause(50)
      }
      throw new Error(`UIDVALIDITY of ${name} did not change.`)
    },
    stopImap: async () => { await asImap('stop') },
    startImap,
    async deliver(name, raw) {
      const child = run(doveadm, ['-c', imapFile, 'save', '-u', name, '-m', 'INBOX'])
      child.child.stdin!.end(raw)
      await child
    },
    send: async (mail) => { await transport.sendMail(mail) },
    async mailsOf(name, inFolder = 'INBOX') {
      const { stdout } = await asImap('-f', 'json', 'fetch', '-u', name, 'text', 'mailbox', inFolder, 'all')
      return (JSON.parse(stdout || '[]') as Array<{ text: string }>).map((each) => each.text)
    },
    async stop() {
      process.off('exit', stopNow)
      transport.close()
      stopNow()
      for (let tries = 0; tries < 50 && (isRunning(join(folder, 'run/master.pid')) || isRunning(join(folder, 'spool/pid/master.pid'))); tries += 1) await pause(50)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const idOf = (name: string) => Number(execFileSync('id', ['-u', name]).toString())

/** A daemon keeps the pipes that it was born with: without any, its starter ends when it is in the background. */
const untilItIsInTheBackground = (command: string, words: string[]) => new Promise<void>((resolve, reject) => {
  spawn(command, words, { stdio: 'ignore' }).on('error', reject).on('exit', (code) => (code ? reject(new Error(`${command} ${words.join(' ')} ended with ${code}`)) : resolve()))
})

function isRunning(pidFile: string): boolean {
  if (!existsSync(pidFile)) return false
  try { process.kill(Number(readFileSync(pidFile, 'utf8')), 0); return true } catch { return false }
}

/** All held at once, so that no two are the same. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, async () => {
    const server = createServer()
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    return server
  }))
  const ports = servers.map((server) => (server.address() as { port: number }).port)
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))))
  return ports
}

async function untilOpen(port: number) {
  const { connect } = await import('node:net')
  for (let tries = 0; tries < 200; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) })
      socket.on('error', () => resolve(false))
    })
    if (open) return
    await pause(50)
  }
  throw new Error(`Nobody listens on port ${port}.`)
}
