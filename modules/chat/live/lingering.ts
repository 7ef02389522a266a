import { db } from '#platform/db'
import { log } from '#platform/log'
import { onHail } from '#platform/wake'
import { moved } from '../flows/moves.ts'
import { signOf } from '../flows/signs.ts'
import { hailLeft, LeftHailed } from '../flows/tell.ts'
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
  const areHere = (guests: Iterable<Guest>) => forEachAccount(guests, (accountId, ids) => db().transaction({ accountId, brandIds: 'all' }, (tx) => visitorsAreHere(tx, { ids })))
  const here = setInterval(() => void areHere(hub.guests)
    .catch((error) => log.warn({ error }, 'who is here could not be written down')), hereEveryMs).unref()
  const gone = setInterval(() => {
    const now = Date.now()
    const left = [...leaving.values()].filter(({ guest, at }) => at + goneAfterMs < now && !hub.isHere(guest.visitorId)).map((each) => each.guest)
    for (const [visitorId, { at }] of leaving) if (at + goneAfterMs < now) leaving.delete(visitorId)
    if (!left.length) return
    void forEachAccount(left, async (accountId, ids) => {
      await db().transaction({ accountId, brandIds: 'all' }, (tx) => visitorsLeft(tx, { ids }))
      hailLeft(accountId, ids)
    }).then(() => { for (const guest of left) { tell(guest, false); moved(guest.site.accountId, guest.visitorId) } })
      .catch((error) => log.warn({ error }, 'who left could not be written down'))
  }, 1_000).unref()
  // The next page of theirs, or another tab, may hang on this process, and they left only that one.
  const off = onHail('chat:left', (what) => {
    const said = LeftHailed.safeParse(what)
    if (!said.success) return
    const ids = new Set(said.data.visitorIds)
    const still = [...hub.guests].filter((each) => ids.has(each.visitorId) && each.site.accountId === said.data.accountId)
    if (still.length) void areHere(still).then(() => { for (const guest of still) { tell(guest, true); moved(guest.site.accountId, guest.visitorId) } })
      .catch((error) => log.warn({ error }, 'who is still here could not be written down'))
  })
  return {
    came(guest: Guest) {
      moved(guest.site.accountId, guest.visitorId)
      if (!leaving.delete(guest.visitorId)) tell(guest, true)
    },
    left(guest: Guest) { leaving.set(guest.visitorId, { guest, at: Date.now() }) },
    stop() { off(); clearInterval(here); clearInterval(gone) },
  }
}
export type Lingering = ReturnType<typeof openLingering>
