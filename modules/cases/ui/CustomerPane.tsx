import { Suspense, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { CaseView } from '#contracts/cases'
import { Avatar } from '#kit/Avatar.tsx'
import { Button } from '#kit/Button.tsx'
import { shortDate, timeOfDay } from '#kit/formats.ts'
import { isKnown, t, word } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { useCases } from './api.ts'
import { useCustomerChange } from './customer.ts'
import { CustomerDialog, MergeCustomerDialog } from './dialogs.ts'
import { CustomerTimeline } from './CustomerTimeline.tsx'
import { MergedCustomers, useCustomerMerging } from './MergedCustomers.tsx'
import './CustomerPane.css'

/** Everything about the person at the other end, beside the case; on narrower screens it slides over it. */
export function CustomerPane({ view, shown, onClose, visitor = null }: { view: CaseView; shown: boolean; onClose: () => void; visitor?: ReactNode }) {
  const customer = view.customerPanel
  const pane = useRef<HTMLElement>(null)
  const [editing, setEditing] = useState(false)
  const [merging, setMerging] = useState(false)
  const { merge, part } = useCustomerMerging()
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    if (shown) { opener.current = document.activeElement; pane.current?.focus() }
    else if (opener.current instanceof HTMLElement) { opener.current.focus(); opener.current = null }
  }, [shown])
  const press = (event: KeyboardEvent) => { if (event.key === 'Escape' && shown) { event.stopPropagation(); onClose() } }
  return <>
    {shown ? <div className="customer__veil" aria-hidden="true" onClick={onClose} /> : null}
    <aside ref={pane} className={`customer${shown ? ' customer--shown' : ''}`} aria-label={t('customer')} tabIndex={-1} onKeyDown={press}>
      <header className="customer__head">
        <Avatar name={customer.name} />
        <div className="customer__who"><h2>{customer.name}</h2><p className="meta">{t('customer.since', { date: shortDate(customer.createdAt) })}<LocalTime zone={customer.timeZone} /></p></div>
        <Button look="quiet" className="customer__close" aria-label={t('close')} onClick={onClose}>✕</Button>
      </header>
      {visitor ? <Block title={t('visitor')}>{visitor}</Block> : null}
      <Block title={t('customer.identities')} action={mayChange(view) ? <span className="row-of"><Button small look="quiet" onClick={() => setEditing(true)}>{t('change')}<span className="hidden-text"> {t('customer')}</span></Button>
        {view.permissions.includes('customer.change') ? <Menu small look="quiet" label={t('customer.more')} button="⋯" items={[{ key: 'merge', label: `${t('customer.merge')} …`, onChoose: () => setMerging(true) }]} /> : null}</span> : null}>
        <dl className="identities">{customer.identities.map((each) => <div key={each.id} className="identities__row"><dt>{t(`identity.${each.kind}`)}</dt>
          <dd>{each.kind === 'visitor' ? <span title={each.value}>#{each.value.slice(-4)}</span> : each.value} <span className={`meta identities__how identities__how--${each.verifiedHow}`}>{each.verifiedHow === 'claimed' ? '' : '✓ '}{t(`verified.${each.verifiedHow}`)}</span></dd></div>)}
          {customer.company ? <div className="identities__row"><dt>{t('customer.company')}</dt><dd>{customer.company.name}</dd></div> : null}
          {customer.language ? <div className="identities__row"><dt>{t('language')}</dt><dd>{isKnown(`lang.${customer.language}`) ? word('lang', customer.language) : customer.language}</dd></div> : null}
        </dl>
        <MergedCustomers merged={customer.merged} onPart={view.permissions.includes('customer.change') ? part : undefined} />
      </Block>
      <Block title={t('customer.note')}><CustomerNote view={view} /></Block>
      <Block title={t('customer.other-cases')}><OtherCases view={view} /></Block>
      <Block title={t('customer.timeline')}><CustomerTimeline customerId={customer.id} caseId={view.id} /></Block>
    </aside>
    <Suspense fallback={null}>{editing ? <CustomerDialog view={view} onClose={() => setEditing(false)} /> : null}
      {merging ? <MergeCustomerDialog customer={customer} onClose={() => setMerging(false)} onChoose={(into) => merge(customer.id, into.id)} /> : null}</Suspense>
  </>
}

const mayChange = ({ permissions }: CaseView) => permissions.includes('customer.change') || permissions.includes('case.change')

const Block = ({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) => <section className="customer__block"><header className="customer__block-head"><h3>{title}</h3>{action}</header>{children}</section>

/** The customer's clock, redrawn when the minute turns. */
function LocalTime({ zone }: { zone: string | null }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => { const timer = setInterval(() => setNow(new Date()), 15_000); return () => clearInterval(timer) }, [])
  if (!zone) return null
  return <> · <span title={zone}>{t('customer.local-time', { time: timeOfDay(now, zone) })}</span></>
}

/** Kept when the field is left or with Ctrl+Enter; Esc gives the old words back. */
export function CustomerNote({ view }: { view: CaseView }) {
  const customer = view.customerPanel
  const change = useCustomerChange(view.id, customer)
  const [text, setText] = useState<string | null>(null)
  const keep = () => { if (text !== null && text.trim() !== customer.note) change.mutate({ note: text.trim() }); setText(null) }
  if (text !== null) return <div className="stack stack--tight">
    <textarea className="field__control" aria-label={t('customer.note')} autoFocus rows={4} maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} onBlur={keep}
      onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); setText(null) } if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.stopPropagation(); keep() } }} />
    <div className="row-of"><Button small look="primary" onClick={keep}>{t('save')}</Button></div>
  </div>
  const shown = change.isPending ? change.variables.note : customer.note
  return <div className="customer__note">
    <p className={shown ? '' : 'meta'}>{shown || t('customer.note-empty')}</p>
    {mayChange(view) ? <Button small look="quiet" onClick={() => setText(customer.note)}>{t('change')}<span className="hidden-text"> {t('customer.note')}</span></Button> : null}
  </div>
}

function OtherCases({ view }: { view: CaseView }) {
  const list = useCases({ view: 'all', customerId: view.customer.id })
  const rows = (list.data?.pages.flatMap((page) => page.rows) ?? []).filter((row) => row.id !== view.id)
  if (list.isPending) return <p className="meta" role="status">{t('loading')}</p>
  if (!rows.length) return <p className="meta">{t('customer.no-other-cases')}</p>
  return <ul className="customer__cases">{rows.map((row) => <li key={row.id}><Link href={`/case/${row.id}`}>{row.subject}</Link><span className="meta">{row.reference} · {t(`status.${row.status}`)}</span></li>)}</ul>
}
