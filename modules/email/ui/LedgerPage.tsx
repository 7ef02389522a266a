import { useEffect, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { Button } from '#kit/Button.tsx'
import { Field, Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Page, Part } from '#kit/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { useBalance, useLedger, useMailboxes, type LedgerFilter } from './api.ts'
import { addressOf, filterFrom, ordered, places, type Place } from './balance.ts'
import { BalanceTable } from './BalanceTable.tsx'
import { LedgerEntries } from './LedgerEntries.tsx'
import './Ledger.css'

/** Every message that was handed to us, and where it is. The balance proves that none is missing; each figure opens its messages. */
export function LedgerPage() {
  const [, go] = useLocation()
  const filter = filterFrom(useSearch())
  const set = (patch: LedgerFilter) => go(addressOf({ ...filter, ...patch }), { replace: true })
  const [days, setDays] = useState(7)
  const balance = useBalance(days)
  const known = useMailboxes().data ?? []
  const list = useLedger(filter)
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const filtered = Object.keys(filter).length > 0
  return <Page title={t('ledger.title')} intro={t('ledger.intro')}>
    <Part title={t('ledger.balance')} actions={<Select label={t('ledger.days')} labelHidden options={[7, 14, 30].map((count) => ({ value: String(count), label: t('days', { count }) }))} value={String(days)} onChange={(event) => setDays(Number(event.target.value))} />}>
      {balance.isPending ? <Skeleton lines={4} /> : balance.isLoadingError ? <ErrorState error={balance.error} onRetry={() => void balance.refetch()} />
        : balance.data.length === 0 ? <p className="meta">{t('ledger.empty')}</p> : <BalanceTable rows={ordered(balance.data, filter.mailboxId)} onChoose={(wanted) => { go(addressOf(wanted)); document.getElementById('ledger-entries')?.scrollIntoView({ block: 'start' }) }} />}
    </Part>
    <Part title={t('ledger.entries')} actions={filtered ? <Button small onClick={() => go('/ledger', { replace: true })}>{t('ledger.show-all')}</Button> : null}>
      <div className="ledger__filter" id="ledger-entries">
        <Search value={filter.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
        <Select label={t('state')} options={[{ value: '', label: t('all') }, ...places.map((place) => ({ value: place, label: t(`ledger.state.${place}`) }))]} value={filter.state ?? ''} onChange={(event) => set({ state: (event.target.value || undefined) as Place | undefined })} />
        <Select label={t('ledger.mailbox')} options={[{ value: '', label: t('all') }, ...known.map((each) => ({ value: each.id, label: each.name }))]} value={filter.mailboxId ?? ''} onChange={(event) => set({ mailboxId: event.target.value || undefined })} />
        <Field label={t('ledger.day')} type="date" value={filter.day ?? ''} onChange={(event) => set({ day: event.target.value || undefined })} />
      </div>
      {list.isPending ? <Skeleton lines={8} /> : list.isLoadingError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : rows.length === 0 ? <EmptyState title={t('ledger.empty')} /> : <LedgerEntries rows={rows} mailboxes={known} />}
      {list.hasNextPage ? <div className="row-of"><Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</Button></div> : null}
    </Part>
  </Page>
}

/** Typing asks the server only when it pauses. */
function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [text, setText] = useState(value)
  useEffect(() => { setText(value) }, [value])
  useEffect(() => { if (text.trim() === value) return; const timer = setTimeout(() => onChange(text.trim()), 300); return () => clearTimeout(timer) }, [text])
  return <Field label={t('search')} type="search" placeholder={t('ledger.search')} value={text} onChange={(event) => setText(event.target.value)} />
}
