import { ConfigurationError, loadConfig, type Config } from '#platform/config'
import { buildScreens } from './build-screens.ts'
import { onlyOne, RunsAlready } from './only-one.ts'

// `npm start`: everything from the database to the desk, in one process. What few need is imported when it is needed.

const demo = process.argv.includes('--demo')
// The letters of a demonstration go to a post office in this very process: the one private address that it may reach.
const config = demo ? { ...readConfig(), BALIE_PRIVATE_NETWORK: true } : readConfig()
try {
  onlyOne(config)
  await buildScreens(process.argv.includes('--rebuild'))
  const { run } = await import('./run.ts')
  const running = await run(config)
  if (demo) running.alsoStop('post office', await (await import('./demo.ts')).demo(config))
  await tellAddress(config, running.port)
  stopOnSignals(running.stop)
} catch (error) {
  if (error instanceof RunsAlready) {
    console.error(error.message)
    process.exit(1)
  }
  console.error(`Balie could not start: ${(error as Error).message}`)
  if (process.env.BALIE_LOG_LEVEL === 'debug') console.error(error)
  process.exit(1)
}

function readConfig(): Config {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    console.error(error.message)
    process.exit(2)
  }
}

async function tellAddress({ BALIE_URL, BALIE_SMTP_PORT, BALIE_SMTP_HOST, BALIE_ROLES }: Config, port: number) {
  if (BALIE_ROLES.includes('web')) console.log(`\nBalie is open at ${BALIE_URL ?? `http://localhost:${port}`}`)
  if (BALIE_ROLES.includes('worker')) console.log(`It receives mail by SMTP on ${BALIE_SMTP_HOST}:${BALIE_SMTP_PORT}. Ctrl-C stops it; nothing is lost.\n`)
}

/** The first signal ends what is under way in good order; a second one does not wait. */
function stopOnSignals(stop: () => Promise<void>) {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {
    if (stopping) process.exit(1)
    stopping = true
    console.log('\nStopping …')
    const patience = setTimeout(() => process.exit(1), 20_000)
    patience.unref()
    stop().then(() => process.exit(0), (error: Error) => { console.error(error.message); process.exit(1) })
  })
}
