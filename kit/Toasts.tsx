import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from './Button.tsx'
import { t } from './i18n.ts'
import { currentToasts, dismiss, onToasts, type Toast } from './toasts.ts'
import './Toasts.css'

/** The region is always there, so that screen readers hear what is put into it. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, currentToasts, currentToasts)
  return <div className="toasts" role="status" aria-live="polite">{toasts.map((each) => <One key={each.id} toast={each} />)}</div>
}

export function One({ toast }: { toast: Toast }) {
  return <div className={`toast toast--${toast.tone}`}>
    <span>{toast.text}</span>
    {toast.action ? <Button small onClick={() => { dismiss(toast.id); toast.action?.run() }}>{toast.action.label} <Countdown until={toast.until} /></Button> : null}
    {toast.way ? <Button small onClick={() => { dismiss(toast.id); toast.way?.run() }}>{toast.way.label}</Button> : null}
    <Button small look="quiet" aria-label={t('dismiss')} onClick={() => dismiss(toast.id)}>✕</Button>
  </div>
}

/** Seconds that are left. Hidden from screen readers: a live region that counts would never be silent. */
export function Countdown({ until }: { until: number }) {
  const left = useSecondsLeft(until)
  return <span aria-hidden="true" className="toast__seconds">{left}</span>
}

export function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (until <= Date.now()) return
    const timer = setInterval(() => { setNow(Date.now()); if (Date.now() > until) clearInterval(timer) }, 500)
    return () => clearInterval(timer)
  }, [until])
  return Math.max(0, Math.ceil((until - now) / 1000))
}
