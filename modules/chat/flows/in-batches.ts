import { setTimeout as pause } from 'node:timers/promises'
import { alongside } from '#platform/db'

const inFailedTransaction = '25P02'
/** Deadlock, and a change that somebody else was quicker with. */
const lostRace = ['40P01', '40001']

const busyMs = 25
const gatherMs = 5

/**
 * Gathers what many ask for into batches: while one is under way the next gathers, so that one who is alone waits for nobody and many
 * share a commit. Per account. A batch that fails is done again one by one, so that a bad one fails alone; one that only lost a race for a lock is
 * done again as it is, so that what was said first is also kept first.
 */
export function inBatches<Asked extends { accountId: string }, Done>(most: number, work: (accountId: string, all: Asked[]) => Promise<Done[]>): (asked: Asked) => Promise<Done> {
  type Waiting = { asked: Asked; resolve: (done: Done) => void; reject: (error: unknown) => void }
  const waiting = new Map<string, Waiting[]>()
  const underWay = new Set<string>()
  let endedAt = 0

  async function run(accountId: string) {
    underWay.add(accountId)
    // Those who come in the same turn of the event loop go together; where many come, those of some milliseconds.
    await (performance.now() - endedAt < busyMs ? pause(gatherMs) : new Promise(setImmediate))
    for (let all = take(accountId); all.length; all = take(accountId)) await settle(accountId, all)
    endedAt = performance.now()
    underWay.delete(accountId)
    waiting.delete(accountId)
  }
  function take(accountId: string): Waiting[] {
    const all = waiting.get(accountId) ?? []
    waiting.set(accountId, all.slice(most))
    return all.slice(0, most)
  }
  async function settle(accountId: string, all: Waiting[], tries = 0): Promise<void> {
    try {
      const done = await work(accountId, all.map((each) => each.asked))
      all.forEach((each, index) => each.resolve(done[index]!))
    } catch (error) {
      if (lostRace.includes((error as { code?: string }).code ?? '') && tries < 3) return settle(accountId, all, tries + 1)
      if (all.length === 1) return all[0]!.reject(error)
      for (const each of all) await settle(accountId, [each])
    }
  }
  return (asked) => new Promise((resolve, reject) => {
    const all = waiting.get(asked.accountId) ?? []
    all.push({ asked, resolve, reject })
    waiting.set(asked.accountId, all)
    // Whose request it was that began a batch is nothing to the others in it.
    if (!underWay.has(asked.accountId)) void alongside.exit(() => run(asked.accountId))
  })
}

/** Flows that run side by side in one transaction. If one fails all have come to their end before it does. */
export async function sideBySide<Asked, Done>(all: Asked[], flow: (asked: Asked) => Promise<Done>): Promise<Done[]> {
  const ends = await Promise.allSettled(all.map(flow))
  const failures = ends.flatMap((each) => each.status === 'rejected' ? [each.reason as { code?: string }] : [])
  // What failed only because something before it had is not the reason.
  if (failures.length) throw failures.find((each) => each.code !== inFailedTransaction) ?? failures[0]
  return ends.map((each) => (each as PromiseFulfilledResult<Done>).value)
}

/** So that what is done in batches of several kinds comes one after the other in an account. */
export function inTurn() {
  const last = new Map<string, Promise<unknown>>()
  return <Done>(accountId: string, work: () => Promise<Done>): Promise<Done> => {
    const mine = (last.get(accountId) ?? Promise.resolve()).then(work, work)
    const end = mine.catch(() => {}).then(() => { if (last.get(accountId) === end) last.delete(accountId) })
    last.set(accountId, end)
    return mine
  }
}
