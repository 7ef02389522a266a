import { z } from 'zod'
import { db, type Tx } from '#platform/db'
import { marked, seenBy, versionSeen } from '#platform/etag'
import type { Http } from '#platform/http'
import type { Actor } from '#platform/permissions'
import { Assignment, CaseChange, CaseQuery, DraftInput, ForwardInput, NewCaseInput, NoteInput, ReplyInput, StatusChange } from './contract.ts'
import { caseToRead, scopeOf } from './flows/case-in-sight.ts'
import { assign, changeCase, putStatus, take } from './flows/change-case.ts'
import { forward } from './flows/forward.ts'
import { note } from './flows/note.ts'
import { openCase } from './flows/open-case.ts'
import { presentCase } from './flows/present-case.ts'
import { reply } from './flows/reply.ts'
import { searchCases } from './flows/search-cases.ts'
import { forgetDraft, saveDraft } from './flows/save-draft.ts'
import { follow, markRead, unfollow } from './queries/beside.ts'
import { countsFor } from './queries/counts.ts'
import { casePage, caseRowFor, listOfView } from './queries/list.ts'

const ById = z.object({ id: z.uuid() })
const Draft = z.object({ id: z.uuid(), kind: z.enum(['reply', 'note', 'forward']) })

/** `alsoRead`: what else is read by whoever reads a case. It belongs to others, and happens with it. */
export function casesRoutes(app: Http, { undoSeconds, alsoRead }: { undoSeconds: number; alsoRead: (tx: Tx, actor: Actor, caseId: string) => Promise<void> }) {
  const clock = () => ({ now: new Date(), undoSeconds })

  app.get('/api/v1/cases', { config: { may: 'case.see' }, schema: { querystring: CaseQuery } }, ({ actor, query }) =>
    query.q?.trim() ? db().reading(scopeOf(actor), (tx) => searchCases(tx, actor, { ...query, q: query.q! }, new Date())) : casePage(actor, listOfView(actor, query)))
  app.get('/api/v1/cases/counts', { config: { may: 'case.see' } }, ({ actor }) => db().reading(scopeOf(actor), (tx) => countsFor(tx, actor)))
  app.get('/api/v1/cases/:id', { config: { may: 'case.see' }, schema: { params: ById } }, ({ actor, params }, answer) => db().reading(scopeOf(actor), async (tx) => marked(answer, await presentCase(tx, actor, params.id))))
  app.post('/api/v1/cases', { config: { may: 'case.open' }, schema: { body: NewCaseInput } }, ({ actor, body }, reply) => {
    const open = () => db().transaction(scopeOf(actor), async (tx) => {
      const { caseId } = await openCase(tx, actor, body, clock())
      reply.status(201)
      return presentCase(tx, actor, caseId)
    })
    // Two at once write to an address that nobody knew: the second finds, on looking again, the customer whom the first met.
    return open().catch((error: { constraint?: string }) => { if (error.constraint === 'identity_of_one_customer') return open(); throw error })
  })
  app.patch('/api/v1/cases/:id', { config: { may: 'case.change', ifMatch: true }, schema: { params: ById, body: CaseChange } }, ({ actor, params, body, headers }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await changeCase(tx, actor, params.id, { ...body, version: body.version ?? versionSeen(seenBy({ headers })) })
    return marked(answer, (await caseRowFor(tx, actor, params.id))!)
  }))

  app.put('/api/v1/cases/:id/assignment', { config: { may: 'case.assign' }, schema: { params: ById, body: Assignment } }, async ({ actor, params, body }, answer) => {
    const row = await db().transaction(scopeOf(actor), async (tx) => {
      await assign(tx, actor, params.id, body)
      return caseRowFor(tx, actor, params.id)
    })
    // Whoever gives a case away may lose sight of it: then there is nothing left to show. Said after the commit, as everything is.
    return row ?? answer.status(204).send()
  })
  app.put('/api/v1/cases/:id/taking', { config: { may: 'case.take' }, schema: { params: ById } }, ({ actor, params }) => db().transaction(scopeOf(actor), async (tx) => {
    await take(tx, actor, params.id)
    return caseRowFor(tx, actor, params.id)
  }))
  app.put('/api/v1/cases/:id/status', { config: { may: 'case.change', ifMatch: true }, schema: { params: ById, body: StatusChange } }, ({ actor, params, body, headers }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await putStatus(tx, actor, params.id, body.status, body.version ?? versionSeen(seenBy({ headers })))
    return marked(answer, (await caseRowFor(tx, actor, params.id))!)
  }))
  app.put('/api/v1/cases/:id/reading', { config: { may: 'case.see' }, schema: { params: ById } }, ({ actor, params }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    const held = await caseToRead(tx, actor, params.id)
    await markRead(tx, { caseId: held.id, personId: actor.personId })
    await alsoRead(tx, actor, held.id)
    answer.status(204)
  }))
  app.put('/api/v1/cases/:id/following', { config: { may: 'case.see' }, schema: { params: ById } }, ({ actor, params }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    const held = await caseToRead(tx, actor, params.id)
    await follow(tx, { accountId: actor.accountId, brandId: held.brandId, caseId: held.id, personId: actor.personId })
    answer.status(204)
  }))
  app.delete('/api/v1/cases/:id/following', { config: { may: 'case.see' }, schema: { params: ById } }, ({ actor, params }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await caseToRead(tx, actor, params.id)
    await unfollow(tx, { caseId: params.id, personId: actor.personId })
    answer.status(204)
  }))

  app.post('/api/v1/cases/:id/replies', { config: { may: 'case.reply' }, schema: { params: ById, body: ReplyInput } }, ({ actor, params, body }, answer) => db().transaction(scopeOf(actor), (tx) => { answer.status(201); return reply(tx, actor, params.id, body, clock()) }))
  app.post('/api/v1/cases/:id/notes', { config: { may: 'case.note' }, schema: { params: ById, body: NoteInput } }, ({ actor, params, body }, answer) => db().transaction(scopeOf(actor), (tx) => { answer.status(201); return note(tx, actor, params.id, body) }))
  app.post('/api/v1/cases/:id/forwards', { config: { may: 'case.reply' }, schema: { params: ById, body: ForwardInput } }, ({ actor, params, body }, answer) => db().transaction(scopeOf(actor), (tx) => { answer.status(201); return forward(tx, actor, params.id, body, clock()) }))

  app.put('/api/v1/cases/:id/drafts/:kind', { config: { may: 'case.note' }, schema: { params: Draft, body: DraftInput } }, ({ actor, params, body }) => db().transaction(scopeOf(actor), (tx) => saveDraft(tx, actor, params.id, params.kind, body)))
  app.delete('/api/v1/cases/:id/drafts/:kind', { config: { may: 'case.note' }, schema: { params: Draft } }, ({ actor, params }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await caseToRead(tx, actor, params.id)
    await forgetDraft(tx, { caseId: params.id, personId: actor.personId, kind: params.kind })
    answer.status(204)
  }))
}
