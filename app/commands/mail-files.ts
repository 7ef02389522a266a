import { createReadStream } from 'node:fs'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readMbox, type FoundMail, type MboxKind } from '#modules/email'

/** A mailbox file, or one message a file (Maildir, .eml). */
export type MailFile = { path: string; holds: 'mbox' | 'message'; size: number }

/** Finds mail in a file or a folder: mailbox files, Maildirs with their sub-folders, .eml files. Everything else is left alone. */
export async function findMail(path: string): Promise<MailFile[]> {
  const found = await stat(path)
  if (found.isFile()) return [{ path, holds: await isMbox(path) ? 'mbox' : 'message', size: found.size }]
  const inside = await readdir(path, { withFileTypes: true })
  const isMaildir = ['cur', 'new'].some((name) => inside.some((each) => each.isDirectory() && each.name === name))
  const files: MailFile[] = []
  for (const each of inside.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = join(path, each.name)
    if (each.isDirectory() && isMaildir && ['cur', 'new', 'tmp'].includes(each.name)) { if (each.name !== 'tmp') files.push(...await messagesIn(inner)) }
    else if (each.isDirectory()) files.push(...await findMail(inner))
    else if (each.isFile() && !isMaildir) {
      const { size } = await stat(inner)
      if (/\.eml$/i.test(each.name)) files.push({ path: inner, holds: 'message', size })
      else if (await isMbox(inner)) files.push({ path: inner, holds: 'mbox', size })
    }
  }
  return files
}

async function messagesIn(folder: string): Promise<MailFile[]> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((each) => each.isFile() && !each.name.startsWith('.')).map((each) => each.name).sort()
  return Promise.all(names.map(async (name) => ({ path: join(folder, name), holds: 'message' as const, size: (await stat(join(folder, name))).size })))
}

async function isMbox(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, 0)
    return bytesRead === 5 && buffer.toString('latin1') === 'From '
  } finally {
    await file.close()
  }
}

/** All their messages, one after the other, never more than one in memory. `told`: how many bytes were read. */
export async function* readMailFiles(files: MailFile[], options: { kind: MboxKind; maxBytes: number; told?: (bytes: number) => void }): AsyncGenerator<FoundMail> {
  let bytes = 0
  for (const { path, holds, size } of files) {
    if (holds === 'message') {
      yield size > options.maxBytes ? { raw: await beginning(path), size, whole: false } : { raw: await readFile(path), size, whole: true }
      options.told?.(bytes += size)
      continue
    }
    const reader = readMbox(options)
    for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      yield* reader.push(piece)
      options.told?.(bytes += piece.length)
    }
    yield* reader.end()
  }
}

async function beginning(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
