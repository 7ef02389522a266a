import type { Mailbox } from '#contracts/email'
import type { Input } from './api.ts'

export type Security = 'tls' | 'starttls' | 'none'
export type SignInBy = 'password' | 'google' | 'microsoft' | 'custom'
export type ServerWriting = {
  host: string; port: string; security: Security; user: string; password: string
  by: SignInBy; clientId: string; clientSecret: string; refreshToken: string; tokenUrl: string
}
/** What stands in the form: flat and all text. Secrets that were stored before stay empty, and empty means "keep". */
export type MailboxWriting = {
  brandId: string; address: string; name: string; teamId: string; how: Mailbox['how']
  receive: ServerWriting; folders: string; from: 'all' | 'new'; authserv: string
  sends: boolean; send: ServerWriting; signs: boolean; dkimDomain: string; dkimSelector: string; dkimKey: string
}

const server = (port: string, security: Security): ServerWriting => ({ host: '', port, security, user: '', password: '', by: 'password', clientId: '', clientSecret: '', refreshToken: '', tokenUrl: '' })

export const freshMailbox = (brandId: string): MailboxWriting => ({
  brandId, address: '', name: '', teamId: '', how: 'imap', receive: server('993', 'tls'), folders: 'INBOX', from: 'new', authserv: '',
  sends: true, send: server('465', 'tls'), signs: false, dkimDomain: '', dkimSelector: '', dkimKey: '',
})

type Stored = Record<string, unknown> | null | undefined
const inner = (of: Stored, name: string): Stored => { const value = of?.[name]; return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : null }
const words = (of: Stored, name: string, otherwise = '') => { const value = of?.[name]; return value === undefined || value === null ? otherwise : String(value) }

function readServer(side: Stored, fresh: ServerWriting): ServerWriting {
  const [at, oauth] = [inner(side, 'server'), inner(side, 'oauth')]
  return {
    ...fresh, host: words(at, 'host'), port: words(at, 'port', fresh.port), security: words(at, 'security', fresh.security) as Security, user: words(at, 'user'),
    by: words(oauth, 'provider', 'password') as SignInBy, clientId: words(oauth, 'clientId'), tokenUrl: words(oauth, 'tokenUrl'),
  }
}

/** The stored settings as the form shows them. Secrets never come back from the server. */
export function fromMailbox(mailbox: Mailbox): MailboxWriting {
  const fresh = freshMailbox(mailbox.brandId)
  const [receive, send] = [inner(mailbox.settings, 'receive'), inner(mailbox.settings, 'send')]
  const dkim = inner(send, 'dkim')
  const folders = receive?.['folders']
  return {
    ...fresh, address: mailbox.address, name: mailbox.name, teamId: mailbox.teamId ?? '', how: mailbox.how,
    receive: readServer(receive, fresh.receive), folders: Array.isArray(folders) ? folders.join(', ') : fresh.folders, from: words(receive, 'from', 'new') as 'all' | 'new', authserv: words(receive, 'trustedAuthservId'),
    sends: send !== null, send: readServer(send, fresh.send), signs: dkim !== null, dkimDomain: words(dkim, 'domain'), dkimSelector: words(dkim, 'selector'),
  }
}

/** Left out when empty: the server keeps what it has. */
const given = <Name extends string>(name: Name, value: string) => (value ? { [name]: value } as Record<Name, string> : {})

function side(of: ServerWriting) {
  return {
    server: { host: of.host.trim(), port: Number(of.port), security: of.security, user: of.user.trim(), ...(of.by === 'password' ? given('password', of.password) : {}) },
    ...(of.by === 'password' ? {} : { oauth: { provider: of.by, clientId: of.clientId.trim(), ...given('clientSecret', of.clientSecret), ...given('refreshToken', of.refreshToken.trim()), ...(of.by === 'custom' ? given('tokenUrl', of.tokenUrl.trim()) : {}) } }),
  }
}

const folderList = (text: string) => { const list = text.split(',').map((each) => each.trim()).filter(Boolean); return list.length ? list : ['INBOX'] }

export function toInput(writing: MailboxWriting): Input {
  return {
    brandId: writing.brandId, address: writing.address.trim(), name: writing.name.trim(), teamId: writing.teamId || null,
    receive: writing.how === 'imap' ? { how: 'imap', ...side(writing.receive), folders: folderList(writing.folders), from: writing.from, ...given('trustedAuthservId', writing.authserv.trim()) } : { how: writing.how },
    send: writing.sends ? { ...side(writing.send), dkim: writing.signs ? { domain: writing.dkimDomain.trim(), selector: writing.dkimSelector.trim(), ...given('privateKey', writing.dkimKey.trim()) } : null } : null,
  }
}

const houses: Record<'google' | 'microsoft', { imap: [string, string, Security]; smtp: [string, string, Security] }> = {
  google: { imap: ['imap.gmail.com', '993', 'tls'], smtp: ['smtp.gmail.com', '465', 'tls'] },
  microsoft: { imap: ['outlook.office365.com', '993', 'tls'], smtp: ['smtp.office365.com', '587', 'starttls'] },
}

/** Choosing one of the large houses fills in where its servers are. */
export function signInBy(of: ServerWriting, by: SignInBy, direction: 'imap' | 'smtp'): ServerWriting {
  if (by !== 'google' && by !== 'microsoft') return { ...of, by }
  const [host, port, security] = houses[by][direction]
  return { ...of, by, host, port, security }
}

const usualPort = { imap: { tls: '993', starttls: '143', none: '143' }, smtp: { tls: '465', starttls: '587', none: '25' } } as const
/** The port follows the encryption for as long as it is a usual one. */
export function secured(of: ServerWriting, security: Security, direction: 'imap' | 'smtp'): ServerWriting {
  const usual = Object.values(usualPort[direction]) as string[]
  return { ...of, security, port: usual.includes(of.port) ? usualPort[direction][security] : of.port }
}

/** The address tells the likely user name and the domain that signs; what somebody chose stays. */
export function addressed(writing: MailboxWriting, address: string): MailboxWriting {
  const follow = (user: string) => (user === '' || user === writing.address ? address : user)
  const domain = (of: string) => of.split('@')[1] ?? ''
  return {
    ...writing, address, receive: { ...writing.receive, user: follow(writing.receive.user) }, send: { ...writing.send, user: follow(writing.send.user) },
    dkimDomain: writing.dkimDomain === domain(writing.address) ? domain(address) : writing.dkimDomain,
  }
}
