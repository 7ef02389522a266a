import { globSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connection } from '#platform/db'
import { questions } from '#platform/question'
import { testDatabase, type TestDatabase } from '../database.ts'

let house: TestDatabase
let client: pg.Client
const rooms = new Map<string, string>()
const files = globSync('modules/*/queries/**/*.ts', { exclude: (file) => file.endsWith('.test.ts') })

beforeAll(async () => {
  house = await testDatabase()
  client = new pg.Client(connection(house.url))
  await client.connect()
  for (const file of files) {
    const before = questions.length
    await import(pathToFileURL(file).href)
    // A file may bring in another one of its module, never one of a different module: the house keeps the doors shut.
    for (const question of questions.slice(before)) rooms.set(question.name, file.split('/')[1]!)
  }
})
afterAll(async () => {
  await client.end()
  await house.close()
})

/** The roles that the application steps into, in the order in which a question is likely to be asked as them. */
const roles = ['balie_app', 'balie_across', 'balie_sign_in']

/** Plans a question as one of the roles. @returns what the database had to say against it, or null */
async function objection(text: string): Promise<string | null> {
  const words: string[] = []
  for (const role of roles) {
    try {
      await client.query(`set role ${role}`)
      await client.query(`explain (generic_plan) ${text}`)
      return null
    } catch (error) {
      const { code, message } = error as pg.DatabaseError
      // Not allowed as this role: perhaps as another. Anything else is wrong for all of them.
      if (code !== '42501') return message
      words.push(`${role}: ${message}`)
    }
  }
  return words.join('; ')
}

test('every question can be asked of the real schema, by a role that may', async () => {
  expect(files.length).toBeGreaterThanOrEqual(8)
  expect(questions.length).toBeGreaterThan(60)
  const wrong: string[] = []
  for (const { name, text } of questions) {
    const words = await objection(text)
    if (words) wrong.push(`${name}: ${words}`)
  }
  expect(wrong, 'the SQL and the migrations disagree: change the question, or write a migration').toEqual([])
})

test('a question that the schema does not answer would be found', async () => {
  expect(await objection('select nothing from accounts.people where id = $1')).toMatch(/does not exist/)
  expect(await objection('delete from platform.events where seq = $1')).toMatch(/permission denied/)
})

test('no two questions share a name', () => {
  const names = questions.map((question) => question.name)
  expect(names.filter((name, n) => names.indexOf(name) !== n), 'the name is the prepared statement on the server: two texts under one name break each other').toEqual([])
})

test('tables belong to their module', () => {
  const schemas = new Set([...rooms.values(), 'sign_in'])
  const used = questions.flatMap(({ name, text }) => [...text.matchAll(/\b([a-z_]+)\.([a-z_]+)\b/g)].filter(([, schema]) => schemas.has(schema!)).map(([whole, schema, thing]) => ({ name, room: rooms.get(name), whole, schema, thing })))
  // `p.name` of an alias is no schema: only those that are names of modules count, and they are no aliases here.
  expect(used.length).toBeGreaterThan(60)
  const astray = used.filter(({ room, schema, thing }) => schema !== room && !(schema === 'sign_in' && room === 'accounts') && !thing!.startsWith('published_'))
  expect([...new Set(astray.map(({ name, whole }) => `${name}: ${whole}`))], 'join the published_… view of the other module, or ask at its door').toEqual([])
})

test('every question of a tenant table says whose rows it wants', () => {
  // Row-level security is the wall; the question says it too, so that the index is used and the reader sees it.
  const tenants = /\b(from|join|update|into)\s+(accounts|customers|conversations|cases|email|chat|webhooks|notifications)\.\w+/i
  // What an index finds by its text is found by functions that ask for the account themselves (conversations/0110-finding.sql).
  const looked = questions.filter((question) => tenants.test(question.text))
  expect(looked.length).toBeGreaterThan(40)
  expect(looked.filter((question) => !/account_id|platform\.account\(\)/.test(question.text) && !/login_id|token_hash|published_(found|frequency|latest)\(/.test(question.text)).map((question) => question.name), 'add account_id = (select platform.account())').toEqual([])
})
