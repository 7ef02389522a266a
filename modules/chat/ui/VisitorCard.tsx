import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { AgentTalk } from '#contracts/chat'
import { useMay } from '#ui/accounts'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { fullMoment, lasting, number, shortDate, timeOfDay } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import { chats, useEarlierTalks } from './api.ts'
import { nameOf } from './TalkLines.tsx'
import { useTalk } from './talk-lines.ts'
import './Chats.css'

type Props = { talk: Pick<AgentTalk, 'id' | 'visitor'>; now?: Date }

/** Beside the talk. */
export const VisitorCard = (props: Props) => <aside className="visitor" aria-label={t('visitor')}><h2>{nameOf(props.talk.visitor)}</h2><VisitorFacts {...props} /></aside>

/** Beside the case of a talk. */
export function VisitorInCase({ talkId }: { talkId: string }) {
  const { data } = useTalk(talkId)
  return data ? <div className="visitor-in-case"><VisitorFacts talk={data.talk} /></div> : null
}

/** Who is at the other end: what the site signed for, and, clearly apart from it, what they say of themselves; where they are and were. */
function VisitorFacts({ talk, now = new Date() }: Props) {
  const { visitor } = talk
  const { claimed, identified, page, attributes } = visitor
  const says = Object.entries({ ...claimed.name ? { [t('name')]: claimed.name } : {}, ...claimed.email ? { [t('email')]: claimed.email } : {}, ...claimed.fields })
  return <>
    {identified ? <div className="visitor__who visitor__who--signed"><Chip tone="good">✓ {t('visitor.identified')}</Chip><p>{t('visitor.identified-how')} <code>{identified.externalId}</code> <span className="meta">{fullMoment(identified.at)}</span></p></div>
      : <p className="visitor__who meta">{t(says.length ? 'visitor.not-identified' : 'visitor.nothing-claimed')}</p>}
    {says.length ? <section><h3>{t('visitor.claimed')}</h3><Facts of={says} look="claimed" /></section> : null}
    <Facts of={[
      ...page ? [[t('visitor.page'), <><b>{page.title}</b><span className="meta visitor__url">{page.url}</span></>] as const] : [],
      ...visitor.pages.length ? [[t('visitor.before'), <ol className="visitor__pages">{visitor.pages.map((each, n) => <li key={n} title={each.url}>{each.title || each.url}</li>)}</ol>] as const] : [],
      ...page?.referrer ? [[t('visitor.referrer'), <span className="visitor__url">{page.referrer}</span>] as const] : [],
      ...visitor.browser ? [[t('visitor.browser'), visitor.browser] as const] : [], ...visitor.language ? [[t('language'), visitor.language] as const] : [], ...visitor.timeZone ? [[t('visitor.time'), clockIn(visitor.timeZone, now)] as const] : [],
      ...visitor.online ? [[t('visitors.here-for'), lasting(visitor.hereSince, now)] as const] : [],
      [t('visitor.visits'), number(visitor.visits)], [t('visitor.since'), shortDate(visitor.firstSeenAt)],
    ]} />
    {Object.keys(attributes).length ? <section><h3>{t('visitor.attributes')}</h3><Facts of={Object.entries(attributes)} /></section> : null}
    <Earlier talk={talk} />
    <Block visitor={visitor} />
  </>
}

const Facts = ({ of, look }: { of: ReadonlyArray<readonly [string, ReactNode]>; look?: 'claimed' }) => <dl className={`visitor__facts${look ? ` visitor__facts--${look}` : ''}`}>{of.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>

/** What they talked about before, as far as one may see it. */
function Earlier({ talk }: Pick<Props, 'talk'>) {
  const { data } = useEarlierTalks(talk.visitor.id)
  const earlier = data?.filter((each) => each.id !== talk.id)
  if (!earlier) return null
  return <section><h3>{t('visitor.earlier')}</h3>{earlier.length ? <ul className="visitor__earlier">{earlier.map((each) => <li key={each.id}><Link href={`/case/${each.caseId}`}>{each.subject}</Link> <span className="meta">{each.reference} · {shortDate(each.startedAt)}{each.rating ? ` · ${t('chats.rated', { score: each.rating })}` : ''}</span></li>)}</ul> : <p className="meta">{t('visitor.earlier-none')}</p>}</section>
}

function Block({ visitor }: { visitor: AgentTalk['visitor'] }) {
  const may = useMay()('customer.change')
  const set = useDeed((blocked: boolean) => chats.block(visitor.id, blocked), [['talks'], ['visitors']])
  const block = (blocked: boolean) => set.mutate(blocked, { onSuccess: () => toast(t(blocked ? 'visitor.blocked' : 'visitor.unblocked'), { until: Date.now() + 15_000, action: { label: t('undo'), run: () => set.mutate(!blocked) } }) })
  return may ? <Button small look={visitor.blocked ? 'plain' : 'danger'} busy={set.isPending} onClick={() => block(!visitor.blocked)}>{t(visitor.blocked ? 'visitor.unblock' : 'visitor.block')}</Button> : null
}

/** A zone is what a browser says: it may be one that nobody knows. */
function clockIn(zone: string, now: Date): string {
  try { return `${timeOfDay(now, zone)} (${zone})` } catch { return zone }
}
