import { fileURLToPath } from 'node:url'
import type { MigrationFolders } from '#platform/migrate'

/** The modules of the house, lower floors first: the order in which their migrations run. */
export const moduleNames = ['accounts', 'customers', 'knowledge', 'conversations', 'cases', 'email', 'chat', 'webhooks', 'notifications'] as const

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export const migrationFolders: MigrationFolders = [['platform', here('../platform/migrations')], ...moduleNames.map((name): [string, string] => [name, here(`../modules/${name}/migrations`)])]
