import { ConfigurationError, loadConfig } from '#platform/config'
import { Refusal } from '#platform/refusal'
import { program } from '../app/commands/program.ts'

// `npm run balie -- …`, `npx balie …`: what is done at the command line of the machine, beside a Balie that runs or without one.

process.env.BALIE_LOG_LEVEL ??= process.argv[2] === 'start' ? 'info' : 'error'
try {
  await program(() => loadConfig()).parseAsync()
} catch (error) {
  console.error(error instanceof Refusal || error instanceof ConfigurationError ? error.message : `That did not work: ${(error as Error).message}`)
  if (process.env.BALIE_LOG_LEVEL === 'debug') console.error(error)
  process.exitCode = error instanceof ConfigurationError ? 2 : 1
}
