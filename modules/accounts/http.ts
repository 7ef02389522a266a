import { z } from 'zod'
import { systemClock, type Clock } from '#platform/clock'
import { db, type Scope } from '#platform/db'
import { marked, seenBy } from '#platform/etag'
import type { EventActor } from '#platform/events'
import type { Http } from '#platform/http'
import { brandsFor, may, type Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import { Brand, BrandInput, Colleague, Invitation, InvitationInput, InvitationMade, Person, PersonChange, Team, TeamInput } from './contract.ts'
import { addBrand, addTeam, changeBrand, changeTeam, retireTeam } from './flows/brands-and-teams.ts'
import { changeable, changePerson, endSessionsOf, peopleFor, personFor } from './flows/change-person.ts'
import { invitationsFor, invite, withdrawInvitation } from './flows/invitations.ts'
import type { SystemPost } from './flows/system-post.ts'
import { doorRoutes, type SampleLoader } from './http-door.ts'
import { meRoutes } from './http-me.ts'
import { brandRow, brandsWithin, teamRow, teamsWithin } from './queries/brands.ts'
import { colleaguesWithin } from './queries/people.ts'

export type AccountsOptions = SystemPost & {
  clock?: Clock
  /** Fills a new account with the sample company, when whoever sets Balie up wishes for it. */
  loadSampleCompany?: SampleLoader
}

const ById = z.object({ id: z.uuid() })
const rows = <Row extends z.ZodType>(row: Row) => ({ 200: z.object({ rows: z.array(row) }) })
/** People, teams and brands belong to the account as a whole; who finds which of them is decided in the flows. */
const account = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: 'all' })
const by = (actor: Actor): EventActor => ({ kind: 'person', id: actor.personId })

export function accountsRoutes(app: Http, options: AccountsOptions) {
  const given = { ...options, clock: options.clock ?? systemClock, url: options.url.replace(/\/+$/, '') }
  doorRoutes(app, given)
  meRoutes(app)
  brandRoutes(app)
  teamRoutes(app)
  peopleRoutes(app)
  invitationRoutes(app, given)
}

function brandRoutes(app: Http) {
  app.get('/api/v1/brands', { config: { may: 'brand.see' }, schema: { response: rows(Brand) } }, async ({ actor }) =>
    db().reading(account(actor), async (tx) => ({ rows: await brandsWithin(tx, { brandIds: brandsFor(actor, 'brand.see') }) })))

  app.post('/api/v1/brands', { config: { may: 'brand.change' }, schema: { body: BrandInput, response: { 200: Brand } } }, async ({ actor, body }) =>
    db().transaction(account(actor), (tx) => addBrand(tx, body, by(actor))))

  app.get('/api/v1/brands/:id', { config: { may: 'brand.see' }, schema: { params: ById, response: { 200: Brand } } }, async ({ actor, params }, reply) => {
    const [found] = may(actor, 'brand.see', { brandId: params.id }) ? await db().reading(account(actor), (tx) => brandRow(tx, { id: params.id })) : []
    if (!found) throw unknown('brand')
    return marked(reply, found)
  })

  app.put('/api/v1/brands/:id', { config: { may: 'brand.change', ifMatch: true }, schema: { params: ById, body: BrandInput, response: { 200: Brand } } }, async (request, reply) => {
    const { actor, params, body } = request
    if (!may(actor, 'brand.change', { brandId: params.id })) throw unknown('brand')
    return marked(reply, await db().transaction(account(actor), (tx) => changeBrand(tx, params.id, body, by(actor), seenBy(request))))
  })
}

function teamRoutes(app: Http) {
  // How the operator is organised is for those who work there; a client of theirs learns of nobody.
  app.get('/api/v1/teams', { config: { may: 'signed-in' }, schema: { response: rows(Team) } }, async ({ actor }) =>
    db().reading(account(actor), async (tx) => ({ rows: await teamsWithin(tx, { brandIds: brandsFor(actor, 'people.see') }) })))

  app.post('/api/v1/teams', { config: { may: 'people.change' }, schema: { body: TeamInput, response: { 200: Team } } }, async ({ actor, body }) => {
    if (!may(actor, 'people.change', { brandId: body.brandId })) throw unknown('brand')
    return db().transaction(account(actor), (tx) => addTeam(tx, body, by(actor)))
  })

  const changeableTeam = async (actor: Actor, id: string) => {
    const [team] = await db().reading(account(actor), (tx) => teamRow(tx, { id }))
    if (!team || !may(actor, 'people.change', { brandId: team.brandId })) throw unknown('team')
  }
  app.patch('/api/v1/teams/:id', { config: { may: 'people.change' }, schema: { params: ById, body: TeamInput.pick({ name: true }), response: { 200: Team } } }, async ({ actor, params, body }) => {
    await changeableTeam(actor, params.id)
    return db().transaction(account(actor), (tx) => changeTeam(tx, params.id, body.name, by(actor)))
  })

  app.delete('/api/v1/teams/:id', { config: { may: 'people.change' }, schema: { params: ById } }, async ({ actor, params }, reply) => {
    await changeableTeam(actor, params.id)
    await db().transaction(account(actor), (tx) => retireTeam(tx, params.id, by(actor)))
    return reply.status(204).send()
  })
}

function peopleRoutes(app: Http) {
  app.get('/api/v1/colleagues', { config: { may: 'signed-in' }, schema: { response: rows(Colleague) } }, async ({ actor }) =>
    db().reading(account(actor), async (tx) => ({ rows: await colleaguesWithin(tx, { brandIds: brandsFor(actor, 'people.see') }) })))

  app.get('/api/v1/people', { config: { may: 'people.change' }, schema: { response: rows(Person) } }, async ({ actor }) =>
    db().reading(account(actor), async (tx) => ({ rows: await peopleFor(tx, actor) })))

  app.get('/api/v1/people/:id', { config: { may: 'people.change' }, schema: { params: ById, response: { 200: Person } } }, async ({ actor, params }, reply) => {
    const found = await db().reading(account(actor), (tx) => personFor(tx, actor, params.id))
    return marked(reply, found, changeable(found))
  })

  app.patch('/api/v1/people/:id', { config: { may: 'people.change', ifMatch: true }, schema: { params: ById, body: PersonChange, response: { 200: Person } } }, async (request, reply) => {
    const after = await db().transaction(account(request.actor), (tx) => changePerson(tx, request.actor, request.params.id, request.body, seenBy(request)))
    return marked(reply, after, changeable(after))
  })

  app.delete('/api/v1/people/:id/sessions', { config: { may: 'people.change' }, schema: { params: ById } }, async ({ actor, params }, reply) => {
    await db().transaction(account(actor), (tx) => endSessionsOf(tx, actor, params.id))
    return reply.status(204).send()
  })
}

function invitationRoutes(app: Http, options: SystemPost & { clock: Clock }) {
  app.get('/api/v1/invitations', { config: { may: 'people.change' }, schema: { response: rows(Invitation) } }, async ({ actor }) =>
    db().reading(account(actor), async (tx) => ({ rows: await invitationsFor(tx, actor) })))

  app.post('/api/v1/invitations', { config: { may: 'people.change' }, schema: { body: InvitationInput, response: { 200: InvitationMade } } }, async ({ actor, body }) =>
    invite(actor, body, options, options.clock()))

  app.delete('/api/v1/invitations/:id', { config: { may: 'people.change' }, schema: { params: ById } }, async ({ actor, params }, reply) => {
    await db().transaction(account(actor), (tx) => withdrawInvitation(tx, actor, params.id))
    return reply.status(204).send()
  })
}
