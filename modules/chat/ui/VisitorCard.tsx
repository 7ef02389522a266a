import type { AgentTalk } from '#contracts/chat'
import { useMay } from '#ui/accounts'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { number, shortDate, timeOfDay } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import { chats } from './api.ts'
import { nameOf } from './TalkLines.tsx'

/** Who is at the other end: what the site signed for, and, clearly apart from it, what they say of themselves. */
export function VisitorCard({ talk, now = new Date() }: { talk: Pick<AgentTalk, 'visitor'>; now?: Date }) {
  const { visitor } = talk
  const may = useMay()('customer.change')
  const undo = useDeed((blocked: boolean) => chats.block(visitor.id, blocked), [['talks'], ['visitors']])
  const block = (blocked: boolean) => undo.mutate(blocked, { onSuccess: () => toast(t(blocked ? 'visitor.blocked' : 'visitor.unblocked'), { until: Date.now() + 15_000, action: { label: t('undo'), run: () => undo.mutate(!blocked) } }) })
  const { claimed } = visitor
  const says = Object.entries({ ...claimed.name ? { [t('name')]: claimed.name } : {}, ...claimed.email ? { [t('email')]: claimed.email } : {}, ...claimed.fields })
  return <aside className="visitor" aria-label={t('visitor')}>
    <h2>{nameOf(visitor)}</h2>
    {visitor.identified ? <p><Chip tone="good">✓ {t('visitor.identified')}</Chip> <code>{visitor.identified.externalId}</code></p> : null}
    {says.length ? <section><h3>{t('visitor.claimed')}</h3><dl className="visitor__facts visitor__facts--claimed">{says.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl></section> : null}
    <dl className="visitor__facts">
      {visitor.page ? <><div><dt>{t('visitor.page')}</dt><dd><b>{visitor.page.title}</b><span className="meta visitor__url">{visitor.page.url}</span></dd></div>
        {visitor.page.referrer ? <div><dt>{t('visitor.referrer')}</dt><dd className="visitor__url">{visitor.page.referrer}</dd></div> : null}</> : null}
      {visitor.browser ? <div><dt>{t('visitor.browser')}</dt><dd>{visitor.browser}</dd></div> : null}
      {visitor.language ? <div><dt>{t('language')}</dt><dd>{visitor.language}</dd></div> : null}
      {visitor.timeZone ? <div><dt>{t('visitor.time')}</dt><dd>{clockIn(visitor.timeZone, now)}</dd></div> : null}
      <div><dt>{t('visitor.visits')}</dt><dd>{number(visitor.visits)}</dd></div><div><dt>{t('visitor.since')}</dt><dd>{shortDate(visitor.firstSeenAt)}</dd></div>
      {Object.entries(visitor.attributes).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
    </dl>
    {may ? <Button small look={visitor.blocked ? 'plain' : 'danger'} busy={undo.isPending} onClick={() => block(!visitor.blocked)}>{t(visitor.blocked ? 'visitor.unblock' : 'visitor.block')}</Button> : null}
  </aside>
}

/** A zone is what a browser says: it may be one that nobody knows. */
function clockIn(zone: string, now: Date): string {
  try { return `${timeOfDay(now, zone)} (${zone})` } catch { return zone }
}
