import { Link } from 'wouter'
import { useMe } from '#ui/accounts'
import { Avatar } from '#kit/Avatar.tsx'
import { ChannelSign } from '#kit/ChannelSign.tsx'
import { Chip } from '#kit/Chip.tsx'
import { age, fullMoment, moment } from '#kit/formats.ts'
import { language, t } from '#kit/i18n.ts'
import { useSeats } from '#kit/seats.ts'
import type { Row } from './api.ts'
import { extendTo } from './choosing.ts'
import { selection, useSelection } from './selection.ts'

/** One case in a list: who, what, the last words, and only those marks that ask for something. */
export function CaseRowLink({ row, href, chosen, showStatus, showBrand }: { row: Row; href: string; chosen: boolean; showStatus: boolean; showBrand: boolean }) {
  const { brands } = useMe()
  const brand = showBrand && brands.length > 1 ? brands.find((each) => each.id === row.brandId)?.name : undefined
  const selected = useSelection().rows.has(row.id)
  const there = useSeats(row.id)
  return <div data-case={row.id} className={`case-row-box${selected ? ' case-row-box--chosen' : ''}`} onClickCapture={(event) => { if (event.shiftKey) { event.preventDefault(); event.stopPropagation(); extendTo(row) } }}>
    <Link href={href} className={`case-row${row.unread ? ' case-row--unread' : ''}`} aria-current={chosen ? 'true' : undefined}>
    <span className="case-row__who">{row.unread ? <span className="case-row__dot"><span className="hidden-text">{t('case.unread')} </span></span> : null}{row.customer.name}</span>
    <span className="case-row__when meta"><ChannelSign channel={row.channel} /><time dateTime={row.lastMessageAt} title={fullMoment(row.lastMessageAt)}>{age(row.lastMessageAt)}</time></span>
    <span className="case-row__subject">{row.subject}</span>
    <span className="case-row__preview">{row.found ? row.found.parts.map((part, n) => (part.hit ? <mark key={n}>{part.text}</mark> : part.text)) : row.preview}</span>
    <span className="case-row__chips">
      {row.marks.map((mark) => <Chip key={mark} tone={mark === 'delivery-doubtful' ? 'soon' : 'late'}>{t(`mark.${mark}`)}</Chip>)}
      {row.priority === 'high' || row.priority === 'urgent' ? <Chip tone={row.priority === 'urgent' ? 'late' : 'soon'}>{t(`priority.${row.priority}`)}</Chip> : null}
      {row.snoozedUntil && !row.merged ? <Chip>{t('snooze.until', { time: moment(row.snoozedUntil) })}</Chip> : null}
      {row.merged ? <Chip>{t('mark.merged')}</Chip> : null}
      {showStatus && row.status !== 'open' ? <Chip tone={row.status === 'solved' ? 'good' : 'neutral'}>{t(`status.${row.status}`)}</Chip> : null}
      <Chip>{t(`kind.${row.kind}`)}</Chip>
      {brand ? <Chip>{brand}</Chip> : null}
      {row.tags.slice(0, 2).map((tag) => <Chip key={tag}>{tag}</Chip>)}
    </span>
    {there.length ? <span className="case-row__there">{there.slice(0, 3).map((each) => <Avatar key={each.personId} name={each.name} small />)}<span className="hidden-text">{t('cases.there', { count: there.length, names: new Intl.ListFormat(language()).format(there.map((each) => each.name)) })}</span></span> : null}
  </Link>
  {/* Chosen with the mouse, the focus is on the row again: in a field, letters would not be keys. */}
  <input type="checkbox" className="case-row__choose" aria-label={t('bulk.choose', { reference: row.reference })} checked={selected} onChange={() => selection.toggle(row)}
    onClick={(event) => { if (event.detail > 0) event.currentTarget.parentElement?.querySelector<HTMLElement>('.case-row')?.focus() }} /></div>
}
