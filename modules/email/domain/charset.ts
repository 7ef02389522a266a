import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { decodeUtf7 } from './utf-7.ts'

/** Names that are seen in mail and that no decoder knows under this spelling. */
const aliases: Record<string, string> = {
  'unicode-1-1-utf-7': 'utf-7', 'unicode-1-1-utf-8': 'utf-8', utf8mb4: 'utf-8', 'utf8-bom': 'utf-8', cp65001: 'utf-8', 'utf-8-sig': 'utf-8',
  'iso8859-1': 'iso-8859-1', 'iso-8859-1-windows-1252': 'windows-1252', ansi: 'windows-1252', 'windows-ansi': 'windows-1252',
  cp932: 'shift_jis', 'x-sjis-jp': 'shift_jis', 'shift-jis': 'shift_jis', cp936: 'gbk', gb2312: 'gb18030', gbk: 'gb18030', cp949: 'euc-kr',
  ks_c_5601: 'euc-kr', 'cp950': 'big5', 'iso-2022-jp-1': 'iso-2022-jp', 'iso-2022-jp-2': 'iso-2022-jp', 'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp', cp50221: 'iso-2022-jp', '8859_1': 'iso-8859-1', 'iso-8859-8-e': 'iso-8859-8',
}
/** Labels that promise nothing. With any of these the bytes themselves have to say what they are. */
const saysNothing = new Set(['', 'us-ascii', 'ascii', 'ansi_x3.4-1968', 'unknown-8bit', 'x-unknown', 'unknown', 'default', '8bit', 'binary', 'iso-8859-8bit'])

const decoders = new Map<string, TextDecoder | null>()

export function canonicalCharset(label: string | null | undefined): string {
  const plain = (label ?? '').trim().replace(/^["']|["']$/g, '').replace(/\*.*$/, '').toLowerCase()
  return aliases[plain] ?? plain
}

function decoderFor(label: string): TextDecoder | null {
  let decoder = decoders.get(label)
  if (decoder === undefined) {
    try { decoder = new TextDecoder(label) } catch { decoder = null }
    // Labels come from strangers: the table must not grow with their fantasy.
    if (decoders.size < 200) decoders.set(label, decoder)
  }
  return decoder
}

/** True when the platform reads this charset by itself and the label means what it says. */
export function isPlainCharset(label: string): boolean {
  const name = canonicalCharset(label)
  return !saysNothing.has(name) && decoderFor(name) !== null
}

/** Decodes bytes; `known` is false when the label was of no use and the charset had to be guessed. */
export function decodeBytes(bytes: Uint8Array, label: string | null | undefined): { text: string; known: boolean } {
  const name = canonicalCharset(label)
  if (saysNothing.has(name)) return { text: guessAndDecode(bytes), known: true }
  if (name === 'utf-7') return { text: decodeUtf7(Buffer.from(bytes).toString('latin1')), known: true }
  // Mail programs of the nineties wrote Latin-1 and said UTF-8, and the reverse happens today.
  if (name === 'utf-8' && !isUtf8(bytes)) return { text: guessAndDecode(bytes), known: false }
  // ISO-2022-JP is pure ASCII by design; with high bytes in it the sender meant one of its neighbours.
  if (name === 'iso-2022-jp' && bytes.some((byte) => byte >= 0x80)) return { text: strictly(bytes, 'shift_jis') ?? strictly(bytes, 'euc-jp') ?? guessAndDecode(bytes), known: false }
  const decoder = decoderFor(name)
  if (decoder) return { text: decoder.decode(bytes), known: true }
  if (iconv.encodingExists(name)) return { text: iconv.decode(Buffer.from(bytes), name), known: true }
  return { text: guessAndDecode(bytes), known: false }
}

function guessAndDecode(bytes: Uint8Array): string {
  return (decoderFor(guessCharset(bytes)) ?? new TextDecoder('windows-1252')).decode(bytes)
}

/** UTF-8 when valid; else a double-byte or Cyrillic charset when the bytes look like one; else windows-1252. */
export function guessCharset(bytes: Uint8Array): string {
  const sample = bytes.length > 4096 ? bytes.subarray(0, 4096) : bytes
  if (isUtf8(bytes)) return sample.includes(0x1b) && /\x1b\$[@B]/.test(Buffer.from(sample).toString('latin1')) ? 'iso-2022-jp' : 'utf-8'
  let high = 0
  let letters = 0
  for (const byte of sample) {
    if (byte >= 0x80) high += 1
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters += 1
  }
  // Western text has one accented letter among many plain ones; the others are dense.
  if (high < 4 || high < (high + letters) * 0.45) return 'windows-1252'
  const japanese = strictly(sample, 'shift_jis')
  if (japanese && /[\u3040-\u30ff]/.test(japanese) && !/[\uff61-\uff9f]{4}/.test(japanese)) return 'shift_jis'
  const chinese = strictly(sample, 'gb18030')
  if (chinese && (chinese.match(/[\u4e00-\u9fa5\u3000-\u303f\uff00-\uff5e]/g)?.length ?? 0) >= high * 0.4) {
    const cyrillic = new TextDecoder('windows-1251').decode(sample)
    if (!looksCyrillic(cyrillic) || high % 2 === 0) return looksCyrillic(cyrillic) && / /.test(cyrillic) ? cyrillicCharset(sample) : 'gb18030'
  }
  return looksCyrillic(new TextDecoder('windows-1251').decode(sample)) ? cyrillicCharset(sample) : 'windows-1252'
}

function strictly(bytes: Uint8Array, label: string): string | null {
  try { return new TextDecoder(label, { fatal: true }).decode(bytes) } catch { return null }
}

/** Russian in a one-byte charset is words of Cyrillic letters; Chinese read that way is letters mixed with signs. */
function looksCyrillic(text: string): boolean {
  const words = text.match(/[\u0400-\u04ff]{3,}/g)?.join('').length ?? 0
  const marks = text.match(/[\u00a0-\u00bf\u2010-\u2122]/g)?.length ?? 0
  return words > 6 && marks < words * 0.1
}

/** In KOI8-R the small letters lie where windows-1251 has its capitals. */
function cyrillicCharset(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1251').decode(bytes)
  const small = text.match(/[а-я]/g)?.length ?? 0
  const capital = text.match(/[А-Я]/g)?.length ?? 0
  return capital > small ? 'koi8-r' : 'windows-1251'
}
