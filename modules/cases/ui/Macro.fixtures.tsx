import type { TextDeed } from '#contracts/knowledge'
import { MacroChips, MacroLine } from './MacroChips.tsx'
import { MacroFields } from './MacroFields.tsx'

const deeds: TextDeed[] = [{ kind: 'status', status: 'solved' }, { kind: 'tag', add: ['spare-part'], remove: ['new'] }, { kind: 'assign', to: 'me', id: null }, { kind: 'snooze', hours: 48 }]
export const chips = <MacroChips deeds={deeds} />
export const line = <MacroLine text={{ name: 'Ersatzteil ist unterwegs', deeds }} onRemove={() => undefined} />
export const fields = <MacroFields deeds={deeds} brandId="b1" forAll={false} onChange={() => undefined} />
export const none = <MacroFields deeds={[]} brandId={null} forAll onChange={() => undefined} />
