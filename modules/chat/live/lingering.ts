import { db } from '#platform/db'
import { log } from '#platform/log'
import { signOf } from '../flows/signs.ts'
import { visitorsAreHere, visitorsLeft } from '../queries/visitors.ts'
import type { Guest } from './guest.ts'
import type { Hub } from './hub.ts'

const hereEveryMs = 30_000
/** Whoever goes from page to page is away for a moment. */
const goneAfterMs = 4_000

/** Writes down who is still here, together and by the clock; and tells the desks when somebody at a talk comes or goes. */
export function openLingering(hub: Hub) {
  const leaving = new Map<string, { guest: Guest; at: number }>()
  const tell = (guest: Guest, online: boolean) => {
    if (guest.talkId) void signOf({ site: guest.site, talkId: guest.talkId }, { typing: false, peek: '', online }).catch((error) => log.debug({ error }, 'the desks were not told of a visitor'))
  }
  async function forEachAccount(all: Iterable<Guest>, write: (accountId: string, ids: string[]) => Promise<void>) {
    for (const [accountId, guests] of Map.groupBy(all, (each) => each.site.accountId)) {
      const ids = [...new Set(guests.map((each) => each.visitorId))]
      for (let first = 0; first < ids.length; first += 500) await write(accountId, ids.slice(first, first + 500).sort())
    }
  }
  const here = setInterval(() => void forEachAccount(hub.guests, (accountId, ids) => db().transaction({ accountId, brandIds: 'all' }, (tx) => visitorsAreHere(tx, { ids })))
    .catch((error) => log.warn({ error }, 'who is here could not be written down')), hereEveryMs).unref()
  const gone = setInterval(() => {
    const now = Date.now()
    const left = [...leaving.values()].filter(({ guest, at }) => at + goneAfterMs < now && !hub.isHere(guest.visitorId)).map((each) => each.guest)
    for (const [visitorId, { at }] of leaving) if (at + goneAfterMs < now) leaving.delete(visitorId)
    if (!left.length) return
    void forEachAccount(left, (accountId, ids) => db().transaction({ accountId, brandIds: 'all' }, (tx) => visitorsLeft(tx, { ids }))).then(() => { for (const guest of left) tell(guest, false) })
      .catch((error) => log.warn({ error }, 'who left could not be written down'))
  }, 1_000).unref()
  return {
    came(guest: Guest) { if (!leaving.delete(guest.visitorId)) tell(guest, true) },
    left(guest: Guest) { leaving.set(guest.visitorId, { guest, at: Date.now() }) },
    stop() { clearInterval(here); clearInterval(gone) },
  }
}
export type Lingering = ReturnType<typeof openLingering>
