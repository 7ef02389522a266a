import { addWords, foldWords } from '#modules/conversations'
import { deliveryChanged } from '#events/conversations'
import { db, type Tx } from '#platform/db'
import { announce, theSystem, type LoggedEvent } from '#platform/events'
import { follow, when } from '#platform/followers'
import { everyMinutes, job } from '#platform/jobs'
import { standingOf, withStatus } from './domain/standing.ts'
import { caseReopened } from './events.ts'
import { caseById, caseForUpdate, setMark, setStatus } from './queries/cases.ts'
import { about } from './flows/case-in-sight.ts'
import { workOffBulk } from './flows/bulk-actions.ts'
import { wakeForgotten, wakeIfDue } from './flows/snooze.ts'
import { foldStandings } from './queries/counts.ts'

type Standing = { status: string; ownerId: string | null; teamId: string | null }

/** The newest standing of each case that a batch of the log tells of: by number, for the log is in the order of transactions. */
function standingsIn(events: LoggedEvent[]): Array<{ case_id: string; brand_id: string; status: string; owner_id: string | null; team_id: string | null; seq: number }> {
  const newest = new Map<string, LoggedEvent>()
  for (const event of events) if (event.caseId && 'standing' in event.facts && event.seq > (newest.get(event.caseId)?.seq ?? 0)) newest.set(event.caseId, event)
  return [...newest].map(([caseId, event]) => {
    const { status, ownerId, teamId } = event.facts['standing'] as Standing
    return { case_id: caseId, brand_id: event.brandId!, status, owner_id: ownerId, team_id: teamId, seq: event.seq }
  })
}

/** What we do when others announce, and what time makes us do. */
export function registerCases() {
  follow('case counts', async (tx, events) => {
    const standings = standingsIn(events)
    if (standings.length) await foldStandings(tx, { accountId: tx.scope!.accountId, standings: JSON.stringify(standings) })
  })
  follow('words for search', async (tx, events) => {
    const messageIds = events.filter((each) => each.verb === 'message.received' || each.verb === 'message.written').map((each) => each.subjectId)
    if (messageIds.length) await foldWords(tx, { messageIds })
    for (const { verb, caseId, facts } of events) if (verb === 'case.changed' && caseId) await foldSubject(tx, caseId, facts['changed'])
  })
  job('wake case', async ({ accountId, id }) => db().transaction({ accountId: String(accountId), brandIds: 'all' }, (tx) => wakeIfDue(tx, String(id), new Date())))
  job('bulk action', ({ accountId, id }) => workOffBulk(String(accountId), String(id)))
  everyMinutes(1, 'wake-forgotten-cases', () => wakeForgotten(new Date()))
  when(deliveryChanged, 'case marks: tell that a sending failed', (tx, facts, event) => markCase(tx, facts.state, event))
}

async function foldSubject(tx: Tx, caseId: string, changed: unknown) {
  const { subject } = changed as { subject?: string }
  const [held] = subject ? await caseById(tx, { id: caseId }) : []
  if (subject && held?.lastMessageId) await addWords(tx, { messageId: held.lastMessageId, text: subject })
}

/** A sending that failed comes back to the desk: marked, and open again when its case waits for a customer who heard nothing. */
async function markCase(tx: Tx, state: string, { caseId }: LoggedEvent) {
  if (!caseId) return
  const [named] = await caseForUpdate(tx, { id: caseId })
  // Written before it was merged: the work on it goes on where it was merged into.
  const [held] = named?.mergedInto ? await caseForUpdate(tx, { id: named.mergedInto }) : [named]
  if (!held) return
  const failed = state === 'failed' || state === 'bounced'
  if (failed || state === 'doubtful') {
    await setMark(tx, { id: held.id, mark: failed ? 'delivery-failed' : 'delivery-doubtful', on: true })
    if (held.status === 'waiting-customer' || held.status === 'solved') {
      await setStatus(tx, { id: held.id, status: 'open' })
      await announce(tx, theSystem, caseReopened(about(held), { from: held.status, standing: standingOf(withStatus(held, 'open')) }))
    }
  } else if (state === 'sent' || state === 'cancelled' || state === 'queued') {
    for (const mark of ['delivery-failed', 'delivery-doubtful']) if (held.marks.includes(mark)) await setMark(tx, { id: held.id, mark, on: false })
  }
}
