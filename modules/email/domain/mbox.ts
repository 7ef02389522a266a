/** How ">From " inside a message is meant: `rd` takes one ">" from every such line, `o` knows only the plain one. */
export type MboxKind = 'rd' | 'o'
/** A message of a mailbox file. Of one that is larger than it may be only the beginning is kept. */
export type FoundMail = { raw: Buffer; size: number; whole: boolean }

/** Postmark lines carry a time; "From " at the beginning of a sentence does not. */
const postmark = /^From \S.*\d{1,2}:\d{2}/
const lineEnd = 10
const startsFrom = (line: Buffer) => line[0] === 0x46 && line.subarray(0, 5).toString('latin1') === 'From '

/** Takes a mailbox file apart as it streams by: no more of it is held than one message and one piece. */
export function readMbox({ kind, maxBytes }: { kind: MboxKind; maxBytes: number }): { push: (piece: Buffer) => FoundMail[]; end: () => FoundMail[] } {
  let rest: Buffer = Buffer.alloc(0)
  let lines: Buffer[] | null = null
  let kept = 0
  let size = 0
  let blankBefore = true

  function finish(): FoundMail[] {
    if (!lines || size === 0) return []
    const raw = Buffer.concat(lines)
    // The blank line before the next postmark belongs to the file, not to the message.
    return [{ raw: size > maxBytes ? raw : withoutLastBlank(raw), size, whole: size <= maxBytes }]
  }
  function take(line: Buffer): FoundMail[] {
    if (blankBefore && startsFrom(line) && postmark.test(line.toString('latin1'))) {
      const done = finish()
      lines = []
      kept = size = 0
      blankBefore = false
      return done
    }
    blankBefore = line.length <= 2 && line.toString('latin1').trim() === ''
    if (!lines) return []
    const meant = unquoted(line, kind)
    size += meant.length
    // The header of what is too large is kept, so that it can be shown.
    if (kept < Math.min(maxBytes, size > maxBytes ? 64 * 1024 : maxBytes)) { lines.push(Buffer.from(meant)); kept += meant.length }
    return []
  }
  return {
    push(piece) {
      const found: FoundMail[] = []
      const all = rest.length ? Buffer.concat([rest, piece]) : piece
      let from = 0
      for (let at = all.indexOf(lineEnd); at >= 0; at = all.indexOf(lineEnd, from)) { found.push(...take(all.subarray(from, at + 1))); from = at + 1 }
      rest = Buffer.from(all.subarray(from))
      return found
    },
    end() {
      const found = rest.length ? take(rest) : []
      rest = Buffer.alloc(0)
      found.push(...finish())
      lines = null
      return found
    },
  }
}

function unquoted(line: Buffer, kind: MboxKind): Buffer {
  if (line[0] !== 0x3e) return line
  const quoted = kind === 'rd' ? /^>+From / : /^>From /
  return quoted.test(line.subarray(0, 200).toString('latin1')) ? line.subarray(1) : line
}

function withoutLastBlank(raw: Buffer): Buffer {
  const text = raw.subarray(-4).toString('latin1')
  return text.endsWith('\r\n\r\n') ? raw.subarray(0, -2) : text.endsWith('\n\n') ? raw.subarray(0, -1) : raw
}
