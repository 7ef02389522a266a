// `npm run bench [name …]`: measures, prints a table, and writes bench/results/<name>.json. Ratios count; absolute figures are this machine's.
const benches = { mail: () => import('./mail.ts'), live: () => import('./live.ts'), writes: () => import('./writes.ts'), start: () => import('./start.ts'), waiting: () => import('./waiting.ts'), list: () => import('./list.ts'), search: () => import('./search.ts'), web: () => import('./web.ts'), chat: () => import('./chat.ts') } as const

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length || !wanted.length) {
  console.log(`Which bench? There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(unknown.length ? 2 : 0)
}
process.env.BALIE_LOG_LEVEL ??= 'error'
for (const name of wanted as Array<keyof typeof benches>) await (await benches[name]()).run()
process.exit(0)
