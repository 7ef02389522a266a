import { parentPort, workerData } from 'node:worker_threads'
import { setTimeout as pause } from 'node:timers/promises'
import { openBlobs } from '#platform/blobs'
import { openDb, useDb } from '#platform/db'
import { log } from '#platform/log'
import { openSecrets } from '#platform/secrets'
import { onWake } from '#platform/wake'
import { mailWaits } from '../queries/ledger.ts'
import type { FromThread, IntakeSettings } from './run-intake.ts'

// A thread of intake: it files until told to stop, and sleeps while there is nothing. Parsing is done here and not beside the
// web server, because a hostile mail may try to keep whoever reads it busy.

const { url, dataFolder, evidence } = workerData as IntakeSettings
const port = parentPort!
const db = openDb(url, { max: 2, name: 'balie intake' })
useDb(db)
openBlobs(dataFolder)
openSecrets(dataFolder)

/** Enough to share one commit, few enough that a single mail is not held up by its neighbours. */
const batchSize = 24

/** What reads mail (parsers, the languages, the sanitiser) weighs more than the rest of a thread: it comes with the first mail. */
let intake: typeof import('./intake.ts') | undefined
async function load() {
  if (intake) return intake
  const [loaded, { useEvidenceSettings }] = await Promise.all([import('./intake.ts'), import('./gather-evidence.ts')])
  useEvidenceSettings(evidence)
  return intake = loaded
}
const anyWaits = async () => (await db.acrossAccounts('intake', (tx) => mailWaits(tx, {})))[0]!.waits

let stopped = false
let awake = () => {}
port.on('message', (word: 'look' | 'stop') => { if (word === 'stop') stopped = true; awake() })
onWake('events', () => port.postMessage({ kind: 'filed' } satisfies FromThread))

let troubles = 0
while (!stopped) {
  try {
    const looked = !intake && !await anyWaits() ? 0 : await (await load()).fileNextMails(batchSize, (mail) => port.postMessage({ kind: 'at', mail: mail && { accountId: mail.accountId, id: mail.id } } satisfies FromThread))
    troubles = 0
    if (looked > 0) continue
    // Woken when mail was collected; by the clock too, for what is to be tried again.
    await Promise.race([new Promise<void>((resolve) => { awake = resolve }), pause(1_000, undefined, { ref: false })])
  } catch (error) {
    troubles++
    log.warn({ error, troubles }, 'intake could not work and waits')
    await pause(Math.min(200 * 2 ** troubles, 10_000))
  }
}
await db.close()
port.close()
