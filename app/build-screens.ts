import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { home } from './home.ts'

/** Builds the desk and the chat of the brands' sites when they were never built, or when something they are made of is newer. */
export async function buildScreens(always = false) {
  const built = [join(home, 'dist', 'web', 'index.html'), join(home, 'dist', 'widget', 'loader.js')]
  if (!always && built.every((file) => existsSync(file) && newest() <= statSync(file).mtimeMs)) return
  console.log('Building the screens …')
  // Tests build them too, and what they built is what is served afterwards: it is never React's slow side.
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    const { build } = await import('vite')
    const { buildWidget } = await import('../widget/build.ts')
    await buildWidget()
    await build({ configFile: join(home, 'app', 'web', 'vite.config.ts'), logLevel: 'warn' })
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}

function newest(): number {
  const modules = join(home, 'modules')
  const folders = [join(home, 'app', 'web'), join(home, 'kit'), join(home, 'widget'), ...readdirSync(modules).flatMap((name) => [join(modules, name, 'ui'), join(modules, name, 'contract.ts')])]
  const times = folders.filter((each) => existsSync(each)).flatMap((each) => statSync(each).isDirectory() ? readdirSync(each, { recursive: true, encoding: 'utf8' }).map((file) => statSync(join(each, file)).mtimeMs) : [statSync(each).mtimeMs])
  return Math.max(...times, statSync(join(home, 'package-lock.json')).mtimeMs)
}
