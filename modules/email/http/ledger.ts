import { z } from 'zod'
import { caseToRead, scopeOf as caseScope } from '#modules/cases'
import { underWay } from '#modules/conversations'
import { readBlob } from '#platform/blobs'
import { db, type Scope, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import type { Http } from '#platform/http'
import { brandsFor, caseSight, may, type Actor } from '#platform/permissions'
import { ask } from '#platform/question'
import { Refusal, unknown } from '#platform/refusal'
import { wake } from '#platform/wake'
import { FileNow, LedgerQuery, OutboxQuery } from '../contract.ts'
import { ledgerChanged } from '../events.ts'
import { fileAgain, ledgerBalance, ledgerEntry, ledgerPage, rawHashOf, rejectByHand } from '../queries/ledger.ts'

const beforeAll = '00000000-0000-0000-0000-000000000000'
const ById = z.object({ id: z.uuid() })
const scopeOf = (actor: Actor): Scope => ({ accountId: actor.accountId, brandIds: brandsFor(actor, 'ledger.see') })

/** The mail ledger: every message that was ever handed to us, what became of it, and what can still be done about it. */
export function ledgerRoutes(app: Http) {
  app.get('/api/v1/ledger', { config: { may: 'ledger.see' }, schema: { querystring: LedgerQuery } }, ({ actor, query }) => db().reading(scopeOf(actor), (tx) => ledgerPage(tx, brandsFor(actor, 'ledger.see'), query)))
  app.get('/api/v1/ledger/balance', { config: { may: 'ledger.see' }, schema: { querystring: z.object({ days: z.coerce.number().int().min(1).max(92).default(14) }) } }, ({ actor, query }) =>
    db().reading(scopeOf(actor), async (tx) => ({ rows: await ledgerBalance(tx, { days: query.days, brandIds: brandsFor(actor, 'ledger.see') }) })))

  app.put('/api/v1/ledger/:id/filing', { config: { may: 'ledger.act' }, schema: { params: ById, body: FileNow } }, ({ actor, params, body }) => db().transaction(scopeOf(actor), async (tx) => {
    const entry = await entryInSight(tx, actor, params.id)
    if (body.caseId) {
      const held = await caseToRead(tx, actor, body.caseId)
      if (held.brandId !== entry.brandId) throw unknown('case of this brand')
      if (held.status === 'closed') throw new Refusal('conflict', 'That case is closed and is never written to again. File the mail without naming a case, and it opens one.')
    }
    const [again] = await fileAgain(tx, { id: params.id, forcedCase: body.caseId ?? null, byPerson: actor.personId })
    if (!again) throw new Refusal('conflict', 'This mail is filed, or is being filed at this moment.')
    await tell(tx, actor, entry.brandId, params.id, 'waiting')
    tx.afterCommit(() => wake('mail'))
    return (await ledgerEntry(tx, { id: params.id }))[0]!
  }))
  app.put('/api/v1/ledger/:id/rejection', { config: { may: 'ledger.act' }, schema: { params: ById } }, ({ actor, params }) => db().transaction(scopeOf(actor), async (tx) => {
    const entry = await entryInSight(tx, actor, params.id)
    const [rejected] = await rejectByHand(tx, { id: params.id, byPerson: actor.personId })
    if (!rejected) throw new Refusal('conflict', 'Only a mail in quarantine, or one that could not be filed, can be rejected.')
    await tell(tx, actor, entry.brandId, params.id, 'rejected')
    return (await ledgerEntry(tx, { id: params.id }))[0]!
  }))
  app.get('/api/v1/ledger/:id/raw', { config: { may: 'ledger.see' }, schema: { params: ById } }, ({ actor, params }, answer) => db().reading(scopeOf(actor), async (tx) => {
    await entryInSight(tx, actor, params.id)
    const [found] = await rawHashOf(tx, { id: params.id })
    const bytes = found && await readBlob(tx, found.hash)
    if (!bytes) throw unknown('mail')
    return answer.headers(rawHeaders(params.id)).send(bytes)
  }))

  app.get('/api/v1/outbox', { config: { may: 'ledger.see' }, schema: { querystring: OutboxQuery } }, ({ actor, query }) => db().reading(caseScope(actor), async (tx) => {
    const sight = caseSight(actor, 'c')
    const [, micros = '-2', id = beforeAll] = /^(-?\d{1,17})\.([0-9a-f-]{36})$/.exec(query.cursor ?? '') ?? []
    const found = await underWay(tx, { limit: query.limit + 1, afterMicros: Number(micros), afterId: id })
    const letters = found.slice(0, query.limit)
    const last = letters.at(-1)
    const cases = await ask<{ conversationId: string; caseId: string; reference: string }>(tx, `
      select distinct on (x.conversation_id) x.conversation_id as "conversationId", c.id as "caseId", c.reference from cases.published_places x join cases.published_sights c on c.account_id = x.account_id and c.id = x.case_id
       where x.account_id = (select platform.account()) and x.conversation_id = any (:ids::uuid[]) and ${sight.condition} order by x.conversation_id, x.since desc`, { ...sight.values, ids: letters.map((each) => each.conversationId) })
    const byConversation = new Map(cases.map((each) => [each.conversationId, each]))
    const rows = letters.flatMap(({ conversationId, dueAt, micros: _, ...letter }) => {
      const place = byConversation.get(conversationId)
      return place ? [{ ...letter, caseId: place.caseId, reference: place.reference, dueAt: dueAt?.toISOString() ?? null }] : []
    })
    // Pages are of what is under way; whoever sees less of it gets shorter ones.
    return { rows, nextCursor: found.length > query.limit && last ? `${last.micros}.${last.deliveryId}` : null }
  }))
}

async function entryInSight(tx: Tx, actor: Actor, id: string) {
  const [entry] = await ledgerEntry(tx, { id })
  if (!entry || !may(actor, 'ledger.see', { brandId: entry.brandId })) throw unknown('mail')
  return entry
}

const tell = (tx: Tx, actor: Actor, brandId: string, id: string, state: string) => announce(tx, { kind: 'person', id: actor.personId }, ledgerChanged({ brandId, subjectId: id }, { state }))

/** A raw mail is saved, never shown: nothing in it may run on our origin. */
export const rawHeaders = (id: string) => ({ 'content-type': 'message/rfc822', 'content-disposition': `attachment; filename="${id}.eml"`, 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' })
