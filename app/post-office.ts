import { mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'

/**
 * Where the letters of the sample company go: a real SMTP server on loopback that keeps each as a file. Its customers do not exist
 * (`.example`), and nothing of a demonstration may leave the house.
 */
export async function openPostOffice(dataFolder: string): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = join(dataFolder, 'demo-letters')
  mkdirSync(folder, { recursive: true })
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], size: 60 * 1024 * 1024,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', done)
      stream.on('end', () => {
        const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${Math.random().toString(36).slice(2, 8)}.eml`
        try { writeFileSync(join(folder, name), Buffer.concat(chunks)); done(null, `2.0.0 Ok: kept as ${name}`) } catch (error) { done(error as Error) }
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => { server.once('error', reject); server.listen(postOfficePort, '127.0.0.1', resolve) })
  return { port: (server.server.address() as AddressInfo).port, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Always the same, because the sample brands remember it. */
export const postOfficePort = 4826
