import { Button } from '#kit/Button.tsx'
import { moment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { useSaving, useSettings } from './api.ts'
import { pauseEnds, pauses } from './quiet.ts'

/** Quiet for a while, or no longer. */
export function PauseLine({ look = 'quiet' }: { look?: 'quiet' | 'plain' }) {
  const until = useSettings().data?.pausedUntil
  const { pause } = useSaving()
  return <div className="row-of" role="group" aria-label={t('notify.pause')}>{until && new Date(until) > new Date()
    ? <><span className="meta">{t('notify.paused', { time: moment(until) })}</span><Button small look={look} onClick={() => void pause(null)}>{t('notify.pause-end')}</Button></>
    : pauses.map((each) => <Button key={each} small look={look} onClick={() => void pause(pauseEnds(each, new Date()))}>{t(`notify.pause.${each}`)}</Button>)}</div>
}
