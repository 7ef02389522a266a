import type { ReactNode } from 'react'
import { sentence } from './api.ts'
import { Button } from './Button.tsx'
import { t } from './i18n.ts'
import './states.css'

export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return <div className="state"><p className="state__title">{title}</p>{children ? <div className="state__hint">{children}</div> : null}</div>
}

export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return <div className="state" role="alert"><p className="state__title">{t('error.title')}</p><p className="state__hint">{sentence(error)}</p>{onRetry ? <Button onClick={onRetry}>{t('try-again')}</Button> : null}</div>
}

/** Grey lines where the words will stand. They appear only after a moment, so that quick answers do not flicker. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return <div className="skeleton" role="status"><span className="hidden-text">{t('loading')}</span>{Array.from({ length: lines }, (_, index) => <span key={index} className="skeleton__line" aria-hidden="true" />)}</div>
}
