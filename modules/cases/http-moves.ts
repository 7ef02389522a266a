import { z } from 'zod'
import { db } from '#platform/db'
import { marked, seenBy, versionSeen } from '#platform/etag'
import type { Http } from '#platform/http'
import { LinkInput, Merging, Snooze, Split } from './contract.ts'
import { again } from './flows/again.ts'
import { caseToRead, scopeOf } from './flows/case-in-sight.ts'
import { relate, unrelate } from './flows/link-cases.ts'
import { mergeCases, unmergeCases } from './flows/merge-cases.ts'
import { snooze, wake } from './flows/snooze.ts'
import { takeBackClosing } from './flows/take-back-closing.ts'
import { splitCase } from './flows/split-case.ts'
import { caseRowFor } from './queries/list.ts'

const ById = z.object({ id: z.uuid() })

/** Cases that become one, two, or know of each other; and those that sleep. */
export function moveRoutes(app: Http) {
  app.put('/api/v1/cases/:id/merging', { config: { may: 'case.change', ifMatch: true }, schema: { params: ById, body: Merging } }, ({ actor, params, body, headers }) => again(() => db().transaction(scopeOf(actor), async (tx) => {
    await mergeCases(tx, actor, params.id, body.into, versionSeen(seenBy({ headers })))
    return caseRowFor(tx, actor, (await caseToRead(tx, actor, params.id)).mergedInto!)
  })))
  app.delete('/api/v1/cases/:id/merging', { config: { may: 'case.change', ifMatch: true }, schema: { params: ById } }, ({ actor, params, headers }, answer) => again(() => db().transaction(scopeOf(actor), async (tx) => {
    await unmergeCases(tx, actor, params.id, versionSeen(seenBy({ headers })))
    return marked(answer, (await caseRowFor(tx, actor, params.id))!)
  })))
  app.post('/api/v1/cases/:id/splits', { config: { may: 'case.change' }, schema: { params: ById, body: Split } }, ({ actor, params, body }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    const { caseId } = await splitCase(tx, actor, params.id, body)
    answer.status(201)
    return caseRowFor(tx, actor, caseId)
  }))
  app.put('/api/v1/cases/:id/snooze', { config: { may: 'case.change', ifMatch: true }, schema: { params: ById, body: Snooze } }, ({ actor, params, body, headers }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await snooze(tx, actor, params.id, new Date(body.until), new Date(), versionSeen(seenBy({ headers })))
    return marked(answer, (await caseRowFor(tx, actor, params.id))!)
  }))
  app.delete('/api/v1/cases/:id/snooze', { config: { may: 'case.change', ifMatch: true }, schema: { params: ById } }, ({ actor, params, headers }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await wake(tx, actor, params.id, versionSeen(seenBy({ headers })))
    return marked(answer, (await caseRowFor(tx, actor, params.id))!)
  }))
  app.delete('/api/v1/cases/:id/closing', { config: { may: 'case.change', ifMatch: true }, schema: { params: ById } }, ({ actor, params, headers }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await takeBackClosing(tx, actor, params.id, new Date(), versionSeen(seenBy({ headers })))
    return marked(answer, (await caseRowFor(tx, actor, params.id))!)
  }))
  app.put('/api/v1/cases/:id/links', { config: { may: 'case.change' }, schema: { params: ById, body: LinkInput } }, ({ actor, params, body }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await relate(tx, actor, params.id, body)
    answer.status(204)
  }))
  app.delete('/api/v1/cases/:id/links', { config: { may: 'case.change' }, schema: { params: ById, querystring: z.object({ caseId: z.uuid() }) } }, ({ actor, params, query }, answer) => db().transaction(scopeOf(actor), async (tx) => {
    await unrelate(tx, actor, params.id, query.caseId)
    answer.status(204)
  }))
}
