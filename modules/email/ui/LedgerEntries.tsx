import { useState } from 'react'
import { Link } from 'wouter'
import { useMay } from '#ui/accounts'
import type { LedgerEntry, Mailbox } from '#contracts/email'
import { Chip, type Tone } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { fileSize, fullMoment, moment } from '#kit/formats.ts'
import { t, word } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { Table, type Column } from '#kit/Table.tsx'
import { ledger } from './api.ts'
import { FileNowDialog } from './FileNowDialog.tsx'

const tones: Record<LedgerEntry['state'], Tone> = { filed: 'good', waiting: 'neutral', rejected: 'neutral', quarantined: 'soon', failed: 'late' }
const stale = [['ledger'], ['cases']]

/** The messages themselves: whence, what about, where each is and why, and what a person can do about it. */
export function LedgerEntries({ rows, mailboxes, now = new Date() }: { rows: readonly LedgerEntry[]; mailboxes: readonly Mailbox[]; now?: Date }) {
  const may = useMay()('ledger.act')
  const [filing, setFiling] = useState<LedgerEntry | null>(null)
  const replay = useDeed((id: string) => ledger.file(id), stale, { words: t('ledger.replayed') })
  const reject = useDeed((id: string) => ledger.reject(id), stale, { words: t('ledger.rejected') })
  const actions = (row: LedgerEntry) => [
    ...(may && row.state !== 'filed' ? [{ key: 'file', label: `${t('ledger.file-now')} …`, onChoose: () => setFiling(row) }, { key: 'replay', label: t('ledger.replay'), onChoose: () => replay.mutate(row.id) }] : []),
    ...(may && row.state !== 'rejected' && row.state !== 'filed' ? [{ key: 'reject', label: t('ledger.reject'), onChoose: () => reject.mutate(row.id) }] : []),
    { key: 'raw', label: t('ledger.raw'), hint: fileSize(row.size), onChoose: () => window.location.assign(ledger.rawUrl(row.id)) },
  ]
  const columns: Column<LedgerEntry>[] = [
    { key: 'received', head: t('ledger.received'), cell: (row) => <time dateTime={row.receivedAt} title={fullMoment(row.receivedAt)} className="nowrap">{moment(row.receivedAt, now)}</time> },
    { key: 'from', head: t('ledger.from'), cell: (row) => <span className="entry__words"><b>{row.from || t('ledger.no-sender')}</b><span>{row.subject || t('ledger.no-subject')}</span></span> },
    { key: 'mailbox', head: t('ledger.mailbox'), cell: (row) => <span>{mailboxes.find((each) => each.id === row.mailboxId)?.name ?? (row.to || t('ledger.no-mailbox'))} <span className="meta">{word('ledger.source', row.source)}</span></span> },
    { key: 'state', head: t('state'), cell: (row) => <span className="entry__state"><Chip tone={tones[row.state]}>{t(`ledger.state.${row.state}`)}</Chip> <span className="meta">{word('why', row.reason || 'not-yet')}{row.attempts > 1 ? ` · ${t('delivery.attempts', { count: row.attempts })}` : ''}</span></span> },
    { key: 'case', head: t('case'), cell: (row) => (row.caseId ? <Link href={`/case/${row.caseId}`} className="nowrap">{row.reference ?? t('case')}</Link> : <span className="meta">–</span>) },
    { key: 'actions', head: <span className="hidden-text">{t('actions')}</span>, cell: (row) => <Menu small look="quiet" label={t('ledger.actions', { subject: row.subject || row.from })} button="⋯" items={actions(row)} /> },
  ]
  return <>
    <Table caption={t('ledger.entries')} columns={columns} rows={rows} keyOf={(row) => row.id} />
    {filing ? <FileNowDialog entry={filing} onClose={() => setFiling(null)} /> : null}
  </>
}
