import type { SavedView } from '#contracts/cases'
import { SearchReading } from './SearchReading.tsx'
import { ViewList } from './ViewsPage.tsx'

const view: SavedView = { id: 'v1', name: 'Returns of tents', icon: 'R', query: 'kind:return tag:tent is:open', shared: false, brandId: null, hidden: false, version: 1, mayChange: true }
export const views = <ViewList onChange={() => undefined} views={[view, { ...view, id: 'v2', name: 'Recall of lot 7', icon: '7', shared: true, brandId: 'b1', mayChange: false }, { ...view, id: 'v3', name: 'Urgent', icon: '!', shared: true, hidden: true }]} />
const filters = [{ key: 'from', value: 'Anna de Vries', negated: false, from: 0, to: 20 }, { key: 'is', value: 'solved', negated: true, from: 21, to: 31 }]
export const understood = <SearchReading onSave={() => undefined} onTakeOut={() => undefined} reading={{ filters, problems: [], order: 'best' }} />
export const mistaken = <SearchReading onSave={() => undefined} onTakeOut={() => undefined} reading={{ filters: [], problems: [{ code: 'unknown-value', key: 'is', value: 'lost', from: 0, to: 7, sentence: '' }], order: 'sorted' }} />
