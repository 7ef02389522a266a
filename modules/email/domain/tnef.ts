import { decodeBytes } from './charset.ts'

export type TnefFile = { name: string; bytes: Uint8Array }

const attachTitle = 0x8010
const attachData = 0x800f
const attachBegins = 0x9002
const attachProperties = 0x9005
const maxFiles = 100

/** The files in Outlook's winmail.dat. Null when it cannot be read: then it stays as it came. */
export function readTnef(bytes: Uint8Array): TnefFile[] | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data.length < 6 || data.readUInt32LE(0) !== 0x223e9f78) return null
  const files: Array<{ title: string; longName: string; bytes: Uint8Array | null }> = []
  // Each attribute: level (1), id (2), type (2), length (4), data, checksum (2).
  for (let at = 6; at + 11 <= data.length && files.length <= maxFiles;) {
    const level = data[at]!
    const id = data.readUInt16LE(at + 1)
    const length = data.readUInt32LE(at + 5)
    const from = at + 9
    if (from + length > data.length) break
    const value = data.subarray(from, from + length)
    const current = files[files.length - 1]
    if (level === 2 && id === attachBegins) files.push({ title: '', longName: '', bytes: null })
    else if (level === 2 && current) {
      if (id === attachTitle) current.title = decodeBytes(value, '').text.replace(/\0.*$/s, '')
      else if (id === attachData) current.bytes = value
      else if (id === attachProperties) current.longName = longFileName(value)
    }
    at = from + length + 2
  }
  const found = files.flatMap((file) => (file.bytes ? [{ name: file.longName || file.title, bytes: file.bytes }] : []))
  return found.length > 0 ? found : null
}

/** PR_ATTACH_LONG_FILENAME (0x3707), as 8-bit (0x1e) or UTF-16 (0x1f) text: type, id, count, length, characters. */
function longFileName(properties: Buffer): string {
  for (const [kind, encoding] of [[0x1f, 'utf16le'], [0x1e, 'latin1']] as const) {
    const at = properties.indexOf(Buffer.from([kind, 0x00, 0x07, 0x37]))
    if (at < 0 || at + 12 > properties.length) continue
    const length = properties.readUInt32LE(at + 8)
    if (length > 2048 || at + 12 + length > properties.length) continue
    return properties.subarray(at + 12, at + 12 + length).toString(encoding).replace(/\0.*$/s, '')
  }
  return ''
}
