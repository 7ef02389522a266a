import { z } from 'zod'
import { happening } from '#platform/events'

/** A shared text was written, changed or retired. */
export const textChanged = happening('text.changed', z.object({}))
