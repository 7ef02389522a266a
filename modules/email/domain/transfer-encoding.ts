/** Decodes a body by its Content-Transfer-Encoding; never fails, however broken the coding is. */
export function decodeTransfer(body: Uint8Array, encoding: string): Uint8Array {
  const name = encoding.toLowerCase()
  if (name.includes('base64')) return Buffer.from(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'), 'base64')
  if (name.includes('quoted-printable')) return fromQuotedPrintable(body)
  return body
}

function fromQuotedPrintable(body: Uint8Array): Uint8Array {
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let i = 0; i < body.length; i += 1) {
    const byte = body[i]!
    if (byte !== 0x3d) { out[length++] = byte; continue }
    // A soft line break: `=`, perhaps blanks that a relay added, and the end of the line.
    let next = i + 1
    while (body[next] === 0x20 || body[next] === 0x09) next += 1
    if (body[next] === 0x0d && body[next + 1] === 0x0a) { i = next + 1; continue }
    if (body[next] === 0x0a) { i = next; continue }
    const value = (hex(body[i + 1]) << 4) | hex(body[i + 2])
    if (value >= 0 && value <= 255) { out[length++] = value; i += 2 } else out[length++] = byte
  }
  return out.subarray(0, length)
}

function hex(byte: number | undefined): number {
  if (byte === undefined) return -4096
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -4096
}
