import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { Redirect, useLocation, useSearch } from 'wouter'
import { useCommands, useSource } from '#kit/commands.ts'
import { useKeys } from '#kit/keys.ts'
import { t } from '#kit/i18n.ts'
import { later } from '#kit/later.tsx'
import { EmptyState, Skeleton } from '#kit/states.tsx'
import type { ChatPiece, VisitorPiece } from './chat-piece.ts'
import { CaseList } from './CaseList.tsx'
import { choosingKeys } from './choosing.ts'
import { findCases } from './api.ts'
import { fetchDialogs, KeysDialog } from './dialogs.ts'
import { selection } from './selection.ts'
import { isPlace } from './views.ts'
import './Desk.css'

// The list is there first; the case's parts come while it is looked at, so that opening one does not wait.
const { Piece: CasePane, fetchNow } = later(() => import('./CasePane.tsx').then((file) => file.CasePane))

/** List, case and customer side by side. The address holds what is shown, so that it can be sent to a colleague. */
export function Desk({ view, caseId, begin, Chat, Visitor }: { view: string; caseId: string | undefined; begin: ReactNode; Chat: ChatPiece; Visitor: VisitorPiece }) {
  const [, go] = useLocation()
  const search = new URLSearchParams(useSearch())
  const [help, setHelp] = useState(false)
  const desk = useRef<HTMLDivElement>(null)
  const brandId = search.get('brand') ?? undefined
  const within = brandId ? `?brand=${brandId}` : ''
  const as = search.size ? `?${search}` : ''
  const step = (by: 1 | -1) => {
    // In the order in which they stand, which is not always the one in which they were drawn.
    const links = [...(desk.current?.querySelectorAll<HTMLElement>('.case-row') ?? [])].toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
    const focused = links.indexOf(document.activeElement as HTMLElement)
    const here = focused >= 0 ? focused : links.findIndex((each) => each.ariaCurrent === 'true')
    links[Math.max(0, Math.min(links.length - 1, here + by))]?.focus()
  }
  useKeys({
    'j': () => step(1), 'k': () => step(-1), '?': () => setHelp(true),
    '/': () => desk.current?.querySelector<HTMLElement>('input[type=search]')?.focus(),
    'g m': () => go(`/cases/mine${within}`), 'g u': () => go(`/cases/unassigned${within}`), 'g a': () => go(`/cases/all${within}`),
    ...choosingKeys(),
    'Escape': () => { if (selection.clear()) return; const held = document.activeElement; if (held instanceof HTMLElement && held.matches('input, textarea, select, [contenteditable]')) held.blur(); else if (caseId) go(`/cases/${view}${as}`) },
  })
  useCommands(() => [
    { id: 'search', name: t('keys.search'), group: 'do', keys: '/', run: () => desk.current?.querySelector<HTMLElement>('input[type=search]')?.focus() },
    { id: 'keys', name: t('keys.title'), group: 'do', keys: '?', run: () => setHelp(true) },
  ])
  useSource(async (words, signal) => (await findCases(words, signal)).map(({ id, reference, subject, customer }) => ({ id, name: `${reference} ${subject} · ${customer.name}`, group: 'case', run: () => go(`/case/${id}`) })))
  useEffect(() => { const timer = setTimeout(() => { fetchNow(); fetchDialogs() }, 300); return () => clearTimeout(timer) }, [])
  // Back in the list, one stands where one left it.
  const before = useRef(caseId)
  useEffect(() => {
    if (before.current && !caseId) desk.current?.querySelector<HTMLElement>(`.case-row[href*="${CSS.escape(before.current)}"]`)?.focus()
    before.current = caseId
  }, [caseId])
  if (!isPlace(view)) return <Redirect to="/cases/mine" replace />
  return <div ref={desk} className={`desk${caseId ? ' desk--open' : ''}`}>
    <CaseList key={`${view} ${brandId}`} view={view} brandId={brandId} chosenId={caseId} begin={begin} />
    {caseId ? <Suspense fallback={<main className="case" aria-busy="true"><Skeleton lines={9} /></main>}><CasePane key={caseId} caseId={caseId} back={`/cases/${view}${as}`} Chat={Chat} Visitor={Visitor} /></Suspense>
      : <main className="desk__nothing"><h1 className="hidden-text">{t('nav.desk')}</h1><EmptyState title={t('cases.none-open')}>{t('cases.none-open.hint')}</EmptyState></main>}
    <Suspense fallback={null}>{help ? <KeysDialog onClose={() => setHelp(false)} /> : null}</Suspense>
  </div>
}
