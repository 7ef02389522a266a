/** UTF-7 (RFC 2152), which no built-in decoder reads and which old mail programs wrote. */
export function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, packed: string) => {
    if (packed === '') return '+'
    const bytes = Buffer.from(packed, 'base64')
    let decoded = ''
    for (let i = 0; i + 1 < bytes.length; i += 2) decoded += String.fromCharCode(bytes[i]! * 256 + bytes[i + 1]!)
    return decoded
  })
}
