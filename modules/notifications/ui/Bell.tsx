import { Suspense, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useCommands } from '#kit/commands.ts'
import { number } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { useKeys } from '#kit/keys.ts'
import { later } from '#kit/later.tsx'
import { place } from '#kit/place.ts'
import { Skeleton } from '#kit/states.tsx'
import { useWaitingInTitle } from '#kit/title.ts'
import { useNews } from './api.ts'
import './Bell.css'

const { Piece: NotificationPanel, fetchNow } = later(() => import('./NotificationPanel.tsx').then((file) => file.NotificationPanel))
const { Piece: Telling } = later(() => import('./Telling.tsx').then((file) => file.Telling))

/** How much is unread, here and in the title; behind it what it is. The panel lies in the top layer, and closes with Esc or a click beside it. */
export function Bell() {
  const unread = useNews().data?.unread ?? 0
  const [, go] = useLocation()
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  useWaitingInTitle(unread)
  const show = () => panel.current?.showPopover()
  useKeys({ 'g n': show })
  useCommands(() => [{ id: 'notifications', name: t('notify.title'), group: 'do', keys: 'g n', run: show }, { id: '/notification-settings', name: t('notify.settings'), group: 'go', run: () => go('/notification-settings') }])
  // The list comes first; who tells aloud joins it a moment later.
  const [settled, setSettled] = useState(false)
  useEffect(() => { const timer = setTimeout(() => { setSettled(true); fetchNow() }, 600); return () => clearTimeout(timer) }, [])
  const words = unread ? t('notify.unread', { count: unread }) : t('notify.title')
  return <>
    <button ref={opener} type="button" className="bell" popoverTarget="notifications" aria-haspopup="dialog" aria-label={words} title={words} onPointerEnter={fetchNow}>
      <BellSign />{unread ? <span className="bell__count" aria-hidden="true">{unread > 99 ? '99+' : number(unread)}</span> : null}
    </button>
    <div ref={panel} id="notifications" popover="auto" role="dialog" aria-label={t('notify.title')} tabIndex={-1} className="panel"
      onToggle={(event) => { setOpen(event.newState === 'open'); if (event.newState === 'open' && opener.current && panel.current) { place(panel.current, opener.current); panel.current.focus() } }}>
      {open ? <Suspense fallback={<Skeleton lines={5} />}><NotificationPanel onClose={() => panel.current?.hidePopover()} /></Suspense> : null}
    </div>
    <Suspense fallback={null}>{settled ? <Telling onShow={show} /> : null}</Suspense>
  </>
}

/** Where the bell itself is out of sight: that there is something, for eyes and ears. */
export function WaitingDot() {
  const unread = useNews().data?.unread ?? 0
  return unread ? <span className="waiting-dot"><span className="hidden-text">{t('notify.unread', { count: unread })}</span></span> : null
}

const BellSign = () => <svg className="bell__sign" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round"><path d="M10 2.8a5 5 0 0 0-5 5c0 3.6-1.4 5-1.4 5h12.8s-1.4-1.4-1.4-5a5 5 0 0 0-5-5ZM8.3 15.6a1.8 1.8 0 0 0 3.4 0" /></svg>
