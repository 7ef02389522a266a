import { log } from '#platform/log'
import type { z } from 'zod'
import type { Exchange, ToVisitor } from '../protocol.ts'
import type { Guest } from './guest.ts'
import { hear, refused } from './hear.ts'
import { letIn, type From } from './let-in.ts'
import type { House } from './sockets.ts'
import { whoeverIsAt } from './toll.ts'

type Asked = z.infer<typeof Exchange>

/**
 * The same protocol where sockets are blocked: what the window says, and what it is told, in one request that is held back while there
 * is nothing to say. The window is at its talk for as long as the request is.
 */
export async function exchange(house: House, asked: Asked, from: From, gone: AbortSignal): Promise<ToVisitor[]> {
  const [first, ...rest] = asked.frames
  if (first?.type !== 'enter') return [refused('invalid')]
  const paid = rest.some((said) => said.type === 'solved' && house.toll.isPaid(whoeverIsAt(from.address), said))
  const entered = await letIn(house, first, from, paid)
  if (!entered.ok) return [entered.frame]
  const { site, visitorId, talk, welcome } = entered
  const { hub, staff, lingering } = house
  const told = asked.knows ? Math.min(asked.knows.n, talk?.last ?? 0) : entered.told
  const frames: ToVisitor[] = hasNews(welcome, asked.knows) ? [welcome] : []
  let wake = () => {}
  const guest: Guest = { site, visitorId, talkId: talk?.id ?? null, told, socket: null, say(frame) { frames.push(frame); wake() }, end(reason) { frames.push({ type: 'bye', reason, between: reason === 'restart' ? [300, 5_000] : null }); wake() } }
  hub.join(guest)
  lingering.came(guest)
  staff.knows(site, welcome.staffed)
  try {
    for (const answer of await Promise.all(rest.map(async (said) => said.type === 'enter' ? null : hear(house, guest, said).catch((error: Error) => { log.warn({ error }, 'what a visitor said could not be heard'); return null })))) if (answer) frames.push(answer)
    const behind = guest.talkId !== null && talk !== null && talk.last > guest.told
    if (behind) hub.look(site.accountId, [talk.id])
    const waitMs = frames.length ? 0 : asked.wait
    if ((behind && !frames.some((each) => each.type === 'lines')) || waitMs) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(waitMs, behind ? 2_000 : 0))
        const end = () => { clearTimeout(timer); resolve() }
        // What comes in the same moment goes along.
        wake = () => setImmediate(end)
        gone.addEventListener('abort', end)
      })
    }
    return frames
  } finally {
    if (hub.leave(guest)) lingering.left(guest)
  }
}

function hasNews(welcome: Extract<ToVisitor, { type: 'welcome' }>, knows: Asked['knows']): boolean {
  if (!knows || welcome.secret !== null) return true
  return welcome.staffed.online !== knows.online || (welcome.talk !== null && (welcome.talk.state !== knows.state || welcome.talk.read !== knows.read))
}
