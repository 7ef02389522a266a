import { Chip } from '#kit/Chip.tsx'
import { dayName, number } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { Table, type Column } from '#kit/Table.tsx'
import type { Balance, LedgerFilter } from './api.ts'
import { addsUp, places, total } from './balance.ts'

type Line = Omit<Balance, 'mailboxId'> & { mailboxId: string | null; key: string; sum: boolean }

/** A sum, then one line for each day of each mailbox. A line that does not add up says so in words. */
export function BalanceTable({ rows, onChoose }: { rows: readonly Balance[]; onChoose: (filter: LedgerFilter) => void }) {
  const lines: Line[] = [{ ...total(rows), day: '', mailboxId: null, mailboxName: '', key: 'sum', sum: true }, ...rows.map((row) => ({ ...row, key: `${row.day} ${row.mailboxId}`, sum: false }))]
  const filterOf = (line: Line): LedgerFilter => (line.sum ? {} : { day: line.day, ...(line.mailboxId ? { mailboxId: line.mailboxId } : {}) })
  const figure = (line: Line, value: number, words: string, filter: LedgerFilter) => (value === 0 ? <span className="figure--none">0</span>
    : <button type="button" className="figure" aria-label={`${line.sum ? t('ledger.sum') : `${dayName(line.day)}, ${line.mailboxName}`}: ${words} ${number(value)}`} onClick={() => onChoose(filter)}>{number(value)}</button>)
  const columns: Column<Line>[] = [
    { key: 'day', head: t('ledger.day'), cell: (line) => <b>{line.sum ? t('ledger.sum') : dayName(line.day)}</b> },
    { key: 'mailbox', head: t('ledger.mailbox'), cell: (line) => (line.sum ? '' : line.mailboxName || t('ledger.no-mailbox')) },
    { key: 'seen', head: t('ledger.seen'), numeric: true, cell: (line) => figure(line, line.seen, t('ledger.seen'), filterOf(line)) },
    ...places.map((place): Column<Line> => ({ key: place, head: t(`ledger.state.${place}`), numeric: true, cell: (line) => figure(line, line[place], t(`ledger.state.${place}`), { ...filterOf(line), state: place }) })),
    { key: 'sum', head: t('ledger.check'), cell: (line) => (addsUp(line) ? <Chip tone="good">{t('ledger.adds-up')}</Chip> : <Chip tone="late">{t('ledger.does-not-add-up')}</Chip>) },
  ]
  return <div className="balance"><Table caption={t('ledger.balance')} columns={columns} rows={lines} keyOf={(line) => line.key} /></div>
}
