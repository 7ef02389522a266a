import { useState } from 'react'
import type { Settings } from '#contracts/notifications'
import { t } from '#kit/i18n.ts'
import { Page, Part } from '#kit/Page.tsx'
import { ErrorState, Skeleton } from '#kit/states.tsx'
import { useSaving, useSettings } from './api.ts'
import { BrowserPart } from './BrowserPart.tsx'
import { PauseLine } from './PauseLine.tsx'
import { QuietHours } from './QuietHours.tsx'
import { SoundPart } from './SoundPart.tsx'
import { WishGrid } from './WishGrid.tsx'
import './NotificationSettings.css'

/** What one is told, where, how loudly and when not. Each change holds at once, in all of one's windows. */
export function NotificationSettingsPage() {
  const { data, isPending, isLoadingError, error, refetch } = useSettings()
  const { save } = useSaving()
  // As chosen, in the very moment: a box that waited for an answer would jump back first.
  const [chosen, setChosen] = useState<Settings | null>(null)
  const shown = chosen ?? data
  const change = (part: Partial<Settings>) => {
    if (!shown) return
    const next = { ...shown, ...part }
    setChosen(next)
    void save(next).then(() => setChosen((now) => (now === next ? null : now)))
  }
  return <Page title={t('notify.settings')}><div className="notify">
    {isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} /> : isPending || !shown ? <Skeleton lines={9} /> : <>
      <Part title={t('notify.what')}><p className="meta">{t('notify.what-hint')}</p><WishGrid wishes={shown.wishes} onChange={(wishes) => change({ wishes })} /></Part>
      <Part title={t('notify.pause')}><PauseLine look="plain" /></Part>
      <Part title={t('notify.quiet')}><QuietHours quiet={shown.quiet} onChange={(quiet) => change({ quiet })} /></Part>
      <Part title={t('notify.browser')}><BrowserPart contents={shown.contents} onChange={(contents) => change({ contents })} /></Part>
      <Part title={t('notify.sound')}><SoundPart volume={shown.volume} onChange={(volume) => change({ volume })} /></Part>
    </>}
  </div></Page>
}
