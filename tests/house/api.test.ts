import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiWords } from '../../app/api-words.ts'
import type { ApiDocument, Operation } from '../../app/api-document.ts'
import { kindOf } from '../../app/reference-page.ts'
import { openHouse, type OpenHouse } from '../open-house.ts'

let house: OpenHouse
let document: ApiDocument
let operations: Array<{ route: string; operation: Operation }>
beforeAll(async () => {
  house = await openHouse()
  document = (await house.app.inject({ url: '/api/v1/openapi.json' })).json()
  operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })))
})
afterAll(() => house.close())

const without = (wrong: (operation: Operation, route: string) => boolean) => operations.filter(({ operation, route }) => wrong(operation, route)).map(({ route }) => route)
const changing = (route: string) => !route.startsWith('GET ')

test('every address says in a sentence what it is for, and stands in a chapter', () => {
  expect(operations.length).toBeGreaterThan(70)
  expect(without((each) => !each.summary || !each.tags?.length), 'add it to app/api-words.ts').toEqual([])
  const known = operations.map(({ route }) => route)
  expect(Object.values(apiWords).flatMap((routes) => Object.keys(routes)).filter((route) => !known.includes(route)), 'these addresses are gone: take them out of app/api-words.ts').toEqual([])
})

test('every address says what it answers and how it refuses', () => {
  const good = (operation: Operation) => Object.entries(operation.responses).filter(([status]) => /^2/.test(status))
  expect(without((each) => good(each).length === 0), 'give the route a response schema, or app/api-words.ts an answer').toEqual([])
  expect(without((each) => good(each).some(([status, { content }]) => status !== '204' && status !== '202' && !content)), 'give the route a response schema, or app/api-words.ts an answer').toEqual([])
  expect(without((each) => !('default' in each.responses))).toEqual([])
})

test('whoever must be signed in is told so, and may ask twice', () => {
  expect(without((each) => each['x-may'] !== 'public' && !JSON.stringify(each.security).includes('token'))).toEqual([])
  expect(without((each, route) => changing(route) && each['x-may'] !== 'public' && !each.parameters?.some(({ name }) => name === 'Idempotency-Key'))).toEqual([])
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
})

test('lists that grow without end are read in pages', () => {
  const lists = ['GET /api/v1/cases', 'GET /api/v1/ledger', 'GET /api/v1/outbox', 'GET /api/v1/customers/{id}/timeline']
  const paged = operations.filter(({ operation }) => JSON.stringify(operation.responses).includes('nextCursor')).map(({ route }) => route)
  expect(lists.filter((route) => !paged.includes(route))).toEqual([])
})

test.each([
  [{ type: 'string', format: 'uuid' }, 'string (uuid)'], [{ enum: ['a', 'b'] }, '"a" | "b"'], [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string or null'], [{ type: 'array', items: { type: 'integer' } }, 'list of integer'],
  [{ type: 'integer', default: 50 }, 'integer, else 50'], [{}, 'anything'],
])('a shape in words: %o', (schema, words) => { expect(kindOf(schema)).toBe(words) })
