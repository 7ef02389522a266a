import { useState } from 'react'
import { Dialog } from '#kit/Dialog.tsx'
import { Checkbox } from '#kit/Field.tsx'
import { t, type MessageKey } from '#kit/i18n.ts'
import { Kbd } from '#kit/Kbd.tsx'
import { singleKeysOn, switchSingleKeys } from '#kit/keys.ts'

const keys: [string[], MessageKey][] = [
  [['j', 'k'], 'keys.move'], [['Enter'], 'keys.open'], [['r'], 'keys.reply'], [['n'], 'keys.note'], [['f'], 'keys.forward'], [['m'], 'keys.texts'], [['a'], 'keys.assign'], [['t'], 'keys.take'], [['e'], 'keys.solve'], [['/'], 'keys.search'],
  [['g m'], 'keys.go-mine'], [['g u'], 'keys.go-unassigned'], [['g a'], 'keys.go-all'], [['?'], 'keys.help'], [['Esc'], 'keys.leave'], [['Mod ↵'], 'keys.send'], [['Mod ⇧ ↵'], 'keys.send-solve'],
]

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(singleKeysOn)
  return <Dialog title={t('keys.title')} onClose={onClose}>
    <dl className="facts">{keys.map(([pressed, key]) => <div key={key} className="facts__row"><dt>{t(key)}</dt><dd>{pressed.map((each) => <span key={each}><Kbd keys={each} /><span className="hidden-text">{each}</span> </span>)}</dd></div>)}</dl>
    <Checkbox label={t('keys.switch')} hint={t('keys.switch-hint')} checked={on} onChange={(event) => { switchSingleKeys(event.target.checked); setOn(event.target.checked) }} />
  </Dialog>
}
