import { z } from 'zod'
import { hail } from '#platform/wake'

// What is said at once to every process that may have somebody at a talk: which talk, never what. The log says it too, a little later,
// to whoever missed it.

export const TalksHailed = z.object({ accountId: z.uuid(), talkIds: z.array(z.uuid()), /** Lines are new, or only how the talk stands. */ lines: z.boolean() })
export const TypingHailed = z.object({ accountId: z.uuid(), talkId: z.uuid(), name: z.string().nullable() })
export const StaffHailed = z.object({ accountId: z.uuid() })
/** To all of a visitor's windows: they are blocked, somebody greets them, or they are at another talk now. */
export const VisitorHailed = z.object({ accountId: z.uuid(), visitorId: z.uuid(), blocked: z.boolean().default(false), greeting: z.object({ text: z.string(), name: z.string() }).nullable().default(null), /** They are at this talk now. */ talkId: z.uuid().nullable().default(null) })

/** Their last window here was closed; whoever has another one of theirs says that they are still here. */
export const LeftHailed = z.object({ accountId: z.uuid(), visitorIds: z.array(z.uuid()) })

/** PostgreSQL carries less than 8,000 bytes at once. */
const most = 150
function hailTalks(accountId: string, talkIds: string[], lines: boolean) {
  for (let first = 0; first < talkIds.length; first += most) hail('chat:talks', { accountId, talkIds: talkIds.slice(first, first + most), lines } satisfies z.infer<typeof TalksHailed>)
}
export function hailLeft(accountId: string, visitorIds: string[]) {
  for (let first = 0; first < visitorIds.length; first += most) hail('chat:left', { accountId, visitorIds: visitorIds.slice(first, first + most) } satisfies z.infer<typeof LeftHailed>)
}
export const hailLines = (accountId: string, talkIds: string[]) => hailTalks(accountId, talkIds, true)
export const hailTalk = (accountId: string, talkId: string) => hailTalks(accountId, [talkId], false)
export const hailTyping = (about: z.infer<typeof TypingHailed>) => hail('chat:typing', about)
export const hailStaff = (accountId: string) => hail('chat:staff', { accountId })
export const hailVisitor = (about: z.input<typeof VisitorHailed>) => hail('chat:visitor', about)
