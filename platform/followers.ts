import { setTimeout as pause } from 'node:timers/promises'
import type { z } from 'zod'
import { db, type Tx } from './db.ts'
import { readLog, type Happening, type LoggedEvent, type LogPlace } from './events.ts'
import { newId } from './ids.ts'
import { asAccount } from './in-account.ts'
import { log } from './log.ts'
import { untilWoken } from './wake.ts'

/** Takes some events of ONE account, in order, in the transaction that also moves the follower's cursor: exactly once, or again. */
export type Follower = { name: string; take: (tx: Tx, events: LoggedEvent[]) => Promise<void> }

const followers = new Map<string, Follower>()
const reactions = new Map<string, Map<string, Array<(tx: Tx, event: LoggedEvent) => Promise<void>>>>()

/** Follows the whole log in batches (folds such as counts and the search index). */
export function follow(name: string, take: Follower['take']) {
  if (followers.has(name)) throw new Error(`Two followers are called "${name}".`)
  followers.set(name, { name, take })
}

/**
 * What we do when others announce: `when(caseSolved, 'routing: free the capacity', (tx, facts) => …)`.
 * The words before the colon name the follower that carries it, so that one module's trouble does not hold up another's.
 */
export function when<Facts extends z.ZodType>(kind: Happening<Facts>, name: string, react: (tx: Tx, facts: z.infer<Facts>, event: LoggedEvent) => Promise<void>) {
  const carrier = name.split(':')[0]!
  if (!reactions.has(carrier)) {
    reactions.set(carrier, new Map())
    follow(carrier, async (tx, events) => {
      for (const event of events) for (const each of reactions.get(carrier)!.get(event.verb) ?? []) await each(tx, event)
    })
  }
  const byVerb = reactions.get(carrier)!
  byVerb.set(kind.verb, [...byVerb.get(kind.verb) ?? [], (tx, event) => react(tx, event.facts as z.infer<Facts>, event)])
}

/** Those of this house, as their cursors are named. */
export const followerNames = (): string[] => [...followers.keys()]

const batchSize = 200
const lookAgainMs = 1_000
/** Where much happens, what happens meanwhile is taken together. */
const restMs = 25

/** Runs every follower until stopped. Any number of processes may: a cursor is held by one at a time. */
export function runFollowers(): { stop: () => Promise<void>; settled: () => Promise<void> } {
  const stopping = new AbortController()
  const loops = [...followers.values()].map((follower) => loop(follower, stopping.signal))
  return {
    async stop() { stopping.abort(); await Promise.all(loops) },
    /** For tests: everything that is in the log now has been taken by everybody. */
    async settled() { for (const follower of followers.values()) while (await step(follower) !== 'idle') await pause(2) },
  }
}

async function loop(follower: Follower, stop: AbortSignal) {
  let troubles = 0
  while (!stop.aborted) {
    const woken = untilWoken('events', lookAgainMs, stop)
    try {
      const found = await step(follower)
      troubles = 0
      if (found === 'more') continue
      if (found === 'taken') await pause(restMs)
      if (found === 'unsettled') await pause(4)
      else await woken
    } catch (error) {
      troubles++
      log.error({ error, follower: follower.name, troubles }, 'a follower stumbled and tries again')
      await pause(Math.min(250 * 2 ** troubles, 30_000), undefined, { signal: stop }).catch(() => {})
    }
  }
}

/** What there was: more of it, something that was the last of it, something not settled yet, nothing, or somebody else who is at it. */
type Found = 'more' | 'taken' | 'unsettled' | 'idle' | 'busy'

/** One batch. If it fails, its events are taken one by one, so that a bad one is set aside alone. */
async function step(follower: Follower): Promise<Found> {
  try {
    return await takeBatch(follower, batchSize, false)
  } catch (error) {
    log.warn({ error, follower: follower.name }, 'a batch failed; its events are taken one by one')
    for (let n = 0; n < batchSize; n++) {
      const found = await takeBatch(follower, 1, true)
      if (found === 'idle' || found === 'busy') return found
    }
    return 'more'
  }
}

async function takeBatch(follower: Follower, limit: number, setAsideWhatFails: boolean): Promise<Found> {
  return db().acrossAccounts(`follower ${follower.name}`, async (tx) => {
    const cursor = await holdCursor(tx, follower.name)
    if (!cursor) return 'busy'
    const { events, more } = await readLog(tx, cursor, limit)
    if (!events.length) return more ? 'unsettled' : 'idle'
    for (const [accountId, ofAccount] of Map.groupBy(events, (each) => each.accountId)) {
      if (setAsideWhatFails) await tx.run('', 'savepoint one_event', [])
      try {
        await asAccount(tx, accountId, (scoped) => follower.take(scoped, ofAccount))
      } catch (error) {
        if (!setAsideWhatFails) throw error
        await tx.run('', 'rollback to savepoint one_event', [])
        log.error({ error, follower: follower.name, seq: ofAccount[0]!.seq }, 'a reaction failed on an event, which is set aside')
        await tx.run('followers: set aside', 'insert into platform.reaction_failures (account_id, id, follower, seq, words) values ($1, $2, $3, $4, $5)',
          [accountId, newId(), follower.name, ofAccount[0]!.seq, String((error as Error).message).slice(0, 500)])
      }
    }
    const last = events.at(-1)!
    await tx.run('followers: move cursor', 'update platform.cursors set tx = $2::xid8, seq = $3, moved_at = now() where name = $1', [follower.name, last.tx, last.seq])
    return more ? 'more' : 'taken'
  })
}

async function holdCursor(tx: Tx, name: string): Promise<LogPlace | undefined> {
  const hold = () => tx.run<LogPlace>('followers: hold cursor', 'select tx::text as tx, seq from platform.cursors where name = $1 for update skip locked', [name])
  const [held] = await hold()
  if (held) return held
  await tx.run('followers: new cursor', 'insert into platform.cursors (name) values ($1) on conflict do nothing', [name])
  return (await hold())[0]
}
