import type { CaseField } from '#contracts/cases'
import { CaseFields } from './CaseFields.tsx'
import { FieldCard } from './FieldsPage.tsx'

const field = (id: string, name: string, kind: CaseField['kind'], change: Partial<CaseField> = {}): CaseField => ({ id, brandId: 'b1', name, kind, choices: kind === 'choice' ? [{ key: 'n', label: 'Neu', retired: false }, { key: 'g', label: 'Gebraucht', retired: false }] : [], position: 1, retired: false, version: 1, ...change })
const fields = [field('f1', 'Charge', 'text'), field('f2', 'Anzahl', 'number'), field('f3', 'Gekauft am', 'date'), field('f4', 'Zustand', 'choice'), field('f5', 'Kulanz', 'yes-no'), field('f6', 'Alte Nummer', 'text', { retired: true })]
const values = { f1: '7-B', f2: 12, f3: '2026-10-03', f4: 'g', f5: true, f6: 'X-1' }
const nothing = () => {}
export const filled = <div className="case__facts"><CaseFields fields={fields} brandId="b1" values={values} change onChange={nothing} /></div>
export const empty = <div className="case__facts"><CaseFields fields={fields} brandId="b1" values={{}} change onChange={nothing} /></div>
export const onlyRead = <div className="case__facts"><CaseFields fields={fields} brandId="b1" values={values} change={false} onChange={nothing} /></div>
export const inSettings = <ul><FieldCard field={fields[3]!} onChange={nothing} onRetire={nothing} /><FieldCard field={fields[5]!} onChange={nothing} onRetire={nothing} /></ul>
