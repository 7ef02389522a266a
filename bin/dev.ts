import { spawn, type ChildProcess } from 'node:child_process'

// `npm run dev`: the server with the sample company, started again when a file of it changes, and the screens through Vite, which
// exchanges them in the open page. The data of development lies apart from that of `npm start`.

const environment = { ...process.env, BALIE_DATA: process.env['BALIE_DATA'] ?? './data/dev' }
const folders = ['app', 'modules', 'platform', 'seeds'].map((folder) => `--watch-path=${folder}`)
const children: ChildProcess[] = [
  spawn(process.execPath, [...folders, '--watch-preserve-output', 'app/start.ts', '--demo', ...process.argv.slice(2)], { stdio: 'inherit', env: environment }),
  spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--config', 'app/web/vite.config.ts'], { stdio: 'inherit', env: environment }),
]
console.log('The desk with live screens: http://localhost:4801 (the logins stand below, when the server is up).')
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { for (const child of children) child.kill(signal) })
for (const child of children) child.on('exit', (code) => { for (const other of children) other.kill('SIGTERM'); process.exitCode = code ?? 0 })
