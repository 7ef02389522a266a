import { useState, type KeyboardEvent } from 'react'
import { Button } from '#kit/Button.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { Checkbox } from '#kit/Field.tsx'
import { t, type MessageKey } from '#kit/i18n.ts'
import { Kbd } from '#kit/Kbd.tsx'
import { houseKeys, moved, shownKeys } from '#kit/key-map.ts'
import { keepKeyMap, singleKeysOn, switchSingleKeys, useKeyMap } from '#kit/keys.ts'

const keys: [string[], MessageKey][] = [
  [['j'], 'keys.next'], [['k'], 'keys.before'], [['Enter'], 'keys.open'], [['r'], 'keys.reply'], [['n'], 'keys.note'], [['f'], 'keys.forward'], [['m'], 'keys.texts'], [['a'], 'keys.assign'], [['t'], 'keys.take'], [['e'], 'keys.solve'], [['z'], 'keys.snooze'], [['x'], 'keys.choose'], [['J', 'K'], 'keys.choose-on'], [['u'], 'keys.undo'], [['/'], 'keys.search'],
  [['g m'], 'keys.go-mine'], [['g u'], 'keys.go-unassigned'], [['g a'], 'keys.go-all'], [['g c'], 'keys.go-chats'], [['g n'], 'notify.title'], [['?'], 'keys.help'], [['Esc'], 'keys.leave'], [['Mod ↵'], 'keys.send'], [['Mod ⇧ ↵'], 'keys.send-solve'],
]
const movable = (pressed: string[]) => pressed.length === 1 && (houseKeys as readonly string[]).includes(pressed[0]!)

/** What the keys do, and where they are: each can be put elsewhere. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(singleKeysOn)
  const [waiting, setWaiting] = useState<string | null>(null)
  const [told, setTold] = useState('')
  const map = useKeyMap()
  const nameOf = (key: string) => { const found = keys.find(([pressed]) => pressed[0] === key); return found ? t(found[1]) : key }
  const press = (event: KeyboardEvent, key: string) => {
    if (event.key === 'Tab' || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    setWaiting(null)
    if (event.key === 'Escape') return
    const done = moved(map, key, event.key)
    if ('map' in done) { keepKeyMap(done.map); setTold('') }
    else setTold('takenBy' in done ? t('keys.taken', { key: event.key, name: nameOf(done.takenBy) }) : t('keys.impossible'))
  }
  return <Dialog title={t('keys.title')} onClose={onClose}>
    <dl className="facts">{keys.map(([pressed, name]) => <div key={name} className="facts__row"><dt>{t(name)}</dt><dd>
      {pressed.map((each) => <span key={each}><Kbd keys={each} /><span className="hidden-text">{shownKeys(map, each)}</span> </span>)}
      {movable(pressed) ? <Button small look="quiet" aria-pressed={waiting === pressed[0]} onClick={() => setWaiting(waiting === pressed[0] ? null : pressed[0]!)} onBlur={() => setWaiting(null)} onKeyDown={waiting === pressed[0] ? (event) => press(event, pressed[0]!) : undefined}>
        {t(waiting === pressed[0] ? 'keys.press' : 'change')}<span className="hidden-text"> {t(name)}</span></Button> : null}
    </dd></div>)}</dl>
    <p role="status" className="meta">{told}</p>
    <Checkbox label={t('keys.switch')} hint={t('keys.switch-hint')} checked={on} onChange={(event) => { switchSingleKeys(event.target.checked); setOn(event.target.checked) }} />
    {Object.keys(map).length ? <p><Button onClick={() => { keepKeyMap({}); setTold('') }}>{t('keys.usual')}</Button></p> : null}
  </Dialog>
}
