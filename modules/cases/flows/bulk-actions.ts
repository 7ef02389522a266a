import { actorOfPerson } from '#modules/accounts'
import { db, type Tx } from '#platform/db'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import { wantJob } from '#platform/jobs'
import type { Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import type { z } from 'zod'
import type { BulkAction, BulkInput } from '../contract.ts'
import { bulkProgressed } from '../events.ts'
import { addBulk, addBulkItems, bulkForUpdate, bulkRow, howItStands, idsInSight, nextItems, reasonsOf, setBulkState, settleItem, tallyOf, type BulkBefore } from '../queries/bulk.ts'
import { caseRowFor, listOfView, pageWithin } from '../queries/list.ts'
import { casesForUpdate } from '../queries/moves.ts'
import { again } from './again.ts'
import { doDeed, undoDeed } from './bulk-deed.ts'
import { byPerson, scopeOf } from './case-in-sight.ts'
import { searchCases } from './search-cases.ts'

const most = 5000
/** So many share a transaction: short enough that nobody waits for it, long enough that a thousand cases are a matter of seconds. */
const batch = 25

/** One deed for many cases, to be worked off by a job. Which cases those are is settled now: what comes into the view later is not meant. */
export async function beginBulk(tx: Tx, actor: Actor, input: z.infer<typeof BulkInput>): Promise<{ id: string }> {
  const { action } = input
  const named = input.caseIds ?? await idsOfView(tx, actor, input.of!)
  // Nobody learns by a bulk action whether a case exists: of what is not seen there is none.
  const inSight = new Set(await idsInSight(tx, actor, named))
  const seen = [...new Set(named)].filter((each) => inSight.has(each) && (action.kind !== 'merge' || each !== action.into))
  if (!seen.length) throw unknown('case')
  const id = newId()
  await addBulk(tx, { accountId: actor.accountId, id, byPerson: actor.personId, action: JSON.stringify(action), total: seen.length })
  await addBulkItems(tx, seen.map((caseId, position) => ({ accountId: actor.accountId, bulkId: id, caseId, position })))
  await wantJob(tx, 'bulk action', { accountId: actor.accountId, id }, { key: `bulk ${id}` })
  return { id }
}

async function idsOfView(tx: Tx, actor: Actor, of: NonNullable<z.infer<typeof BulkInput>['of']>): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | null | undefined; cursor !== null && ids.length < most;) {
    const query = { ...of, limit: 200, ...cursor ? { cursor } : {} }
    const page = of.q?.trim() ? await searchCases(tx, actor, { ...query, q: of.q }, new Date()) : await pageWithin(tx, actor, listOfView(actor, query))
    ids.push(...page.rows.map((row) => row.id))
    cursor = page.nextCursor
  }
  return ids.slice(0, most)
}

/** As one took it on, so one takes it back, for each case to which nothing has happened since. */
export async function undoBulk(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [found] = await bulkForUpdate(tx, { id })
  if (found?.byPerson !== actor.personId) throw unknown('bulk action')
  if (found.state === 'working') throw new Refusal('conflict', 'It is still under way. Wait until it is done, then undo it.')
  if (found.state !== 'done') return
  await setBulkState(tx, { id, state: 'undoing' })
  await wantJob(tx, 'bulk action', { accountId: actor.accountId, id }, { key: `bulk undo ${id}` })
}

/** How far it is, for whoever asked for it. @throws Refusal 'unknown' */
export async function presentBulk(tx: Tx, actor: Actor, id: string): Promise<BulkAction> {
  const [found] = await bulkRow(tx, { id })
  if (found?.byPerson !== actor.personId) throw unknown('bulk action')
  const [tally] = await tallyOf(tx, { bulkId: id })
  const { byPerson: _, ...rest } = found
  const reasons: BulkAction['reasons'] = []
  for (const each of await reasonsOf(tx, { bulkId: id })) {
    const row = await caseRowFor(tx, actor, each.caseId)
    if (row) reasons.push({ ...each, reference: row.reference, subject: row.subject })
  }
  return { ...rest, ...tally!, waiting: found.state === 'undoing' ? tally!.changed : tally!.waiting, reasons }
}

/** The job: batch by batch until nothing waits. A batch is done with its items or not at all, so that a crash repeats nothing. */
export async function workOffBulk(accountId: string, id: string): Promise<void> {
  while (await again(() => workOffBatch(accountId, id)));
}

async function workOffBatch(accountId: string, id: string): Promise<boolean> {
  const [found] = await db().reading({ accountId, brandIds: 'all' }, (tx) => bulkRow(tx, { id }))
  const actor = found && await actorOfPerson(accountId, found.byPerson)
  // Whoever may not sign in any more changes nothing any more either.
  if (!actor) {
    if (found) await db().transaction({ accountId, brandIds: 'all' }, (tx) => setBulkState(tx, { id, state: found.state === 'undoing' ? 'undone' : 'done' }))
    return false
  }
  return db().transaction(scopeOf(actor), async (tx) => {
    const [bulk] = await bulkForUpdate(tx, { id })
    const undoing = bulk!.state === 'undoing'
    if (bulk!.state !== 'working' && !undoing) return false
    const items = await nextItems(tx, { bulkId: id, state: undoing ? 'done' : 'waiting', limit: batch })
    // All at once and in the order of their ids, as everybody holds several: two deeds for the same cases come one after the other.
    await casesForUpdate(tx, { ids: [...items.map((each) => each.caseId), ...bulk!.action.kind === 'merge' ? [bulk!.action.into] : []] })
    for (const item of items) await workOffItem(tx, actor, bulk!, item, undoing)
    const more = items.length === batch
    if (!more) await setBulkState(tx, { id, state: undoing ? 'undone' : 'done' })
    const [tally] = await tallyOf(tx, { bulkId: id })
    await announce(tx, byPerson(actor), bulkProgressed({ brandId: null, subjectId: id }, { state: more ? bulk!.state : undoing ? 'undone' : 'done', waiting: undoing ? tally!.changed : tally!.waiting, total: bulk!.total }))
    return more
  })
}

type Item = { caseId: string; before: BulkBefore | null; versionAfter: number | null }

/** One case; what is refused for it is refused for it alone. */
async function workOffItem(tx: Tx, actor: Actor, bulk: { id: string; action: BulkAction['action'] }, item: Item, undoing: boolean): Promise<void> {
  const settle = (state: string, more: { code?: string; why?: string; before?: string; versionAfter?: number } = {}) =>
    settleItem(tx, { bulkId: bulk.id, caseId: item.caseId, state, code: more.code ?? null, why: more.why ?? null, before: more.before ?? null, versionAfter: more.versionAfter ?? null })
  await tx.run('', 'savepoint one_case', [])
  try {
    const [stands] = await howItStands(tx, { id: item.caseId })
    if (!stands) throw unknown('case')
    const { version, ...rest } = stands
    if (undoing) {
      if (!item.before) return await settle('undone')
      if (version !== item.versionAfter) return await settle('kept', { code: 'changed-since', why: 'Something has happened to it since.' })
      await undoDeed(tx, actor, item.caseId, bulk.action, item.before, stands, new Date())
      return await settle('undone')
    }
    await doDeed(tx, actor, item.caseId, bulk.action, stands, new Date())
    const after = (await howItStands(tx, { id: item.caseId }))[0]?.version ?? version
    await settle('done', after === version ? {} : { before: JSON.stringify(rest), versionAfter: after })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await tx.run('', 'rollback to savepoint one_case', [])
    await settle(undoing ? 'kept' : 'refused', { code: error.code, why: error.message })
  }
}
