import './Kbd.css'

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
/** Keys shown where they act; drawn, so that they are not part of a button's name. `Mod` is Ctrl, or the command key on Apple's machines. */
export const Kbd = ({ keys }: { keys: string }) => <kbd className="kbd" aria-hidden="true" data-keys={keys.replace('Mod', isApple ? '⌘' : 'Ctrl')} />
