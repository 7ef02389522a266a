import { lookAtVisitors, MovesHailed, visitorsAsSeen } from '#modules/chat'
import type { VisitorsSign } from '#contracts/chat'
import type { z } from 'zod'
import { log } from '#platform/log'
import type { Actor } from '#platform/permissions'
import { onHail } from '#platform/wake'

type Desk = { actor: Actor; /** The page of visitors is open. */ visitors: boolean }
type Sign = z.infer<typeof VisitorsSign>

const tellEveryMs = 1_000
const sayEveryMs = 15_000
const mostAtOnce = 200

/** Who comes to the brands' sites, goes to another page and leaves is told to the desks that look: gathered, so that none hears more than one frame a second. */
export function heedVisitors<One extends Desk>(desks: Iterable<One>, tell: (desk: One, sign: Sign) => void) {
  const news = new Map<string, Set<string>>()
  const saidAt = new Map<string, number>()
  const looking = (accountId?: string) => [...desks].filter((each) => each.visitors && (!accountId || each.actor.accountId === accountId))

  const off = onHail('chat:moves', (what) => {
    const said = MovesHailed.safeParse(what)
    if (!said.success || !looking(said.data.accountId).length) return
    const { accountId, visitorIds } = said.data
    const of = news.get(accountId)
    if (of) for (const id of visitorIds) of.add(id)
    else news.set(accountId, new Set(visitorIds))
  })
  async function tellNews() {
    for (const [accountId, ids] of [...news]) {
      news.delete(accountId)
      const all = looking(accountId)
      if (!all.length) continue
      if (ids.size > mostAtOnce) { for (const desk of all) tell(desk, { here: [], left: [], more: true }); continue }
      const signs = await visitorsAsSeen(accountId, [...ids], all.map((each) => each.actor))
      all.forEach((desk, index) => { const sign = signs[index]!; if (sign.here.length || sign.left.length) tell(desk, sign) })
    }
  }
  /** Processes tell of visitors only while somebody looks. */
  function say(accountId: string) {
    const now = Date.now()
    if ((saidAt.get(accountId) ?? 0) > now - sayEveryMs / 2) return
    saidAt.set(accountId, now)
    lookAtVisitors(accountId)
  }
  const telling = setInterval(() => void tellNews().catch((error) => log.warn({ error }, 'the desks were not told of visitors')), tellEveryMs).unref()
  const saying = setInterval(() => { for (const accountId of new Set(looking().map((each) => each.actor.accountId))) say(accountId) }, sayEveryMs).unref()
  return {
    look(desk: One, on: boolean) {
      desk.visitors = on
      if (on) say(desk.actor.accountId)
    },
    stop() { off(); clearInterval(telling); clearInterval(saying) },
  }
}
