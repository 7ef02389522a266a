import { z } from 'zod'

export const notificationKinds = ['mention', 'assigned', 'answered', 'chat', 'woken', 'undelivered', 'unassigned', 'webhook'] as const
export const NotificationKind = z.enum(notificationKinds)
export type NotificationKind = z.infer<typeof NotificationKind>

/** Something that one person is told. Several of one kind and case within a short time are one: `count` says of how many. */
export const Told = z.object({
  id: z.uuid(), kind: NotificationKind, count: z.number().int(), at: z.string(), readAt: z.string().nullable(), brandId: z.uuid(),
  case: z.object({ id: z.uuid(), reference: z.string(), subject: z.string() }).nullable(),
  /** The first of the messages it tells of: where to read on. */
  messageId: z.uuid().nullable(),
  /** The chat that waits, where it tells of one. */
  talkId: z.uuid().nullable(),
  /** Who did it: a colleague, or who wrote. Empty where it was nobody in particular. */
  by: z.string(),
  /** How the newest of it begins; of a webhook its name. */
  words: z.string(),
})
export type Told = z.infer<typeof Told>
export const toldFilters = ['all', 'unread', 'mentions'] as const
export type ToldFilter = (typeof toldFilters)[number]
export const ToldQuery = z.object({ filter: z.enum(toldFilters).default('all'), cursor: z.string().max(80).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) })
/** `unread` counts all that is not read, whatever the page holds; it ends at 1,000. */
export const ToldPage = z.object({ rows: z.array(Told), nextCursor: z.string().nullable(), unread: z.number().int() })
export type ToldPage = z.infer<typeof ToldPage>
/** These, or (without ids) all that there are at this moment. */
export const ReadingInput = z.object({ ids: z.array(z.uuid()).min(1).max(200).optional() })
export const Reading = z.object({ /** Under this name it can be undone. */ id: z.uuid(), count: z.number().int() })

/** `page` is the root: what is not told in the page is told nowhere. */
export const Wish = z.object({ page: z.boolean(), browser: z.boolean(), sound: z.boolean() })
export type Wish = z.infer<typeof Wish>
export type Way = keyof Wish
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write it as 18:30.')
/** From … to … in a zone; a night that passes midnight belongs to the day on which it begins (1 is Monday). The same time twice is the whole day. */
export const Quiet = z.object({ from: timeOfDay, to: timeOfDay, days: z.array(z.number().int().min(1).max(7)).min(1).max(7), zone: z.string().max(60) })
export type Quiet = z.infer<typeof Quiet>
export const SettingsInput = z.object({
  wishes: z.record(NotificationKind, Wish), /** How much a browser's notification says, where others may look on. */ contents: z.enum(['full', 'discreet']), volume: z.number().min(0).max(1), quiet: Quiet.nullable(),
})
export const Settings = SettingsInput.extend({ pausedUntil: z.string().nullable() })
export type Settings = z.infer<typeof Settings>
export const Pause = z.object({ /** ISO 8601, within a year. */ until: z.iso.datetime({ offset: true }) })

const wish = (page: boolean, browser: boolean, sound = false): Wish => ({ page, browser, sound })
/** For whoever never chose: told in the page, by the browser where one allowed it, and without a sound; but for somebody who waits in a chat at this moment. */
export const usualSettings: Settings = {
  wishes: { mention: wish(true, true), assigned: wish(true, true), answered: wish(true, true), chat: wish(true, true, true), woken: wish(true, true), undelivered: wish(true, true), unassigned: wish(false, false), webhook: wish(true, false) },
  contents: 'full', volume: 0.5, quiet: null, pausedUntil: null,
}
