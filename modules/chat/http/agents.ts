import { z } from 'zod'
import type { Http } from '#platform/http'
import { AgentLine, AgentLineKept, AgentTalk, AgentTalks, AgentTyping, Availability, ChatCounts, EarlierTalk, Greeting, Invitation, MyAvailability, Reading, TalkLines, Transfer, Visitor, WrapUp } from '../contract.ts'
import { beAvailable, block, endAsAgent, greet, inviteTo, readTalk, sayAsAgent, takeTalk, transferTalk, typingAsAgent } from '../flows/agent-deeds.ts'
import { earlierTalks } from '../flows/earlier-talks.ts'
import { countsFor, linesFor, talksFor, visitorsFor } from '../flows/present-talks.ts'

const ById = z.object({ id: z.uuid() })
const none = { 204: z.undefined() }

/** The desk's side of live chat. */
export function agentRoutes(app: Http) {
  app.get('/api/v1/chats', { config: { may: 'case.see' }, schema: { response: { 200: AgentTalks } } }, ({ actor }) => talksFor(actor))
  app.get('/api/v1/chats/counts', { config: { may: 'case.see' }, schema: { response: { 200: ChatCounts } } }, ({ actor }) => countsFor(actor))
  app.put('/api/v1/chats/availability', { config: { may: 'case.reply' }, schema: { body: Availability, response: { 200: MyAvailability } } }, ({ actor, body }) => beAvailable(actor, body))

  app.get('/api/v1/talks/:id', { config: { may: 'case.see' }, schema: { params: ById, querystring: z.object({ after: z.coerce.number().int().min(0).default(0) }), response: { 200: TalkLines } } }, ({ actor, params, query }) => linesFor(actor, params.id, query.after))
  app.post('/api/v1/talks/:id/lines', { config: { may: 'case.reply' }, schema: { params: ById, body: AgentLine, response: { 201: AgentLineKept } } }, async ({ actor, params, body }, answer) => answer.status(201).send(await sayAsAgent(actor, params.id, body)))
  app.put('/api/v1/talks/:id/taking', { config: { may: 'case.take' }, schema: { params: ById, response: { 200: AgentTalk } } }, ({ actor, params }) => takeTalk(actor, params.id))
  app.put('/api/v1/talks/:id/reading', { config: { may: 'case.see' }, schema: { params: ById, body: Reading, response: none } }, async ({ actor, params, body }, answer) => { await readTalk(actor, params.id, body.n); return answer.status(204).send() })
  app.post('/api/v1/talks/:id/typing', { config: { may: 'case.reply' }, schema: { params: ById, body: AgentTyping, response: none } }, async ({ actor, params, body }, answer) => { await typingAsAgent(actor, params.id, body.on); return answer.status(204).send() })
  app.post('/api/v1/talks/:id/transfer', { config: { may: 'case.assign' }, schema: { params: ById, body: Transfer, response: { 200: AgentTalk.nullable() } } }, ({ actor, params, body }) => transferTalk(actor, params.id, body))
  app.post('/api/v1/talks/:id/invitation', { config: { may: 'case.note' }, schema: { params: ById, body: Invitation, response: none } }, async ({ actor, params, body }, answer) => { await inviteTo(actor, params.id, body); return answer.status(204).send() })
  app.post('/api/v1/talks/:id/ending', { config: { may: 'case.change' }, schema: { params: ById, body: WrapUp, response: { 200: AgentTalk } } }, ({ actor, params, body }) => endAsAgent(actor, params.id, body))

  app.get('/api/v1/visitors', { config: { may: 'customer.see' }, schema: { response: { 200: z.object({ rows: z.array(Visitor) }) } } }, async ({ actor }) => ({ rows: await visitorsFor(actor) }))
  app.get('/api/v1/visitors/:id/talks', { config: { may: 'customer.see' }, schema: { params: ById, response: { 200: z.object({ rows: z.array(EarlierTalk) }) } } }, async ({ actor, params }) => ({ rows: await earlierTalks(actor, params.id) }))
  app.put('/api/v1/visitors/:id/block', { config: { may: 'customer.change' }, schema: { params: ById, response: none } }, async ({ actor, params }, answer) => { await block(actor, params.id, true); return answer.status(204).send() })
  app.delete('/api/v1/visitors/:id/block', { config: { may: 'customer.change' }, schema: { params: ById, response: none } }, async ({ actor, params }, answer) => { await block(actor, params.id, false); return answer.status(204).send() })
  app.post('/api/v1/visitors/:id/greeting', { config: { may: 'case.reply' }, schema: { params: ById, body: Greeting, response: none } }, async ({ actor, params, body }, answer) => { await greet(actor, params.id, body.text); return answer.status(204).send() })
}
