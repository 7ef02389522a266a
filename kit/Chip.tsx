import type { ReactNode } from 'react'
import './Chip.css'

export type Tone = 'neutral' | 'late' | 'soon' | 'good'
/** Words first: the colour repeats what the chip says. */
export const Chip = ({ tone = 'neutral', children, title }: { tone?: Tone; children: ReactNode; title?: string }) => <span className={`chip chip--${tone}`} title={title}>{children}</span>
