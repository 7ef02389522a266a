import { afterAll, beforeAll, expect, test } from 'vitest'
import { asSession, asToken } from '#testing/accounts'
import { newId } from '#platform/ids'
import { tokenScopes, type Permission } from '#platform/permissions'
import { roleMay, scopeFor, seesBrandOf, seesCase, whoseAll, type Whose } from './matrix/expectation.ts'
import { openPlaces, places, type Place } from './matrix/places.ts'
import { allCorners, aCorner, openWorld, type Corner, type Person, type World } from './matrix/world.ts'
import { openHouse, type OpenHouse } from './open-house.ts'

// Attacks 6 and 7: every route, as every role with every sight, with ids of their own, of colleagues, of another brand, of another account.

let house: OpenHouse
let world: World
const headers = new Map<string, { token: Record<string, string>; desk: Record<string, string> }>()
beforeAll(async () => {
  house = await openHouse()
  world = await openWorld()
  for (const { actor } of world.people) headers.set(actor.personId, { token: await asToken(actor), desk: await asSession(actor) })
  await house.settle()
})
afterAll(async () => { await house.close() })

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Told = { status: number; text: string }

/** One call of a route about one corner of the world. */
async function call(route: string, place: Place, corner: Corner | null, own: Corner, person: Person, wish: { body?: unknown; headers?: Record<string, string> } = {}): Promise<Told> {
  const [method, path] = route.split(' ') as [Method, string]
  const id = place.id ? (corner ? place.id(corner) : newId()) : ''
  const body = 'body' in wish ? wish.body : place.body?.(corner ?? own, person)
  const { token, desk } = headers.get(person.actor.personId)!
  const answer = await house.app.inject({
    method, url: path.replace('{id}', id).replace('{keyId}', (place.key?.(corner ?? own)) ?? '').replace('{kind}', 'note') + (place.query?.(corner ?? own) ?? ''), headers: wish.headers ?? (place.desk ? desk : token), ...body === undefined ? {} : { payload: body as object },
  })
  return { status: answer.statusCode, text: answer.payload.replaceAll(id || '\u0000', '(the id that was asked for)') }
}

/** Whether somebody who may call the route at all finds this thing there. */
function finds(place: Place, person: Person, whose: Whose): boolean {
  switch (place.sight) {
    case 'case': return seesCase(person.visibility, whose)
    case 'brand': return seesBrandOf(whose)
    // Administrators run the people of the whole account; others those with whom they share a brand.
    case 'account': return seesBrandOf(whose) || (whose === 'other brand' && person.role === 'admin')
    case 'personal': return whose === 'mine'
    case undefined: return true
  }
}

/** Words of what this person should not be told by an answer of this kind. */
const secretsFor = (person: Person, level: 'case' | 'brand'): string[] => allCorners(world).flatMap((corner) => {
  const whose = whoseFor(corner, person)
  if (!seesBrandOf(whose)) return person.role === 'admin' && whose === 'other brand' && level === 'brand' ? corner.caseWords : [...corner.caseWords, ...corner.brandWords]
  return level === 'case' && !seesCase(person.visibility, whose) ? corner.caseWords : []
})
/** What is somebody's own is a colleague's to everybody else. */
const whoseFor = (corner: Corner, person: Person): Whose => corner.whose === 'mine' && corner.ownerId !== person.actor.personId ? 'others' : corner.whose
const leaks = (told: Told, secrets: string[]) => secrets.filter((each) => told.text.includes(each))

const cornerOf = (person: Person, whose: Whose): Corner => world.corners.get(person.actor.personId)!.find((each) => each.whose === whose)!
const freshOf = (place: Place, person: Person, whose: Whose) => place.changes ? aCorner(world.yards, whose, person.actor) : cornerOf(person, whose)

/** Not all at once: the pool has eight connections, and the order within a person stays. */
async function forEveryone(work: (person: Person) => Promise<string[]>): Promise<string[]> {
  const found: string[] = []
  const waiting = [...world.people]
  await Promise.all([1, 2, 3, 4].map(async () => { for (let next = waiting.shift(); next; next = waiting.shift()) found.push(...await work(next)) }))
  return found
}

test('every route has its place in the matrix', async () => {
  const document = (await house.app.inject({ url: '/api/v1/openapi.json' })).json() as { paths: Record<string, Record<string, { 'x-may': string }>> }
  const routes = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, about]) => ({ route: `${method.toUpperCase()} ${path}`, may: about['x-may'] })))
  expect(routes.length).toBeGreaterThan(60)
  expect(routes.filter(({ route }) => !places[route] && !openPlaces[route]).map(({ route }) => route), 'say in tests/matrix/places-….ts who may call it, whose id it takes and what it answers; then every role tries it').toEqual([])
  expect([...Object.keys(places), ...Object.keys(openPlaces)].filter((route) => !routes.some((each) => each.route === route)), 'these routes are gone: take their places out').toEqual([])
  expect(routes.filter(({ route, may }) => may !== (places[route]?.may ?? 'public')).map(({ route, may }) => `${route} is open to ${may}`), 'the route and the matrix disagree about who may call it').toEqual([])
})

// Before the calls that change things: what is listed is what somebody sees, all of it and nothing else.
test('lists, counts and search hold what one sees, and all of it', async () => {
  const wrong = await forEveryone(async (person) => {
    const found: string[] = []
    const ask = async (path: string) => (await house.ask(person.actor, 'GET', path)).body
    const corners = allCorners(world)
    const seen = corners.filter((corner) => seesCase(person.visibility, whoseFor(corner, person)))
    const listed = (await ask('cases?limit=100')).rows.map((row: { id: string }) => row.id)
    const missing = seen.filter((corner) => !listed.includes(corner.case.id))
    // One that came by mail and one that came by chat.
    const all = seen.length * 2
    if (missing.length || listed.length !== all) found.push(`${person.name}: ${listed.length} cases listed, ${all} seen, ${missing.length} missing`)
    const counts = await ask('cases/counts')
    const expected = { mine: 2, unassigned: seen.filter((corner) => corner.ownerId === null).length * 2, all, brands: { [world.yards.here.brandId]: all } }
    if (JSON.stringify({ mine: counts.mine, unassigned: counts.unassigned, all: counts.all, brands: counts.brands }) !== JSON.stringify(expected)) found.push(`${person.name}: counts ${JSON.stringify(counts)} instead of ${JSON.stringify(expected)}`)
    for (const corner of world.corners.get(person.actor.personId)!) {
      const sees = seesCase(person.visibility, corner.whose)
      for (const q of [corner.case.reference, corner.case.subject, corner.case.customer.name, corner.case.customer.address, ...corner.caseWords.filter((each) => each.startsWith('zq'))]) {
        const aNote = q === corner.noteWord
        const aFile = q === corner.fileWord // Names of files are not searched.
        const hits = (await ask(`cases?q=${encodeURIComponent(q)}`)).rows.map((row: { id: string }) => row.id)
        if (hits.includes(corner.case.id) !== (sees && !aFile && (!aNote || person.role !== 'client-viewer'))) found.push(`${person.name}: “${q}” of ${corner.whose}${aNote ? ' (a note)' : ''} finds ${hits.length} cases`)
      }
      const customers = (await ask(`customers?q=${corner.case.customer.name}`)).rows
      if ((customers.length === 1) !== seesBrandOf(corner.whose)) found.push(`${person.name}: the customer of ${corner.whose} is found ${customers.length} times`)
    }
    return found
  })
  expect(wrong).toEqual([])
})

test('a client reads no note: not in the case, nor by itself, nor as a file, nor in the timeline', async () => {
  const wrong = await forEveryone(async (person) => {
    const corner = cornerOf(person, 'mine')
    const reads = person.role !== 'client-viewer'
    const told = [
      (await house.ask(person.actor, 'GET', `cases/${corner.case.id}`)).raw.toString().includes(corner.noteWord), (await house.ask(person.actor, 'GET', `messages/${corner.noteId}/frame`)).status === 200,
      (await house.ask(person.actor, 'GET', `customers/${corner.customerId}/timeline`)).raw.toString().includes(corner.noteWord),
    ]
    return told.every((each) => each === reads) ? [] : [`${person.name}: ${told.join()}`]
  })
  expect(wrong).toEqual([])
})

test.each(Object.keys(places))('%s', async (route) => {
  const place = places[route]!
  const wrong = await forEveryone(async (person) => {
    const found: string[] = []
    const own = cornerOf(person, 'mine')
    const targets: Array<Whose | 'nothing'> = place.id ? [...whoseAll, 'nothing'] : ['mine']
    for (const target of targets) {
      const may = roleMay(person.role, place.may)
      const there = target !== 'nothing' && finds(place, person, target)
      const corner = target === 'nothing' ? null : may && there ? await freshOf(place, person, target) : cornerOf(person, target)
      const told = await call(route, place, corner, own, person)
      const expected = !may ? 403 : !there ? 404 : typeof place.ok === 'function' ? place.ok(corner!, person) : place.ok
      if (told.status !== expected) found.push(`${person.name}, ${target}: ${told.status} instead of ${expected} ${told.text.slice(0, 200)}`)
      const secrets = expected >= 400 ? [...secretsFor(person, 'brand'), ...corner && !there ? [...corner.caseWords, ...corner.brandWords] : []] : place.lists ? secretsFor(person, place.lists) : []
      for (const secret of leaks(told, secrets)) found.push(`${person.name}, ${target}: told ${secret} in ${told.text.slice(Math.max(0, told.text.indexOf(secret) - 100), told.text.indexOf(secret) + 40)}`)
    }
    return found
  })
  expect(wrong).toEqual([])
})

test.each(Object.entries(places).flatMap(([route, { inside }]) => Object.keys(inside ?? {}).map((field) => [route, field] as const)))('%s takes no %s of others', async (route, field) => {
  const place = places[route]!
  const wrong = await forEveryone(async (person) => {
    if (!roleMay(person.role, place.may)) return []
    const found: string[] = []
    for (const whose of ['other brand', 'other account'] as const) {
      const foreign = cornerOf(person, whose)
      const own = cornerOf(person, 'mine')
      // The admin of an account may name any of its brands' people, but gives nobody a brand that they have not.
      const told = await call(route, place, own, own, person, { body: place.inside![field]!(foreign, own) })
      if (![403, 404, 422].includes(told.status)) found.push(`${person.name}: ${whose}: ${told.status} ${told.text.slice(0, 160)}`)
      for (const secret of leaks(told, [...foreign.caseWords, ...foreign.brandWords])) found.push(`${person.name}: told ${secret}`)
    }
    return found
  })
  expect(wrong).toEqual([])
})

test('nobody who is not signed in gets anything, and no page of somebody else’s can use a session', async () => {
  const person = world.people[0]!
  const own = cornerOf(person, 'mine')
  const wrong: string[] = []
  for (const [route, place] of Object.entries(places)) {
    const stranger = await call(route, place, own, own, person, { headers: {} })
    if (stranger.status !== 401) wrong.push(`${route}: ${stranger.status} to a stranger`)
    const { cookie } = headers.get(person.actor.personId)!.desk as { cookie: string }
    const forged = await call(route, place, own, own, person, { headers: { cookie } })
    if (!route.startsWith('GET') && forged.status !== 403) wrong.push(`${route}: ${forged.status} without the header that only our own page sends`)
  }
  expect(wrong).toEqual([])
})

test.each(tokenScopes.map((scope) => [scope]))('an API token that may only %s', async (scope) => {
  const person = world.people.find((each) => each.role === 'admin' && each.visibility === 'all')!
  const own = cornerOf(person, 'mine')
  const token = await asToken(person.actor, [scope])
  const wrong: string[] = []
  for (const [route, place] of Object.entries(places)) {
    const told = await call(route, place, own, own, person, { headers: token })
    const permitted = place.may === 'signed-in' || scopeFor(place.may as Permission) === scope
    // What it may not read does not exist for it either: a token that writes to cases needs to read them.
    if (!permitted && told.status !== 403) wrong.push(`${route}: ${told.status} instead of 403`)
    if (place.desk && told.status !== 403) wrong.push(`${route}: ${told.status}, though it belongs to the desk alone`)
    if (permitted && !place.desk && told.status === 403) wrong.push(`${route}: 403, though its scope allows it: ${told.text.slice(0, 160)}`)
  }
  expect(wrong).toEqual([])
})
