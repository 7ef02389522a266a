import { CaseLinks, MergedNote } from './CaseLinks.tsx'
import { view } from './sample-case.ts'

const moves = { unmerge: () => {}, unlink: () => {} }
const other = { caseId: 'c2', reference: 'F-1040', subject: 'Rechnung fehlt', reason: '' }
export const several = <CaseLinks may moves={moves} links={[{ ...other, kind: 'merged-from' }, { ...other, caseId: 'c3', reference: 'F-1031', kind: 'related' }, { ...other, caseId: 'c4', reference: 'F-0977', kind: 'follow-up-of' }]} />
export const onlyRead = <CaseLinks may={false} moves={moves} links={[{ ...other, kind: 'merged-from' }]} />
export const merged = <MergedNote may moves={moves} view={{ ...view, merged: true, links: [{ ...other, kind: 'merged-into' }] }} />
export const mergedOutOfSight = <MergedNote may={false} moves={moves} view={{ ...view, merged: true }} />
