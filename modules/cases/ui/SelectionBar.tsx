import { Suspense, useEffect } from 'react'
import { later } from '#kit/later.tsx'
import type { Filter } from './api.ts'
import { selection, useSelection } from './selection.ts'

const { Piece: BulkBar } = later(() => import('./BulkBar.tsx').then((file) => file.BulkBar))

/** Above the list as soon as something is chosen or under way. What it can do is fetched then. */
export function SelectionBar({ of, total }: { of: Filter; total: number | undefined }) {
  const { rows, bulkId } = useSelection()
  // What is chosen is chosen in this view; whoever goes elsewhere begins anew.
  useEffect(() => () => { selection.clear() }, [of.view, of.brandId, of.q, of.sort])
  return rows.size || bulkId ? <Suspense fallback={null}><BulkBar of={of} total={total} /></Suspense> : null
}
