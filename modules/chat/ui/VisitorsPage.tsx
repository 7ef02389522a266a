import { useEffect, useId, useState, type FormEvent } from 'react'
import { Link } from 'wouter'
import { useMay, useMe } from '#ui/accounts'
import type { Visitor } from '#contracts/chat'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { TextArea } from '#kit/Field.tsx'
import { lasting, number } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { Page } from '#kit/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { chats, useVisitors } from './api.ts'
import { nameOf } from './TalkLines.tsx'
import './Chats.css'

/** Who is on the brands' pages at this moment. */
export function VisitorsPage() {
  const { data, isPending, isLoadingError, error, refetch } = useVisitors()
  const may = useMay()('case.reply')
  const [greeting, setGreeting] = useState<Visitor | null>(null)
  const now = useClock()
  return <Page title={t('visitors.title')} intro={t('visitors.intro')} actions={<Link className="button button--plain" href="/chats">{t('chats.title')}</Link>}>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : data.length === 0 ? <EmptyState title={t('visitors.empty')}>{t('visitors.empty-hint')}</EmptyState>
      : <><p className="meta">{t('visitors.count', { count: data.length })}</p><ul className="visitors">{data.map((each) => <VisitorRow key={each.id} visitor={each} now={now} onGreet={may && !each.blocked ? () => setGreeting(each) : undefined} />)}</ul></>}
    {greeting ? <GreetDialog visitor={greeting} onClose={() => setGreeting(null)} /> : null}
  </Page>
}

export function VisitorRow({ visitor, now, onGreet }: { visitor: Visitor; now: Date; onGreet: (() => void) | undefined }) {
  const brand = useMe().brands.find((each) => each.id === visitor.brandId)?.name
  return <li className="visitor-row card">
    <div><b>{nameOf(visitor)}</b> {visitor.identified ? <Chip tone="good">✓ {t('visitor.identified')}</Chip> : null}{visitor.blocked ? <Chip tone="late">{t('visitor.blocked')}</Chip> : null}<p className="meta">{[brand, visitor.browser, visitor.language].filter(Boolean).join(' · ')}</p></div>
    <div className="visitor-row__page">{visitor.page ? <><span>{visitor.page.title}</span><span className="meta visitor__url">{visitor.page.url}</span></> : null}</div>
    <p className="meta">{t('visitor.visits')}: {number(visitor.visits)} · {t('visitors.here-for')} {lasting(visitor.hereSince, now)}</p>
    {visitor.talk ? <Link className="button button--plain button--small" href={`/chats/${visitor.talk.id}`}>{t('visitors.open-talk')}<span className="hidden-text"> {nameOf(visitor)}</span></Link>
      : onGreet ? <Button small onClick={onGreet}>{t('visitors.greet')} …<span className="hidden-text"> {nameOf(visitor)}</span></Button> : null}
  </li>
}

function GreetDialog({ visitor, onClose }: { visitor: Visitor; onClose: () => void }) {
  const id = useId()
  const [text, setText] = useState('')
  const greet = useDeed(() => chats.greet(visitor.id, text.trim()), [['visitors']], { words: t('visitors.greeted'), quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); greet.mutate(undefined, { onSuccess: onClose }) }
  return <Dialog title={t('visitors.greet-title', { name: nameOf(visitor) })} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={greet.isPending}>{t('visitors.greet')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <TextArea label={t('widgets.greeting-words')} required rows={3} maxLength={600} hint={t('visitors.greet-hint')} value={text} onChange={(event) => setText(event.target.value)} />
      {greet.isError ? <p className="form__error" role="alert">{sentence(greet.error)}</p> : null}
    </form>
  </Dialog>
}

function useClock(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => { const timer = setInterval(() => setNow(new Date()), 5_000); return () => clearInterval(timer) }, [])
  return now
}
