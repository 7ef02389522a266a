import type { ReactNode } from 'react'
import { sentence } from './api.ts'
import { Button } from './Button.tsx'
import { t } from './i18n.ts'
import { useTitle } from './title.ts'
import './Page.css'

/** A screen outside the desk: one column with a title, what can be done at its right, and room to breathe. */
export function Page({ title, intro, actions, children }: { title: string; intro?: string; actions?: ReactNode; children: ReactNode }) {
  useTitle(title)
  return <main className="page">
    <header className="page__head"><div><h1>{title}</h1>{intro ? <p className="meta">{intro}</p> : null}</div>{actions ? <div className="row-of">{actions}</div> : null}</header>
    {children}
  </main>
}

/** A titled part of a page. */
export function Part({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return <section className="part"><header className="part__head"><h2>{title}</h2>{actions}</header>{children}</section>
}

/** A page with one form in the middle: set-up, signing in, joining. */
export function DoorPage({ title, intro, children, wide = false }: { title: string; intro?: ReactNode; children: ReactNode; wide?: boolean }) {
  useTitle(title)
  return <main className={`door${wide ? ' door--wide' : ''}`}><p className="door__mark"><span aria-hidden="true">B</span>Balie</p><div className="door__box"><h1>{title}</h1>{intro ? <p className="meta">{intro}</p> : null}{children}</div></main>
}

/** Where nothing at all could be read there is still a page, with a way on. */
export function DoorError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return <DoorPage title={t('error.title')}><p role="alert">{sentence(error)}</p><Button onClick={onRetry}>{t('try-again')}</Button></DoorPage>
}
