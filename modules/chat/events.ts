import { z } from 'zod'
import { happening } from '#platform/events'

/** A visitor began to talk. Its lines are `message.received` and `message.written`, as everywhere. */
export const talkBegan = happening('talk.began', z.object({ talkId: z.uuid(), widgetId: z.uuid(), department: z.string() }))
/** An agent answered for the first time, was changed, or the talk was passed on. */
export const talkTaken = happening('talk.taken', z.object({ talkId: z.uuid(), personId: z.uuid() }))
export const talkTransferred = happening('talk.transferred', z.object({ talkId: z.uuid(), personId: z.uuid().nullable(), teamId: z.uuid().nullable() }))
export const talkEnded = happening('talk.ended', z.object({ talkId: z.uuid(), by: z.enum(['visitor', 'agent', 'time']) }))
export const talkRated = happening('talk.rated', z.object({ talkId: z.uuid(), score: z.number().int() }))
/** Answers to somebody who had left went by mail. */
export const talkMailed = happening('talk.mailed', z.object({ talkId: z.uuid(), upTo: z.number().int() }))
export const visitorIdentified = happening('visitor.identified', z.object({ externalId: z.string() }))
export const visitorBlocked = happening('visitor.blocked', z.object({ blocked: z.boolean() }))
export const widgetChanged = happening('widget.changed', z.object({ version: z.number().int() }))
