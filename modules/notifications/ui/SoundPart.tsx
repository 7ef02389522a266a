import { useState } from 'react'
import { Button } from '#kit/Button.tsx'
import { Field } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { chime } from './sound.ts'

/** How loud, in steps; kept when one lets go, so that sliding asks nobody. */
export function SoundPart({ volume, onChange }: { volume: number; onChange: (volume: number) => void }) {
  const [shown, setShown] = useState(volume)
  const keep = () => { if (shown !== volume) onChange(shown) }
  return <div className="volume">
    <Field label={t('notify.volume')} type="range" min={0} max={1} step={0.05} value={shown} aria-valuetext={`${Math.round(shown * 100)} %`} onChange={(event) => setShown(Number(event.target.value))} onPointerUp={keep} onKeyUp={keep} onBlur={keep} />
    <Button onClick={() => void chime(shown)}>{t('notify.try')}</Button>
  </div>
}
