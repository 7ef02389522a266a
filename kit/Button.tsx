import type { ButtonHTMLAttributes } from 'react'
import './Button.css'

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: 'plain' | 'primary' | 'quiet' | 'danger'; busy?: boolean; small?: boolean }

/** While busy it keeps its width and says so; it does not lose the focus, as a disabled one would. */
export function Button({ look = 'plain', busy = false, small = false, className = '', onClick, type = 'button', ...rest }: Props) {
  return <button {...rest} type={type} aria-busy={busy || undefined} onClick={busy ? (event) => event.preventDefault() : onClick}
    className={`button button--${look}${small ? ' button--small' : ''}${busy ? ' button--busy' : ''} ${className}`} />
}
