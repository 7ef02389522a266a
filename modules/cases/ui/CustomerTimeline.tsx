import { Link } from 'wouter'
import { Button } from '#kit/Button.tsx'
import { dayOf, timeOfDay } from '#kit/formats.ts'
import { t, word } from '#kit/i18n.ts'
import { sentence } from '#kit/api.ts'
import { byDay, useTimeline, type Entry } from './customer.ts'
import './CustomerPane.css'

/** What was and what is, newest first, over all cases of the customer. */
export function CustomerTimeline({ customerId, caseId }: { customerId: string; caseId: string }) {
  const { data, isPending, isLoadingError, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useTimeline(customerId)
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  if (isPending) return <p className="meta" role="status">{t('loading')}</p>
  if (isLoadingError) return <p className="meta" role="alert">{sentence(error)}</p>
  if (!entries.length) return <p className="meta">{t('customer.timeline-empty')}</p>
  return <>
    <TimelineDays entries={entries} caseId={caseId} />
    {hasNextPage ? <Button small look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('more')}</Button> : null}
  </>
}

export function TimelineDays({ entries, caseId, now = new Date() }: { entries: readonly Entry[]; caseId: string; now?: Date }) {
  return <ol className="timeline">{byDay(entries, (at) => dayOf(at, now)).map(({ day, entries: ofDay }) => <li key={day}><h4 className="timeline__day">{day}</h4>
    <ul>{ofDay.map((each, index) => <li key={`${each.at} ${index}`} className="timeline__entry"><time className="meta" dateTime={each.at}>{timeOfDay(each.at)}</time>
      <span>{word(each.verb.startsWith('message.') ? 'verb' : 'timeline', each.verb)} {each.caseId === caseId ? <span className="meta">{each.reference}</span> : <Link href={`/case/${each.caseId}`}>{each.reference}</Link>}{each.title ? <span className="timeline__title">{each.title}</span> : null}</span></li>)}</ul></li>)}</ol>
}
