import type { BulkAction } from '#contracts/cases'
import { BulkLine, BulkReasons } from './BulkProgress.tsx'
import './BulkBar.css'

const bulk: BulkAction = { id: 'x', action: { kind: 'status', status: 'solved' }, state: 'working', total: 40, waiting: 28, changed: 12, refused: 0, undone: 0, kept: 0, reasons: [] }
const reasons = [{ caseId: 'c1', reference: 'F-1042', subject: 'Zelt', code: 'conflict', why: 'A closed case is kept as evidence and is not opened again.' }, { caseId: 'c2', reference: 'F-1040', subject: 'Rechnung', code: 'changed-since', why: 'Something has happened to it since.' }]
const nothing = () => {}
export const working = <BulkLine bulk={bulk} onUndo={nothing} onDismiss={nothing} />
export const done = <BulkLine bulk={{ ...bulk, state: 'done', waiting: 0, changed: 38, refused: 2, reasons }} onUndo={nothing} onDismiss={nothing} />
export const undone = <BulkLine bulk={{ ...bulk, state: 'undone', waiting: 0, changed: 0, undone: 40 }} onUndo={nothing} onDismiss={nothing} />
export const why = <BulkReasons reasons={reasons} />
