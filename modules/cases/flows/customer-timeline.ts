import type { z } from 'zod'
import { customerFor } from '#modules/customers'
import type { Tx } from '#platform/db'
import { caseSight, may, type Actor } from '#platform/permissions'
import { ask } from '#platform/question'
import { unknown } from '#platform/refusal'
import type { Timeline } from '../contract.ts'
import { readPlaceInList } from '../domain/place-in-list.ts'
import { readsNotes } from '../domain/reads-notes.ts'
import { timelineSql, type TimelineRow } from '../queries/beside.ts'

const pageSize = 30

/** Everything ever between a customer and us, as far as the reader sees the cases it belongs to. @throws Refusal 'unknown' */
export async function customerTimeline(tx: Tx, actor: Actor, customerId: string, cursor: string | undefined): Promise<z.infer<typeof Timeline>> {
  const { brandId } = await customerFor(tx, customerId)
  if (!may(actor, 'customer.see', { brandId })) throw unknown('customer')
  const sight = caseSight(actor, 'c')
  const place = readPlaceInList(cursor)
  const rows = await ask<TimelineRow>(tx, timelineSql(sight.condition), { ...sight.values, customerId, withNotes: readsNotes(actor), before: place?.at ?? null, beforeId: place?.id ?? null, limit: pageSize + 1 })
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return { entries: shown.map(({ id: _id, micros: _micros, at, ...rest }) => ({ ...rest, at: at.toISOString() })), nextCursor: rows.length > pageSize && last ? `${last.micros}.${last.id}` : null }
}
