import { z } from 'zod'
import { happening } from '#platform/events'

// The subject of each is the person: nobody else hears of it, whoever they are.

/** Somebody has something new to read: once for all that a moment brought. */
export const notificationTold = happening('notification.told', z.object({ count: z.number().int() }))
/** They read some, in whichever of their windows, or took that back. */
export const notificationRead = happening('notification.read', z.object({ count: z.number().int() }))
export const notificationSettingsChanged = happening('notification.settings-changed', z.object({}))
