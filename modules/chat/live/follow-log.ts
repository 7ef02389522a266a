import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#platform/db'
import { endOfLog, placeOf, readLog, type LoggedEvent } from '#platform/events'
import { log } from '#platform/log'
import { untilWoken } from '#platform/wake'
import { widgetChanged } from '../events.ts'
import { forgetSites } from '../flows/site.ts'
import type { Hub } from './hub.ts'

const lookEveryMs = 1_000

/** What was hailed while nobody listened is in the log: once a second it says of which talks there may be news. */
export function followLog(hub: Hub): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  async function run() {
    let place = await db().acrossAccounts('chat', endOfLog)
    while (!stopping.signal.aborted) {
      try {
        const { events } = await db().acrossAccounts('chat', (tx) => readLog(tx, place, 1_000))
        const last = events.at(-1)
        if (last) place = placeOf(last)
        heed(hub, events)
        if (events.length === 1_000) continue
        await pause(lookEveryMs, undefined, { signal: stopping.signal })
        await untilWoken('events', lookEveryMs, stopping.signal)
      } catch (error) {
        if (stopping.signal.aborted) return
        log.warn({ error }, 'chat cannot read the log and tries again')
        await pause(500)
      }
    }
  }
  const running = run().catch((error) => log.error({ error }, 'chat does not follow the log'))
  return { async stop() { stopping.abort(); await running } }
}

function heed(hub: Hub, events: LoggedEvent[]) {
  for (const { accountId, verb, facts, caseId } of events) {
    if (verb === 'message.received' || verb === 'message.written') hub.look(accountId, [String(facts['conversationId'])])
    else if (verb.startsWith('talk.')) hub.look(accountId, [String(facts['talkId'])])
    else if (verb === 'case.assigned' && caseId) hub.lookByCase(accountId, caseId)
    else if (verb === widgetChanged.verb) forgetSites()
  }
}
