import { Chip } from './Chip.tsx'

export const tones = <div className="row-of"><Chip>return</Chip><Chip tone="good">Solved</Chip><Chip tone="soon">waiting 12 minutes</Chip><Chip tone="late">Not delivered</Chip></div>
