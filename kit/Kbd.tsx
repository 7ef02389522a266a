import { shownKeys } from './key-map.ts'
import { useKeyMap } from './keys.ts'
import './Kbd.css'

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
/** Keys shown where they act; drawn, so that they are not part of a button's name. `Mod` is Ctrl, or the command key on Apple's machines. */
export function Kbd({ keys }: { keys: string }) {
  const map = useKeyMap()
  return <kbd className="kbd" aria-hidden="true" data-keys={shownKeys(map, keys).replace('Mod', isApple ? '⌘' : 'Ctrl')} />
}
