import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildScreens } from '../app/build-screens.ts'
import { migrationFolders } from '../app/modules.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { migrate } from '../platform/migrate.ts'

/** One real PostgreSQL for all tests, thrown away afterwards. Not waiting for the disk is the only difference to service. */
export default async function setup() {
  await buildScreens()
  const folder = mkdtempSync(join(tmpdir(), 'balie-test-'))
  const server = await startEmbeddedPostgres(folder, { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' })
  await migrate(server.ownerUrl, migrationFolders).catch(async (error) => { await server.stop(); throw error })
  process.env.BALIE_TEST_OWNER = server.ownerUrl
  process.env.BALIE_CHECK_ROWS = '1'
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
