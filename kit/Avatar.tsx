import { initials } from './formats.ts'
import './Avatar.css'

/** Initials only; the name stands beside it, so screen readers need not hear them. */
export const Avatar = ({ name, small = false }: { name: string; small?: boolean }) => <span className={`avatar${small ? ' avatar--small' : ''}`} aria-hidden="true">{initials(name)}</span>
