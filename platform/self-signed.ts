import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type KeyPair = { key: string; cert: string }

/**
 * A certificate that vouches for itself (X.509 v3, P-256), written by hand because Node makes keys but no certificates.
 * Between mail servers that is what encryption usually stands on: it keeps listeners out, and proves nothing (RFC 7435).
 */
export function selfSigned(name: string, now: Date, years = 10): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid('2a8648ce3d040302'))
  const subject = sequence(set(sequence(oid('550403'), der(0x0c, Buffer.from(name.slice(0, 64))))))
  const until = new Date(now)
  until.setUTCFullYear(until.getUTCFullYear() + years)
  const names = der(0x04, sequence(der(isAddress(name) ? 0x87 : 0x82, isAddress(name) ? Buffer.from(name.split('.').map(Number)) : Buffer.from(name))))
  const serial = randomBytes(16)
  serial[0] = (serial[0]! & 0x7f) | 0x40 // Positive, and no leading zero.
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial), algorithm, subject,
    // An hour back: the other side's clock may be behind ours.
    sequence(moment(new Date(now.getTime() - 3_600_000)), moment(until)), subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(oid('551d11'), names))),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, cert: pem }
}

/** The pair kept in the data folder: made on the first start, and anew when it has run out or the name changed. */
export function keptPair(dataFolder: string, name: string, now: Date): KeyPair {
  const folder = join(dataFolder, 'tls')
  const [keyFile, certFile] = [join(folder, 'smtp.key'), join(folder, 'smtp.crt')]
  if (existsSync(keyFile) && existsSync(certFile)) {
    const kept = { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') }
    const read = new X509Certificate(kept.cert)
    if (read.subject === `CN=${name.slice(0, 64)}` && new Date(read.validTo) > now) return kept
  }
  const made = selfSigned(name, now)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(keyFile, made.key, { mode: 0o600 })
  writeFileSync(certFile, made.cert)
  return made
}

const isAddress = (name: string) => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)

/** Tag, length, value: all there is to DER. */
function der(tag: number, value: Buffer): Buffer {
  const length = value.length < 0x80 ? Buffer.from([value.length]) : value.length < 0x100 ? Buffer.from([0x81, value.length]) : Buffer.from([0x82, value.length >> 8, value.length & 0xff])
  return Buffer.concat([Buffer.from([tag]), length, value])
}
const sequence = (...parts: Buffer[]) => der(0x30, Buffer.concat(parts))
const set = (...parts: Buffer[]) => der(0x31, Buffer.concat(parts))
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
/** RFC 5280, 4.1.2.5: two digits of the year until 2049, four from 2050 on. */
function moment(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, '')
  return at.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits))
}
