import { Link } from 'wouter'
import { useMay } from '#ui/accounts'
import { Button } from '#kit/Button.tsx'
import { Chip, type Tone } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { fullMoment, moment } from '#kit/formats.ts'
import { t, word } from '#kit/i18n.ts'
import { Page } from '#kit/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { Table, type Column } from '#kit/Table.tsx'
import { troubleWords } from '#kit/trouble-words.ts'
import { deliveries, useOutbox, type Waiting } from './api.ts'
import './Ledger.css'

const tones: Record<string, Tone> = { failed: 'late', bounced: 'late', doubtful: 'soon', retrying: 'soon' }
const canStop = (state: string) => ['undoable', 'scheduled', 'retrying'].includes(state)
const canRetry = (state: string) => ['failed', 'doubtful', 'retrying'].includes(state)
const stale = [['outbox'], ['cases']]

/** What has not left: it waits, it is tried again, or it needs somebody. */
export function OutboxPage() {
  const { data, isPending, isLoadingError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useOutbox()
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  return <Page title={t('outbox.title')} intro={t('outbox.intro')}>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} /> : rows.length === 0 ? <EmptyState title={t('outbox.empty')} /> : <OutboxRows rows={rows} />}
    {hasNextPage ? <div className="row-of"><Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('more')}</Button></div> : null}
  </Page>
}

export function OutboxRows({ rows, now = new Date() }: { rows: readonly Waiting[]; now?: Date }) {
  const may = useMay()('case.reply')
  const stop = useDeed((id: string) => deliveries.takeBack(id), stale, { words: t('outbox.cancelled') })
  const retry = useDeed((id: string) => deliveries.retry(id), stale, { words: t('delivery.resent') })
  const columns: Column<Waiting>[] = [
    { key: 'case', head: t('case'), cell: (row) => <span className="entry__words"><Link href={`/case/${row.caseId}`}>{row.reference}</Link><span>{row.subject}</span></span> },
    { key: 'to', head: t('outbox.recipients'), cell: (row) => row.recipients.join(', ') },
    { key: 'state', head: t('state'), cell: (row) => <span className="entry__state"><Chip tone={tones[row.state] ?? 'neutral'}>{word('outbox.state', row.state)}</Chip>{row.attempts > 1 ? <span className="meta">{t('delivery.attempts', { count: row.attempts })}</span> : null}</span> },
    { key: 'due', head: t('outbox.due'), cell: (row) => (row.dueAt ? <time className="nowrap" dateTime={row.dueAt} title={fullMoment(row.dueAt)}>{moment(row.dueAt, now)}</time> : <span className="meta">–</span>) },
    { key: 'detail', head: t('outbox.detail'), cell: (row) => <span className="meta">{row.detail ? troubleWords(row.detail) : '–'}</span> },
    { key: 'actions', head: <span className="hidden-text">{t('actions')}</span>, cell: (row) => (may ? <span className="row-of">
      {canRetry(row.state) ? <Button small onClick={() => retry.mutate(row.deliveryId)}>{t('outbox.resend')}<span className="hidden-text"> {row.reference}</span></Button> : null}
      {canStop(row.state) ? <Button small onClick={() => stop.mutate(row.deliveryId)}>{t('delivery.cancel')}<span className="hidden-text"> {row.reference}</span></Button> : null}</span> : null) },
  ]
  return <Table caption={t('outbox.title')} columns={columns} rows={rows} keyOf={(row) => row.deliveryId} />
}
