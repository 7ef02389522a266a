// The front step: plain JavaScript for whatever Node is there (20 or later). It installs what is missing and hands over to the
// Node that the project brings itself.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = dirname(dirname(fileURLToPath(import.meta.url)))
const [task = 'start', ...rest] = process.argv.slice(2)
const node = join(home, 'node_modules', '.bin', 'node')

installPackages()
const tasks = {
  start: () => become(['app/start.ts', ...rest]),
  dev: () => become(['bin/dev.ts', ...rest]),
  check: () => become(['bin/check.ts', ...rest]),
  test: () => become(['bin/check.ts', '--with-debian-packages', ...rest]),
  bench: () => become(['bench/run.ts', ...rest]),
  soak: () => become(['tests/soak/run.ts', ...rest]),
  balie: () => become(['bin/balie.ts', ...rest]),
  'new-module': () => become(['bin/new-module.ts', ...rest]),
}
if (!tasks[task]) {
  console.error(`There is no task "${task}". There are: ${Object.keys(tasks).join(', ')}.`)
  process.exit(2)
}
tasks[task]()

/** Installs from the lock file when it says something else than when it was installed from last. */
function installPackages() {
  const lock = join(home, 'package-lock.json')
  const mark = join(home, 'node_modules', '.balie-installed')
  const wanted = createHash('sha256').update(readFileSync(lock)).update(readFileSync(join(home, 'package.json'))).digest('hex')
  if (existsSync(mark) && existsSync(node) && readFileSync(mark, 'utf8') === wanted) return
  console.log('Installing packages (once, and again when the lock file changes) …')
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: home, stdio: 'inherit' })
  if (done.status !== 0) {
    console.error('The packages could not be installed; npm says why above. Node 20 or later and reach of the npm registry are needed.')
    process.exit(done.status ?? 1)
  }
  writeFileSync(mark, wanted)
}

/** Runs the rest under the project's own Node and passes its fate on. Ctrl-C reaches it by itself; it decides when to end. */
function become(words) {
  // Small young generations: the memory of an idle desk counts more than the last per cent of speed (`npm run bench start`).
  const child = spawn(node, ['--max-semi-space-size=4', ...words], { cwd: home, stdio: 'inherit', env: { NODE_COMPILE_CACHE: join(home, 'node_modules', '.cache', 'compiled'), ...process.env, PATH: `${join(home, 'node_modules', '.bin')}:${process.env.PATH}` } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { if (signal !== 'SIGINT') child.kill(signal) })
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code ?? 0))
}
