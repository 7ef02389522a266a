import { expect, test } from 'vitest'
import { z } from 'zod'
import type { ApiDocument } from '../../app/api-document.ts'
import { openHouse } from '../open-house.ts'
import { promises } from '../pieces/promises.ts'

/** The same shape, however it is written down: what is only said to people, and where numbers end, is left out. */
function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain)
  if (typeof schema !== 'object' || schema === null) return schema
  const left = ['$schema', 'description', 'minimum', 'maximum', 'exclusiveMinimum', 'pattern', 'format']
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !left.includes(key)).map(([key, value]) => (key === 'const' ? ['enum', [value]] : [key === 'oneOf' ? 'anyOf' : key, plain(value)]) as [string, unknown]).sort(([one], [other]) => one.localeCompare(other)))
}

test('what the tests of screens are told is what the server promises', async () => {
  const house = await openHouse()
  const document: ApiDocument = (await house.app.inject({ url: '/api/v1/openapi.json' })).json()
  await house.close()
  const wrong = Object.entries(promises).flatMap(([address, { hears, answers }]) => {
    const [method, path] = address.split(' ') as [string, string]
    const operation = document.paths[`/api/v1/${path}`]?.[method.toLowerCase()]
    if (!operation) return [`${address}: the server has no such address`]
    const good = Object.entries(operation.responses).filter(([status]) => /^2/.test(status)).map(([, each]) => each.content?.['application/json']?.schema ?? null)
    const differs = (one: unknown, other: unknown) => JSON.stringify(plain(one)) !== JSON.stringify(plain(other))
    return [
      ...answers === null ? good.some((each) => each !== null) ? [`${address}: it answers something`] : [] : good.every((each) => differs(each, z.toJSONSchema(answers, { io: 'output', unrepresentable: 'any' }))) ? [`${address}: it answers otherwise`] : [],
      ...hears && differs(operation.requestBody?.content['application/json']?.schema, z.toJSONSchema(hears, { io: 'input', unrepresentable: 'any' })) ? [`${address}: it hears otherwise`] : [],
    ]
  })
  expect(Object.keys(promises).length).toBeGreaterThan(90)
  expect(wrong, 'write into tests/pieces/promises.ts what the route says').toEqual([])
}, 60_000)
