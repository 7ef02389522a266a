import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { asSession, asToken } from '#testing/accounts'
import type { ApiDocument } from '../app/api-document.ts'
import { places } from './matrix/places.ts'
import { aCorner, openWorld, type Person, type World } from './matrix/world.ts'
import { openHouse, type OpenHouse } from './open-house.ts'

// What the OpenAPI document says that an address answers, it answers: every route is asked once, as an administrator who sees everything.

let house: OpenHouse
let world: World
let admin: Person
let document: ApiDocument
let headers: { token: Record<string, string>; desk: Record<string, string> }
beforeAll(async () => {
  house = await openHouse()
  world = await openWorld()
  admin = world.people.find((each) => each.role === 'admin' && each.visibility === 'all')!
  headers = { token: await asToken(admin.actor), desk: await asSession(admin.actor) }
  document = (await house.app.inject({ url: '/api/v1/openapi.json' })).json()
  await house.settle()
}, 60_000)
afterAll(() => house.close())

/** The whole document travels along, so that its references lead somewhere. */
const shapeOf = (schema: object) => z.fromJSONSchema({ ...schema, $defs: {} } as never)

test.each(Object.keys(places))('%s', async (route) => {
  const place = places[route]!
  const [method, path] = route.split(' ') as ['GET', string]
  const corner = await aCorner(world.yards, 'mine', admin.actor)
  const own = world.corners.get(admin.actor.personId)!.find((each) => each.whose === 'mine')!
  const id = place.sight === 'personal' || !place.changes ? place.id?.(own) : place.id?.(corner)
  const body = place.body?.(place.changes ? corner : own, admin)
  const answer = await house.app.inject({ method, url: path.replace('{id}', id ?? '').replace('{kind}', 'note') + (place.query?.(own) ?? ''), headers: place.desk ? headers.desk : headers.token, ...body === undefined ? {} : { payload: body as object } })
  const said = document.paths[path]![method.toLowerCase()]!.responses
  if (answer.statusCode >= 400) {
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(shapeOf((document.components['schemas'] as { Problem: object }).Problem).safeParse(answer.json()).error).toBeUndefined()
    return
  }
  const found = said[String(answer.statusCode)]
  expect(found, `${answer.statusCode} is not among ${Object.keys(said).join()}`).toBeDefined()
  const [type, { schema }] = Object.entries(found!.content ?? { '': { schema: null } })[0]!
  if (!schema) return void expect(answer.payload).toBe('')
  expect(answer.headers['content-type']).toContain(type)
  if (type === 'application/json') expect(shapeOf(schema).safeParse(answer.json()).error?.issues).toBeUndefined()
})
