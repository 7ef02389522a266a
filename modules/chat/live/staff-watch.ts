import { log } from '#platform/log'
import { onHail } from '#platform/wake'
import { forgetAgents, staffedOn } from '../flows/staffed.ts'
import { StaffHailed } from '../flows/tell.ts'
import type { Site } from '../flows/site.ts'
import type { ToVisitor } from '../protocol.ts'
import type { Hub } from './hub.ts'

/** So many windows are told in one turn of the event loop; then others have theirs. */
const atOnce = 1_000
const lookEveryMs = 5_000

/** Tells every window when somebody comes or the last one leaves; the clock also opens and closes. */
export function watchStaff(hub: Hub) {
  const shown = new Map<string, string>()

  async function look(accountId: string | null) {
    const sites = new Map<string, Site>()
    for (const { site } of hub.guests) if (!accountId || site.accountId === accountId) sites.set(site.widgetId, site)
    for (const widgetId of shown.keys()) if (!accountId && !sites.has(widgetId)) shown.delete(widgetId)
    for (const [widgetId, site] of sites) {
      const staffed = await staffedOn(site)
      const now = JSON.stringify(staffed)
      const before = shown.get(widgetId)
      shown.set(widgetId, now)
      // Who came in since was told when they came.
      if (before !== undefined && before !== now) await tellAll(widgetId, { type: 'staffed', staffed })
    }
  }
  async function tellAll(widgetId: string, frame: ToVisitor) {
    let n = 0
    for (const guest of hub.guests) {
      if (guest.site.widgetId !== widgetId) continue
      guest.say(frame)
      if (++n % atOnce === 0) await new Promise(setImmediate)
    }
  }
  const tryLook = (accountId: string | null) => void look(accountId).catch((error) => log.warn({ error }, 'who is there for chats could not be looked up'))
  const clock = setInterval(() => tryLook(null), lookEveryMs).unref()
  const off = onHail('chat:staff', (what) => {
    const said = StaffHailed.safeParse(what)
    if (!said.success) return
    forgetAgents(said.data.accountId)
    tryLook(said.data.accountId)
  })
  return {
    /** What is known on a widget from now on, so that the next change is seen. */
    knows(site: Site, staffed: unknown) { if (!shown.has(site.widgetId)) shown.set(site.widgetId, JSON.stringify(staffed)) },
    stop() { clearInterval(clock); off() },
  }
}
