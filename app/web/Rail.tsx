import { Suspense, useEffect, useRef, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { signOut, useMay, useMe } from '#ui/accounts'
import { useCounts, useSavedViews, useViewCounts, views } from '#ui/cases'
import { AvailabilityMenu, useChatCounts } from '#ui/chat'
import { Bell } from '#ui/notifications'
import { Avatar } from '#kit/Avatar.tsx'
import { useCommands } from '#kit/commands.ts'
import { number } from '#kit/formats.ts'
import { t, type MessageKey } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'

const work = [['texts', 'case.reply'], ['ledger', 'ledger.see'], ['outbox', 'ledger.see'], ['channels', 'channel.see'], ['widgets', 'channel.see'], ['webhooks', 'channel.see'], ['people', 'people.change'], ['brands', 'brand.change'], ['fields', 'brand.change'], ['second-eyes', 'brand.change']] as const
const names: Record<(typeof work)[number][0], MessageKey> = { 'texts': 'nav.texts', 'ledger': 'nav.ledger', 'outbox': 'nav.outbox', 'channels': 'nav.channels', 'widgets': 'nav.widgets', 'webhooks': 'nav.webhooks', 'people': 'nav.people', 'brands': 'nav.brands-teams', 'fields': 'nav.fields', 'second-eyes': 'nav.second-eyes' }

export function Rail({ open, onClose }: { open: boolean; onClose: () => void }) {
  const me = useMe()
  const may = useMay()
  const counts = useCounts().data
  const saved = useSavedViews().data?.filter((each) => !each.hidden) ?? []
  const savedCounts = useViewCounts(saved.length > 0)
  const [place, go] = useLocation()
  // The list comes first; who waits in a chat joins it a moment later.
  const [settled, setSettled] = useState(false)
  useEffect(() => { const timer = setTimeout(() => setSettled(true), 500); return () => clearTimeout(timer) }, [])
  const waiting = useChatCounts(settled && may('case.see')).data?.waiting
  const brandId = new URLSearchParams(useSearch()).get('brand')
  const rail = useRef<HTMLElement>(null)
  useEffect(() => { if (open) rail.current?.querySelector<HTMLElement>('a')?.focus() }, [open])
  const view = place.split('/')[1] === 'cases' ? place.split('/')[2] : undefined
  const within = brandId ? `?brand=${brandId}` : ''
  const entry = (href: string, label: string, here: false | 'page' | 'true', count?: number | string, icon?: string) => <li key={href}><Link href={href} className="rail__link" aria-current={here || undefined} onClick={here === 'page' ? onClose : undefined}>
    {icon ? <span className="view-icon" aria-hidden="true">{icon}</span> : null}<span className="rail__label">{label}</span>{count === undefined ? null : <span className="rail__count">{typeof count === 'string' ? count : number(count)}</span>}</Link></li>
  const settings = work.filter(([, permission]) => may(permission))
  useCommands(() => [
    ...views.map((each) => ({ href: `/cases/${each}${within}`, name: t(`view.${each}`) })), ...saved.map((each) => ({ href: `/cases/${each.id}${within}`, name: each.name })), { href: '/views', name: t('views.manage') }, { href: '/chats', name: t('nav.chats') }, { href: '/visitors', name: t('nav.visitors') },
    ...settings.map(([key]) => ({ href: `/${key}`, name: t(names[key]) })), { href: '/profile', name: t('nav.profile') },
    ...me.brands.length > 1 ? me.brands.map((each) => ({ href: `/cases/${view ?? 'all'}?brand=${each.id}`, name: each.name })) : [],
  ].map(({ href, name }) => ({ id: href, name: t('palette.go', { name }), group: 'go' as const, run: () => go(href) })))
  return <nav ref={rail} className="rail" id="rail" aria-label={t('nav.label')} onKeyDown={(event) => { if (event.key === 'Escape' && open) { event.stopPropagation(); onClose() } }}>
    <div className="rail__mark"><span className="rail__sign" aria-hidden="true">B</span><span className="rail__label">{me.accountName}</span><Bell /></div>
    <h2 className="hidden-text">{t('nav.views')}</h2>
    <ul>{views.map((each) => entry(`/cases/${each}${within}`, t(`view.${each}`), view === each && 'page', each === 'solved' || each === 'closed' ? undefined : counts?.[each]))}</ul>
    {saved.length ? <ul>{saved.map((each) => { const count = savedCounts?.[each.id]; return entry(`/cases/${each.id}${within}`, each.name, view === each.id && 'page', count ? (count.more ? t('views.many', { n: number(count.n) }) : count.n) : undefined, each.icon) })}</ul> : null}
    {may('case.see') ? <ul>{entry('/chats', t('nav.chats'), place.split('/')[1] === 'chats' && 'page', waiting ? t('nav.chats-waiting', { count: waiting }) : undefined)}{settled && may('case.reply') ? <li><Suspense fallback={null}><AvailabilityMenu /></Suspense></li> : null}{entry('/visitors', t('nav.visitors'), place === '/visitors' && 'page')}</ul> : null}
    <ul>{entry('/views', t('views.manage'), place === '/views' && 'page')}</ul>
    {me.brands.length > 1 ? <>
      <h2 className="rail__head">{t('nav.brands')}</h2>
      <ul>{entry(`/cases/${view ?? 'all'}`, t('all-brands'), Boolean(view) && !brandId && 'true')}
        {me.brands.map((each) => entry(`/cases/${view ?? 'all'}?brand=${each.id}`, each.name, brandId === each.id && 'true', counts?.brands[each.id] ?? 0))}</ul>
    </> : null}
    {settings.length ? <><h2 className="rail__head">{t('nav.work')}</h2><ul>{settings.map(([key]) => entry(`/${key}`, t(names[key]), place === `/${key}` && 'page'))}</ul></> : null}
    <div className="rail__me"><Menu look="quiet" label={me.name} button={<><Avatar small name={me.name} /><span className="rail__label">{me.name}</span></>} items={[
      { key: 'profile', label: t('nav.profile'), onChoose: () => go('/profile') },
      { key: 'notifications', label: t('notify.title'), onChoose: () => go('/notification-settings') },
      { key: 'out', label: t('nav.sign-out'), onChoose: () => void signOut() },
    ]} /></div>
  </nav>
}
