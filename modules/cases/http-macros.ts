import { z } from 'zod'
import { db } from '#platform/db'
import type { Http } from '#platform/http'
import { CaseRow, MacroInput, MacroRun } from './contract.ts'
import { scopeOf } from './flows/case-in-sight.ts'
import { applyMacro, undoMacro } from './flows/macros.ts'
import { caseRowFor } from './queries/list.ts'

const ById = z.object({ id: z.uuid() })

/** What a text does to a case, at once; with an answer it goes as `macroId` of the reply. */
export function macroRoutes(app: Http) {
  app.post('/api/v1/cases/:id/macros', { config: { may: 'case.reply' }, schema: { params: ById, body: MacroInput, response: { 201: MacroRun } } }, async ({ actor, params, body }, answer) => {
    const run = await db().transaction(scopeOf(actor), async (tx) => {
      const id = await applyMacro(tx, actor, params.id, body.textId, new Date())
      return { id, row: await caseRowFor(tx, actor, params.id) ?? null }
    })
    return answer.status(201).send(run)
  })
  app.delete('/api/v1/macro-runs/:id', { config: { may: 'case.reply' }, schema: { params: ById, response: { 200: CaseRow.nullable() } } }, ({ actor, params }) => db().transaction(scopeOf(actor), async (tx) => {
    const caseId = await undoMacro(tx, actor, params.id, new Date())
    return await caseRowFor(tx, actor, caseId) ?? null
  }))
}
