import { PresenceLine } from './PresenceLine.tsx'

const maren = { personId: 'p1', name: 'Maren Lindqvist', doing: 'replying' as const }
export const replying = <PresenceLine people={[maren]} />
export const several = <PresenceLine people={[maren, { personId: 'p2', name: 'Jonas Brandt', doing: 'looking' }, { personId: 'p3', name: 'Pärt Tamm', doing: 'looking' }]} />
