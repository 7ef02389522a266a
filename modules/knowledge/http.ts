import { z } from 'zod'
import { db } from '#platform/db'
import { marked, seenBy } from '#platform/etag'
import type { Http } from '#platform/http'
import { Text, TextInput } from './contract.ts'
import { listTexts, removeText, saveText, scopeOf, type CheckDeeds } from './flows/save-text.ts'

const ById = z.object({ id: z.uuid() })
const may = { may: 'case.reply' } as const

export function textRoutes(app: Http, { checkDeeds }: { checkDeeds: CheckDeeds }) {
  app.get('/api/v1/texts', { config: may, schema: { response: { 200: z.object({ rows: z.array(Text) }) } } }, ({ actor }) => db().reading(scopeOf(actor), async (tx) => ({ rows: await listTexts(tx, actor) })))
  app.post('/api/v1/texts', { config: may, schema: { body: TextInput, response: { 201: Text } } }, async ({ actor, body }, reply) => {
    const text = await db().transaction(scopeOf(actor), (tx) => saveText(tx, actor, null, body, checkDeeds))
    return marked(reply.status(201), text)
  })
  app.put('/api/v1/texts/:id', { config: { ...may, ifMatch: true }, schema: { params: ById, body: TextInput, response: { 200: Text } } }, async (request, reply) => {
    const { actor, params, body } = request
    return marked(reply, await db().transaction(scopeOf(actor), (tx) => saveText(tx, actor, params.id, body, checkDeeds, seenBy(request))))
  })
  app.delete('/api/v1/texts/:id', { config: { ...may, ifMatch: true }, schema: { params: ById, response: { 204: z.undefined() } } }, async (request, reply) => {
    await db().transaction(scopeOf(request.actor), (tx) => removeText(tx, request.actor, request.params.id, seenBy(request)))
    return reply.status(204).send()
  })
}
