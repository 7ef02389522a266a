import { FoundCases } from './FindCaseDialog.tsx'
import { row } from './sample-case.ts'

const nothing = () => {}
export const found = <FoundCases rows={[row, { ...row, id: 'c2', reference: 'F-1040', subject: 'Rechnung fehlt', status: 'solved' }]} onChoose={nothing} />
export const none = <FoundCases rows={[]} onChoose={nothing} />
export const searching = <FoundCases rows={[]} pending onChoose={nothing} />
