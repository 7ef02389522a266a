import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// `npm run new-module NAME`: a room with its doors, a first table behind the wall, and a test that fails until it is written.

const name = process.argv[2] ?? ''
const folder = join('modules', name)
if (!/^[a-z][a-z-]{2,30}$/.test(name)) leave('Give the room a name of small letters: npm run new-module -- knowledge')
if (existsSync(folder)) leave(`There is a room of that name: ${folder}.`)

const schema = name.replaceAll('-', '_')
const files: Record<string, string> = {
  'README.md': `# ${name}\n\nWhat happens here, in ten lines: its words, what it announces, whom it asks.\n`,
  'index.ts': `// The door: what other modules may ask of us.\nexport {}\n`,
  'contract.ts': `import { z } from 'zod'\n\n/** What we say to screens and over HTTP. */\nexport const Thing = z.object({ id: z.uuid() })\n`,
  'events.ts': `import { z } from 'zod'\nimport { happening } from '#platform/events'\n\nexport const thingHappened = happening('${name}.happened', z.object({}))\n`,
  'migrations/0001-beginning.sql': `create schema ${schema};\ngrant usage on schema ${schema} to balie_app, balie_across;\n\ncreate table ${schema}.things (\n  account_id uuid not null, brand_id uuid not null, id uuid not null,\n  primary key (account_id, id),\n  foreign key (account_id, brand_id) references accounts.brands (account_id, id)\n);\ncreate index things_of_a_brand on ${schema}.things (account_id, brand_id);\ncall platform.wall('${schema}.things');\n`,
  'domain/thing.test.ts': `import { expect, test } from 'vitest'\n\ntest('the first rule of ${name}', () => { expect('written').toBe('not yet') })\n`,
}
for (const each of ['domain', 'flows', 'queries', 'migrations', 'ui']) mkdirSync(join(folder, each), { recursive: true })
for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)
console.log(`${folder} is there. Next: add '${name}' to app/modules.ts on its floor (and to tests/house/doors.test.ts), then write its first rule in domain/.`)

function leave(words: string): never {
  console.error(words)
  process.exit(2)
}
