import { Suspense, useEffect, useRef, useState } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { BrandsPage, PeoplePage, ProfilePage } from '#ui/accounts'
import { CaseById, Desk, FieldsPage, macroPieces, SecondEyesPage, ViewsPage } from '#ui/cases'
import { ChatInCase, ChatsPage, VisitorInCase, VisitorsPage, WidgetPage, WidgetsPage } from '#ui/chat'
import { ChannelsPage, LedgerPage, NewCase, OutboxPage } from '#ui/email'
import { TextsPage } from '#ui/knowledge'
import { NotificationSettingsPage, WaitingDot } from '#ui/notifications'
import { WebhookDeliveriesPage, WebhooksPage } from '#ui/webhooks'
import { t } from '#kit/i18n.ts'
import { useKeys } from '#kit/keys.ts'
import { later } from '#kit/later.tsx'
import { Page } from '#kit/Page.tsx'
import { Skeleton } from '#kit/states.tsx'
import { takeNewestOffer } from '#kit/toasts.ts'
import { FixturesPage } from './fixtures-page.ts'
import { useLive } from './live.ts'
import { Rail } from './Rail.tsx'
import './Frame.css'

const { Piece: Palette } = later(() => import('#kit/Palette.tsx').then((file) => file.Palette))

/** What surrounds every screen of somebody who is signed in. */
export function Frame() {
  const live = useLive()
  const [railOpen, setRailOpen] = useState(false)
  const [place] = useLocation()
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(() => setRailOpen(false), [place])
  const [palette, setPalette] = useState(false)
  useEffect(() => {
    // Also out of a field: with Ctrl it is no letter.
    const press = (event: KeyboardEvent) => { if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && !document.querySelector('dialog[open]')) { event.preventDefault(); setPalette(true) } }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  const [, go] = useLocation()
  useKeys({ 'u': () => { takeNewestOffer() }, 'g c': () => go('/chats') })
  // Folded away with Esc, the rail gives the focus back to the button that opened it.
  const close = () => { setRailOpen(false); if (railOpen) opener.current?.focus() }
  return <div className={`frame${railOpen ? ' frame--rail-open' : ''}`}>
    <a className="skip" href="#content">{t('skip-to-content')}</a>
    <button ref={opener} type="button" className="button button--quiet frame__menu" aria-expanded={railOpen} aria-controls="rail" onClick={() => setRailOpen(!railOpen)}><span className="hidden-text">{t('nav.open')} </span><span aria-hidden="true">☰</span><WaitingDot /></button>
    <Rail open={railOpen} onClose={close} />
    {railOpen ? <div className="frame__veil" aria-hidden="true" onClick={close} /> : null}
    <div className="frame__content" id="content" tabIndex={-1}>
      <p className="frame__live" role="status">{live === 'lost' ? t('live.lost') : ''}</p>
      <Suspense fallback={<Skeleton lines={8} />}><Screens /></Suspense>
    </div>
    <Suspense fallback={null}>{palette ? <Palette onClose={() => setPalette(false)} /> : null}</Suspense>
  </div>
}

function Screens() {
  return <Switch>
    <Route path="/"><Redirect to="/cases/mine" replace /></Route>
    <Route path="/sign-in"><Redirect to="/cases/mine" replace /></Route>
    <Route path="/case/:id">{({ id }) => <CaseById id={id} />}</Route>
    <Route path="/cases/:view/:caseId?">{({ view, caseId }) => <Desk view={view} caseId={caseId} begin={<NewCase />} Chat={ChatInCase} Visitor={VisitorInCase} />}</Route>
    <Route path="/chats/:talkId?">{({ talkId }) => <ChatsPage talkId={talkId} />}</Route>
    <Route path="/visitors"><VisitorsPage /></Route>
    <Route path="/views"><ViewsPage /></Route>
    <Route path="/texts"><TextsPage macros={macroPieces} /></Route>
    <Route path="/ledger"><LedgerPage /></Route>
    <Route path="/outbox"><OutboxPage /></Route>
    <Route path="/channels"><ChannelsPage /></Route>
    <Route path="/widgets"><WidgetsPage /></Route>
    <Route path="/widgets/:id">{({ id }) => <WidgetPage id={id} />}</Route>
    <Route path="/webhooks"><WebhooksPage /></Route>
    <Route path="/webhooks/:id">{({ id }) => <WebhookDeliveriesPage key={id} id={id} />}</Route>
    <Route path="/people"><PeoplePage /></Route>
    <Route path="/brands"><BrandsPage /></Route>
    <Route path="/fields"><FieldsPage /></Route>
    <Route path="/second-eyes"><SecondEyesPage /></Route>
    <Route path="/profile"><ProfilePage /></Route>
    <Route path="/notification-settings"><NotificationSettingsPage /></Route>
    <Route path="/fixtures"><FixturesPage /></Route>
    <Route><Page title={t('not-found.title')}><p>{t('not-found.hint')}</p><p><Link href="/">{t('nav.desk')}</Link></p></Page></Route>
  </Switch>
}
