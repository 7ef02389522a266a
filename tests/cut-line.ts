import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export type CutLine = { port: number; /** From now on nothing passes, and nobody is told: what a cable that is pulled looks like to both ends. */ cut: () => void; /** New calls pass again. Those from before stay dead. */ mend: () => void; close: () => Promise<void> }

/** A line to a server that can be cut without a word. */
export async function openLine(to: number): Promise<CutLine> {
  let broken = false
  const alive = new Set<Socket>()
  const dead = new Set<Socket>()
  const server = createServer((near) => {
    near.on('error', () => {})
    if (broken) { dead.add(near); return }
    const far = connect(to, '127.0.0.1')
    far.on('error', () => near.destroy())
    for (const each of [near, far]) { alive.add(each); each.on('close', () => { alive.delete(each); dead.delete(each) }) }
    near.on('data', (bytes) => { if (!dead.has(near)) far.write(bytes) })
    far.on('data', (bytes) => { if (!dead.has(far)) near.write(bytes) })
    near.on('end', () => { if (!dead.has(near)) far.end() })
    far.on('end', () => { if (!dead.has(far)) near.end() })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cut() { broken = true; for (const each of alive) dead.add(each) },
    mend() { broken = false },
    close: () => new Promise((resolve) => { for (const each of [...alive, ...dead]) each.destroy(); server.close(() => resolve()) }),
  }
}
