import { beforeAll, expect, test } from 'vitest'
import { moduleNames } from '../../app/modules.ts'
import { isTest, moduleOf, readImports, type Import, type Imports } from './imports.ts'

// Who may import whom. Each rule says what to do instead, and that it looked at something.

let house: Imports
beforeAll(async () => { house = await readImports() })

/** Holds the imports that a rule is about against the rule. */
function everyImport(about: (each: Import) => boolean, atLeast: number, wrong: (each: Import) => boolean, instead: string) {
  const looked = house.imports.filter(about)
  expect(looked.length, 'the rule looks at nothing: has something been renamed?').toBeGreaterThanOrEqual(atLeast)
  expect(looked.filter(wrong).map((each) => `${each.from} imports ${each.to}`), instead).toEqual([])
}

const floors: Record<string, number> = {
  accounts: 0,
  customers: 1, policies: 1, knowledge: 1, workforce: 1,
  conversations: 2, orders: 2,
  cases: 3,
  routing: 4,
  channels: 5, email: 5, chat: 5, assist: 5, quality: 5,
  webhooks: 6, notifications: 6, reporting: 6, training: 6, campaigns: 6,
}
const door = /^modules\/[^/]+\/(index|contract|events|testing|protocol|ui\/index)\.ts$/
const between = (each: Import) => !!moduleOf(each.to) && moduleOf(each.from) !== moduleOf(each.to)
const inDomain = (file: string) => /^modules\/[^/]+\/domain\//.test(file)
const inUi = (file: string) => /^modules\/[^/]+\/ui\//.test(file)
const isPackage = (path: string) => path.includes('node_modules/')
const isOurs = (path: string) => /^(app|bench|bin|kit|modules|platform|seeds|tests)\//.test(path)

test('every import leads somewhere', () => {
  everyImport(() => true, 300, (each) => !each.resolved, 'the file or package is not there: write it, or take the import away')
})

test('a module is entered by its doors only', () => {
  everyImport(between, 10, (each) => !door.test(each.to) && each.from !== 'app/modules.ts',
    'enter by #modules/x (ask), #contracts/x (speak), #events/x (hear), #ui/x (show) or #testing/x (build in tests); if the door is too narrow, widen it there')
})

test('another module is named by its door, not by a path', () => {
  everyImport((each) => between(each) && !!moduleOf(each.from), 8, (each) => !each.words.startsWith('#'), 'write #modules/x, #contracts/x, #events/x, #ui/x or #testing/x')
})

test('the builders for tests are used in tests', () => {
  everyImport((each) => /^modules\/[^/]+\/testing\.ts$/.test(each.to), 3, (each) => !isTest(each.from), 'testing.ts writes rows past the rules of the house: use the flows')
})

test('every module stands on a floor', () => {
  const rooms = [...new Set(house.files.flatMap((file) => moduleOf(file) ?? []))]
  expect(rooms.length).toBeGreaterThanOrEqual(5)
  expect(rooms.filter((room) => floors[room] === undefined), 'give the module a floor here and in STYLE.md').toEqual([])
  expect(moduleNames.map((name) => floors[name]), 'app/modules.ts lists lower floors first').toEqual(moduleNames.map((name) => floors[name]).sort((a, b) => a! - b!))
})

test('modules ask downward', () => {
  // News may be heard from anywhere: an events.ts imports nothing but its contract.
  everyImport((each) => between(each) && !!moduleOf(each.from) && !isTest(each.from) && !each.to.endsWith('/events.ts'), 8,
    (each) => floors[moduleOf(each.to)!]! >= floors[moduleOf(each.from)!]!,
    'a module may call only the floors below: announce an event and react to it above, or take what you need as a parameter')
})

test('the domain knows decisions and no machinery', () => {
  const machinery = /^(node:)?(fs|net|tls|http|https|http2|dns|dgram|child_process|worker_threads|cluster|async_hooks|timers)(\/|$)/
  const packages = /node_modules\/(@types\/)?(pg|fastify|@fastify\/[^/]+|nodemailer|imapflow|smtp-server|undici|ws|kysely|better-auth|graphile-worker|pino|prom-client|react|react-dom|wouter)\//
  everyImport((each) => inDomain(each.from) && !isTest(each.from), 60, (each) =>
    isPackage(each.to) ? packages.test(each.to)
      : isOurs(each.to) ? !/^modules\/[^/]+\/(domain\/|(contract|protocol)\.ts$)|^platform\/(refusal|text|permissions|clock)\.ts$/.test(each.to) : machinery.test(each.to),
  'load in the flow and pass it in: the domain imports domain, contracts, #platform/refusal, text, permissions and packages that only compute')
})

test('the domain is asked, it does not wait', async () => {
  const { readFileSync } = await import('node:fs')
  const files = house.files.filter((file) => inDomain(file) && !isTest(file))
  expect(files.length).toBeGreaterThan(30)
  expect(files.filter((file) => /\bnew Date\(\)|\bDate\.now\(\)|\bMath\.random\(\)/.test(readFileSync(file, 'utf8'))), 'pass the time or the chance in').toEqual([])
})

test('screens know contracts, the kit and other screens', () => {
  everyImport((each) => inUi(each.from) && isOurs(each.to), 100, (each) =>
    !(moduleOf(each.to) === moduleOf(each.from) && (inUi(each.to) || each.to.endsWith('/contract.ts'))) && !/^kit\/|^modules\/[^/]+\/(contract|ui\/index)\.ts$/.test(each.to),
  'a screen asks over HTTP (#kit/api.ts) and speaks #contracts/x; what several screens share belongs to the kit')
})

test('contracts are safe in a browser', () => {
  everyImport((each) => /^modules\/[^/]+\/contract\.ts$/.test(each.from), 8, (each) =>
    isPackage(each.to) ? !/node_modules\/zod\//.test(each.to) : !/^modules\/[^/]+\/(contract|protocol)\.ts$|^platform\/permissions\.ts$/.test(each.to),
  'a contract is zod schemas, other contracts and #platform/permissions')
})

test('events are told with contracts alone', () => {
  everyImport((each) => /^modules\/[^/]+\/events\.ts$/.test(each.from), 6, (each) =>
    isPackage(each.to) ? !/node_modules\/zod\//.test(each.to) : !/^modules\/[^/]+\/contract\.ts$|^platform\/(events|permissions)\.ts$/.test(each.to),
  'events.ts is heard from every floor: it may import zod, contracts and #platform/events')
})

test('the ground and the kit know no module', () => {
  everyImport((each) => /^(platform|kit)\//.test(each.from) && !isTest(each.from) && isOurs(each.to), 60, (each) => {
    const [own] = each.from.split('/')
    return !each.to.startsWith(`${own}/`)
  }, 'pass it in from the module or from app/: the ground carries everybody, so it can lean on nobody')
})

test('seeds are plain data', () => {
  everyImport((each) => each.from.startsWith('seeds/') && !isTest(each.from) && isOurs(each.to), 20, (each) => !/^(seeds|modules\/[^/]+\/(index|contract)\.ts|platform\/)/.test(each.to),
    'the sample company is told in seeds/ and put into the database through the doors of the modules')
})

test('only app/ knows every module', () => {
  everyImport((each) => isOurs(each.to), 300, (each) => each.to.startsWith('app/') && !each.from.startsWith('app/') && !isTest(each.from) && !/^(bin|bench)\//.test(each.from),
    'nothing below imports app/: let app/ pass it in')
})

test('no file needs itself', () => {
  expect(house.files.length).toBeGreaterThan(200)
  expect(house.cycles, 'take out what both need into a third file, or pass it in').toEqual([])
})
