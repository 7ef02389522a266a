import { initials } from './formats.ts'
import './Avatar.css'

/** Initials only; the name stands beside it. They are drawn, not written: neither read aloud nor copied. */
export const Avatar = ({ name, small = false }: { name: string; small?: boolean }) => <span className={`avatar${small ? ' avatar--small' : ''}`} aria-hidden="true" data-initials={initials(name)} />
