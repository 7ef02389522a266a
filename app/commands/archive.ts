import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { accountsOfInstallation } from '#modules/accounts'
import { number } from '#kit/formats.ts'
import type { Config } from '#platform/config'
import { Refusal } from '#platform/refusal'
import { exportAccount } from '../archive/export-account.ts'
import { importAccount } from '../archive/import-account.ts'
import { packFolder, unpackFolder } from '../archive/tar.ts'
import type { Ground } from '../ground.ts'
import { runningProcess } from '../only-one.ts'
import type { Screen } from './progress.ts'

type Work = { config: Config; ground: Ground; screen?: Screen; say: (words: string) => void }

/** `balie export TO`: a folder, or one file when the name ends with .tar. */
export async function exportTo(to: string, wish: { account?: string; withKey?: boolean }, { config, ground, screen = process.stderr, say }: Work): Promise<void> {
  const accountId = await accountNamed(wish.account)
  const alone = (await accountsOfInstallation()).length === 1
  const path = resolve(to)
  const asTar = path.endsWith('.tar')
  if (asTar && existsSync(path)) throw new Refusal('conflict', `${path} is there already.`)
  const folder = asTar ? await mkdtemp(join(dirname(path), '.balie-export-')) : path
  try {
    // The key opens the secrets of every account: it goes along when there is no other one, or when somebody says so.
    const manifest = await exportAccount({ accountId, folder, ownerUrl: ground.ownerUrl, dataFolder: config.dataFolder, withKey: wish.withKey ?? alone, screen })
    if (asTar) await packFolder(folder, path)
    say(`${manifest.name}: ${number(Object.values(manifest.rows).reduce((sum, each) => sum + each, 0), 'en')} rows and ${number(manifest.blobs, 'en')} files in ${path}.`)
    say(manifest.key ? 'The key of this installation is in it, and how people sign in: keep it like a backup.' : 'Without --with-key the passwords of mailboxes and the secrets of webhooks must be entered anew where it is imported.')
  } finally {
    if (asTar) await rm(folder, { recursive: true, force: true })
  }
}

/** `balie import archive FROM`: into an empty installation. */
export async function importFrom(from: string, { config, ground, screen = process.stderr, say }: Work): Promise<void> {
  if (runningProcess(config)) throw new Refusal('conflict', 'Balie runs on this data folder. Stop it first: it would go on with another key.')
  const path = resolve(from)
  const packed = (await stat(path).catch(() => { throw new Refusal('invalid', `There is no ${path}.`) })).isFile()
  const folder = packed ? await mkdtemp(join(config.dataFolder, '.balie-import-')) : path
  try {
    if (packed) await unpackFolder(path, folder)
    const manifest = await importAccount({ folder, ownerUrl: ground.ownerUrl, dataFolder: config.dataFolder, screen })
    say(`${manifest.name} is here, as it was at ${manifest.at}. Everybody signs in as before.`)
    say('If the old installation still runs, stop it before you start this one: both would fetch the same mailboxes and send what waits.')
  } finally {
    if (packed) await rm(folder, { recursive: true, force: true })
  }
}

/** By its name or id; the only one need not be named. */
export async function accountNamed(words: string | undefined): Promise<string> {
  const all = await accountsOfInstallation()
  if (!all.length) throw new Refusal('invalid', 'This installation has not been set up. Start Balie and open the desk.')
  const found = words ? all.filter((each) => each.accountId === words || each.name.toLowerCase() === words.toLowerCase()) : all
  if (found.length !== 1) throw new Refusal('invalid', `${words ? `There is no account “${words}”.` : 'Say which account with --account.'} There are: ${all.map((each) => each.name).join(', ')}.`)
  return found[0]!.accountId
}
