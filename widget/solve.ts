/** The numbers of SHA-256 (FIPS 180-4): what lies behind the point of square and cube roots of the first primes. */
const primes = Array.from({ length: 310 }, (_, n) => n + 2).filter((n, at, all) => !all.slice(0, at).some((by) => by * by <= n && n % by === 0))
const fraction = (root: number) => ((root % 1) * 2 ** 32) | 0
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const rounds = Int32Array.from(primes.slice(0, 64), (prime) => fraction(Math.cbrt(prime)))
const w = new Int32Array(64)

/** The first 32 bits of the hash of one block: that is as far as anybody looks. */
function hash(block: DataView): number {
  for (let n = 0; n < 16; n++) w[n] = block.getInt32(n * 4)
  for (let n = 16; n < 64; n++) {
    const [x, y] = [w[n - 15]!, w[n - 2]!]
    w[n] = w[n - 16]! + w[n - 7]! + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10)
  }
  let [a, b, c, d, e, f, g, h] = start as [number, number, number, number, number, number, number, number]
  for (let n = 0; n < 64; n++) {
    const one = (h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + rounds[n]! + w[n]!) | 0
    const two = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c)) | 0
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0
  }
  return (start[0]! + a) | 0
}

const sliceMs = 10

/**
 * Finds the number behind the nonce whose hash begins with so many zero bits, some milliseconds at a time: the page stays what it is. Without a
 * worker and without WebCrypto, which strict pages and pages without TLS do not have.
 */
export async function solve(nonce: string, bits: number): Promise<string> {
  const block = new DataView(new ArrayBuffer(64))
  const ascii = (text: string, from: number) => { for (let n = 0; n < text.length; n++) block.setUint8(from + n, text.charCodeAt(n)) }
  const prefix = `${nonce}:`.slice(0, 45)
  ascii(prefix, 0)
  for (let number = 0, digits = 0; ; await breath()) {
    for (const until = Date.now() + sliceMs; Date.now() < until;) {
      for (const next = number + 500; number < next; number++) {
        const text = String(number)
        ascii(text, prefix.length)
        if (text.length !== digits) { digits = text.length; block.setUint8(prefix.length + digits, 0x80); block.setUint16(62, (prefix.length + digits) * 8) }
        if (hash(block) >>> (32 - bits) === 0) return text
      }
    }
  }
}

/** Lets the page have its turn. A timer would wait longer each time, and in a page that is hidden a second. */
const breath = () => new Promise<void>((done) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => { port1.close(); done() }
  port2.postMessage(0)
})
