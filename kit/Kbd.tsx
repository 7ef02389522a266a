import './Kbd.css'

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
/** Keys shown where they act. `Mod` is Ctrl, or the command key on Apple's machines. */
export const Kbd = ({ keys }: { keys: string }) => <kbd className="kbd" aria-hidden="true">{keys.replace('Mod', isApple ? '⌘' : 'Ctrl')}</kbd>
