import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useMay } from '#ui/accounts'
import type { AgentTalk } from '#contracts/chat'
import { Chip } from '#kit/Chip.tsx'
import { useChatSign, useWatchChats } from '#kit/chat-signs.ts'
import { useDeed } from '#kit/deed.ts'
import { Checkbox, Field } from '#kit/Field.tsx'
import { lasting } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { useKeys } from '#kit/keys.ts'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { useTitle } from '#kit/title.ts'
import { chats, useTalks, type Talks } from './api.ts'
import { nameOf } from './TalkLines.tsx'
import { TalkPane } from './TalkPane.tsx'
import './Chats.css'

/** Who waits, with whom one talks (several at once), what colleagues are at; the open talk beside it. */
export function ChatsPage({ talkId }: { talkId: string | undefined }) {
  const { data, isPending, isLoadingError, error, refetch } = useTalks()
  const [, go] = useLocation()
  const list = useRef<HTMLElement>(null)
  useWatchChats()
  useTitle(t('chats.title'))
  const order = data ? [...data.mine, ...data.waiting, ...data.others] : []
  const step = (by: 1 | -1) => { const at = order.findIndex((each) => each.id === talkId); const next = order[Math.max(0, Math.min(order.length - 1, at + by))]; if (next) go(`/chats/${next.id}`) }
  useKeys({ 'j': () => step(1), 'k': () => step(-1), 'Escape': () => { const held = document.activeElement; if (held instanceof HTMLElement && held.matches('input, textarea, select')) held.blur(); else if (talkId) go('/chats') } })
  // On a phone the list gives way to the talk; back in it one stands where one left.
  const before = useRef(talkId)
  useEffect(() => { if (before.current && !talkId) list.current?.querySelector<HTMLElement>(`a[href$="${CSS.escape(before.current)}"]`)?.focus(); before.current = talkId }, [talkId])
  return <div className={`chats${talkId ? ' chats--open' : ''}`}>
    <nav ref={list} className="chats__list" aria-label={t('chats.title')}>
      <p className="chats__title" aria-hidden="true">{t('chats.title')}</p>
      {isPending ? <Skeleton lines={5} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} /> : <>
        <Availability me={data.me} />
        <Group title={t('chats.mine')} talks={data.mine} chosen={talkId} empty={t('chats.none-mine')} />
        <Group title={t('chats.waiting')} talks={data.waiting} chosen={talkId} empty={t('chats.none')} waits />
        {data.others.length ? <Group title={t('chats.others')} talks={data.others} chosen={talkId} empty="" /> : null}
        <p><Link href="/visitors">{t('visitors.title')}</Link></p>
      </>}
    </nav>
    {talkId ? <TalkPane key={talkId} id={talkId} /> : <main className="chats__nothing"><h1 className="hidden-text">{t('chats.title')}</h1><EmptyState title={t('chats.none-open')}>{t('chats.none-open-hint')}</EmptyState></main>}
    {talkId ? <nav className="chats__back" aria-label={t('back')}><Link className="button button--plain button--small" href="/chats">‹ {t('chats.title')}</Link></nav> : null}
  </div>
}

/** Whether one takes chats, and how many at once: what widgets say of “somebody is there” comes from this. */
function Availability({ me }: { me: Talks['me'] }) {
  const may = useMay()('case.reply')
  const set = useDeed((wish: { available: boolean; capacity: number }) => chats.available(wish), [['talks', 'list'], ['talk-counts']])
  // It moves under the hand, and not when the asking has begun; refused, it goes back.
  const [wanted, setWanted] = useState<boolean | null>(null)
  const turn = (available: boolean) => { setWanted(available); set.mutate({ available, capacity: me.capacity }, { onSettled: () => setWanted(null) }) }
  if (!may) return null
  return <div className="chats__me"><Checkbox label={t('chats.available')} hint={t('chats.busy', { busy: me.busy, capacity: me.capacity })} role="switch" checked={wanted ?? me.available} onChange={(event) => turn(event.target.checked)} />
    <Field key={me.capacity} label={t('chats.capacity')} type="number" min={1} max={50} defaultValue={me.capacity} onBlur={(event) => { const capacity = event.target.valueAsNumber; if (capacity >= 1 && capacity <= 50 && capacity !== me.capacity) set.mutate({ available: me.available, capacity }); else event.target.value = String(me.capacity) }} /></div>
}

function Group({ title, talks, chosen, empty, waits = false }: { title: string; talks: readonly AgentTalk[]; chosen: string | undefined; empty: string; waits?: boolean }) {
  return <section className="chats__group"><h2>{title}{talks.length ? ` · ${talks.length}` : ''}</h2>{talks.length ? <ul>{talks.map((each) => <li key={each.id}><TalkRow talk={each} chosen={each.id === chosen} waits={waits} /></li>)}</ul> : <p className="meta">{empty}</p>}</section>
}

export function TalkRow({ talk, chosen, waits, now = new Date() }: { talk: AgentTalk; chosen: boolean; waits: boolean; now?: Date }) {
  const sign = useChatSign(talk.id)
  return <Link href={`/chats/${talk.id}`} className={`talk-row${talk.unread ? ' talk-row--unread' : ''}`} aria-current={chosen ? 'true' : undefined}>
    <span className="talk-row__who">{nameOf(talk.visitor)}</span>
    {talk.unread ? <Chip tone="soon">{t('chats.unread', { count: talk.unread })}</Chip> : null}
    <span className="talk-row__last meta">{sign?.typing ? sign.peek || t('chats.typing', { name: nameOf(talk.visitor) }) : talk.last?.text}</span>
    {waits && talk.waitingSince ? <span className="meta talk-row__since">{t('chats.waits', { time: lasting(talk.waitingSince, now) })}</span> : null}
    {!waits && talk.ownerName ? <span className="hidden-text">{t('chats.of', { name: talk.ownerName })}</span> : null}
  </Link>
}
