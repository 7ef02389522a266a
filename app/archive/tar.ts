import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'
import { Refusal } from '#platform/refusal'

/** A folder as one file, so that it can be carried. */
export async function packFolder(folder: string, file: string): Promise<void> {
  const tar = pack()
  const written = pipeline(tar, createWriteStream(file, { mode: 0o600, flags: 'wx' }))
  for (const each of (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())) {
    const path = join(each.parentPath, each.name)
    const { size, mtime } = await stat(path)
    const entry = tar.entry({ name: path.slice(folder.length + 1).split(sep).join('/'), size, mtime, mode: 0o600 })
    await pipeline(createReadStream(path), entry)
  }
  tar.finalize()
  await written
}

/** @throws Refusal when a name leads out of the folder */
export async function unpackFolder(file: string, folder: string): Promise<void> {
  const tar = extract()
  const read = pipeline(createReadStream(file), tar)
  // Told at the end; whoever stops in the middle says why themselves.
  read.catch(() => {})
  for await (const entry of tar) {
    const path = resolve(folder, entry.header.name)
    if (!path.startsWith(resolve(folder) + sep)) throw new Refusal('invalid', `The archive has a file that leads out of it: ${entry.header.name}.`)
    if (entry.header.type !== 'file') { entry.resume(); continue }
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await pipeline(entry, createWriteStream(path, { mode: 0o600 }))
  }
  await read
}
