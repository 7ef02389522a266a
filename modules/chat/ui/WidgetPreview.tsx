import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '#kit/Button.tsx'
import { Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import type { Settings } from './api.ts'

const moments = ['before', 'talk', 'away', 'after', 'closed'] as const
type Moment = (typeof moments)[number]
const sizes = { desktop: { width: 520, height: 780 }, phone: { width: 390, height: 700 } } as const

/** What is being written, as the page of the widget is told it: what only we may know stays here. */
function shownSettings({ origins: _, mailboxId: __, hours: ___, mailAfterMinutes: ____, endAfterMinutes: _____, ...settings }: Settings, name: string, language: string, online: boolean) {
  const tomorrow = new Date(Date.now() + 16 * 3_600_000)
  return { ...settings, departments: settings.departments.map(({ key, name: words }) => ({ key, name: words })), name, language, version: 1, staffed: { online, backAt: online ? null : tomorrow.toISOString(), agents: online ? [{ name: 'Maren', avatar: null }] : [] } }
}

/** The widget itself, in a frame of our own, with what is being written before it is saved. No visitor is made by it and no chat begins. */
export function WidgetPreview({ siteKey, settings, language, name }: { siteKey: string; settings: Settings; language: string; name: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [moment, setMoment] = useState<Moment>('before')
  const [dark, setDark] = useState(false)
  const [phone, setPhone] = useState(false)
  const ready = useReady(frame)
  const { width, height } = phone ? sizes.phone : sizes.desktop
  const [box, scale] = useScale(width)
  useEffect(() => {
    if (!ready) return
    frame.current?.contentWindow?.postMessage({ type: 'balie-preview', settings: shownSettings(settings, name, language, moment !== 'away'), language, theme: dark ? 'dark' : 'light', show: moment === 'away' ? 'before' : moment }, location.origin)
  }, [ready, settings, name, language, moment, dark])
  return <aside className="widget-preview" aria-label={t('widgets.preview')}>
    <h2>{t('widgets.preview')}</h2>
    <div className="row-of widget-preview__choices">
      <Select labelHidden label={t('widgets.preview-moment')} options={moments.map((value) => ({ value, label: t(`widgets.preview.${value}`) }))} value={moment} onChange={(event) => setMoment(event.target.value as Moment)} />
      <Button small look={dark ? 'plain' : 'quiet'} aria-pressed={dark} onClick={() => setDark(!dark)}>{t('widgets.preview-dark')}</Button>
      <Button small look={phone ? 'plain' : 'quiet'} aria-pressed={phone} onClick={() => setPhone(!phone)}>{t('widgets.preview-phone')}</Button>
    </div>
    <div ref={box} className={`widget-preview__page${phone ? ' widget-preview__page--phone' : ''}`} style={{ height: height * scale }}>
      <iframe ref={frame} title={t('widgets.preview-frame')} src={`/chat/test/${siteKey}?preview`} style={{ width, height, transform: `scale(${scale})` }} />
    </div>
    <p className="meta">{t('widgets.preview-hint')}</p>
  </aside>
}

/** How often the page in the frame has said that it listens: after each time it is told everything. Nobody else's messages are heard. */
function useReady(frame: { current: HTMLIFrameElement | null }): number {
  const [ready, setReady] = useState(0)
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent<{ type?: unknown } | null>) => { if (origin === location.origin && source !== null && source === frame.current?.contentWindow && data?.type === 'balie-preview-ready') setReady((before) => before + 1) }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [frame])
  return ready
}

/** A page that is wider than its place is shown smaller, whole. */
function useScale(width: number) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState(0)
  useLayoutEffect(() => {
    if (!box.current || typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(([entry]) => setPlace(entry!.contentRect.width))
    watch.observe(box.current)
    return () => watch.disconnect()
  }, [])
  return [box, place ? Math.min(1, place / width) : 1] as const
}
