import type { WebSocket } from 'ws'
import type { Site } from '../flows/site.ts'
import type { ToVisitor } from '../protocol.ts'

type Bye = Extract<ToVisitor, { type: 'bye' }>['reason']
/** One window of a visitor, over whichever way it is connected. There are many thousands: no closures, no timers of their own. */
export type Guest = {
  site: Site; visitorId: string; talkId: string | null
  /** Up to this line everything was told to it. */ told: number
  say: (this: Guest, frame: ToVisitor) => void
  /** Says good-bye and hangs up. */ end: (this: Guest, reason: Bye) => void
  socket: WebSocket | null
}
