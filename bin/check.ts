import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'

/** What CI runs: types, lint, the screens' build, rules and tests. Each step says its name; the first that fails ends the run. */
const nodeModules = (path: string) => `node_modules/${path}`
const withDebian = process.argv.includes('--with-debian-packages')
const filters = process.argv.slice(2).filter((word) => !word.startsWith('--'))

if (withDebian) installDebianPackages(['chromium', 'postfix', 'dovecot-core', 'dovecot-imapd', 'dovecot-lmtpd', 'nats-server'])

step('types', [nodeModules('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'])
step('lint', [nodeModules('oxlint/bin/oxlint'), '--deny-warnings'])
if (existsSync('app/web/vite.config.ts')) step('screens', [nodeModules('vite/bin/vite.js'), 'build', '--config', 'app/web/vite.config.ts', '--logLevel', 'warn'])

const report = 'node_modules/.cache/balie-tests.json'
rmSync(report, { force: true })
const tests = spawnSync(process.execPath, [nodeModules('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`, ...filters], { stdio: 'inherit' })
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number; numPendingTests: number }
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
}
process.exit(tests.status ?? 1)

function step(name: string, words: string[]) {
  console.log(`\n— ${name}`)
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit' })
  if (status !== 0) {
    console.error(`\n${name} failed.`)
    process.exit(status ?? 1)
  }
}

/** Real peers for the tests: a browser, a mail server, NATS. Without them their tests are skipped and say so. */
function installDebianPackages(names: string[]) {
  const missing = names.filter((name) => spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status !== 0)
  if (!missing.length) return
  if (process.getuid?.() !== 0 || spawnSync('which', ['apt-get'], { stdio: 'ignore' }).status !== 0) {
    console.log(`Not installed, and not to be installed without root and apt-get: ${missing.join(', ')}. The tests that need them are skipped.`)
    return
  }
  console.log(`Installing Debian packages for the tests: ${missing.join(', ')} …`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment })
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'ignore', env: environment })
  if (status !== 0) console.log('They could not be installed; the tests that need them are skipped.')
}
