import { Suspense, useState } from 'react'
import type { BulkDeed } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { number } from '#kit/formats.ts'
import { useKeys } from '#kit/keys.ts'
import { t } from '#kit/i18n.ts'
import { Kbd } from '#kit/Kbd.tsx'
import { Menu } from '#kit/Menu.tsx'
import type { Filter, Row } from './api.ts'
import { BulkProgress } from './BulkProgress.tsx'
import { useBulk } from './bulk.ts'
import { AssignDialog, FindCaseDialog, SnoozeDialog } from './dialogs.ts'
import { selection, useSelection } from './selection.ts'
import { TagsDialog } from './TagsDialog.tsx'
import { statuses } from './views.ts'
import './BulkBar.css'

/** What can be done to all that is chosen. The letters of a case mean all of them meanwhile. */
export function BulkBar({ of, total }: { of: Filter; total: number | undefined }) {
  const { rows, whole, bulkId } = useSelection()
  const { begin, busy } = useBulk()
  const [asking, setAsking] = useState<'assign' | 'tag' | 'snooze' | 'merge' | null>(null)
  const [first] = rows.values()
  const act = (action: BulkDeed) => { if (!busy) void begin(whole ? { of } : { caseIds: [...rows.keys()] }, action) }
  const chosen = rows.size > 0
  useKeys(chosen ? { a: () => setAsking('assign'), e: () => act({ kind: 'status', status: 'solved' }), z: () => setAsking('snooze') } : {})
  return <div className="bulk">
    {bulkId ? <BulkProgress id={bulkId} /> : null}
    {chosen ? <div className="bulk__tools" role="toolbar" aria-label={t('bulk.tools')}>
      <span className="bulk__count" role="status">{whole ? t('bulk.whole') : t('bulk.chosen', { count: rows.size })}</span>
      {!whole && (total === undefined || total > rows.size) ? <Button small look="quiet" onClick={selection.all}>{total === undefined ? t('bulk.choose-whole') : t('bulk.choose-all', { count: number(total) })}</Button> : null}
      <Button small look="quiet" className="bulk__clear" aria-label={t('bulk.clear')} title={t('bulk.clear')} onClick={() => selection.clear()}>✕</Button>
      <span className="bulk__deeds">
        <Button small onClick={() => setAsking('assign')}>{t('assign')} <Kbd keys="a" /></Button>
        <Button small onClick={() => act({ kind: 'status', status: 'solved' })}>{t('solve')} <Kbd keys="e" /></Button>
        <Menu small label={t('status')} button={<>{t('status')} ▾</>} items={statuses.map((status) => ({ key: status, label: t(`status.${status}`), onChoose: () => act({ kind: 'status', status }) }))} />
        <Button small onClick={() => setAsking('tag')}>{t('tags')}</Button>
        <Button small onClick={() => setAsking('snooze')}>{t('snooze')} <Kbd keys="z" /></Button>
        {whole ? null : <Button small onClick={() => setAsking('merge')}>{t('bulk.merge')}</Button>}
      </span>
    </div> : null}
    <Suspense fallback={null}>{first ? <Asked asking={asking} first={first} rows={[...rows.values()]} onClose={() => setAsking(null)} onAct={act} /> : null}</Suspense>
  </div>
}

function Asked({ asking, first, rows, onClose, onAct }: { asking: 'assign' | 'tag' | 'snooze' | 'merge' | null; first: Row; rows: readonly Row[]; onClose: () => void; onAct: (action: BulkDeed) => void }) {
  switch (asking) {
    case 'assign': return <AssignDialog view={{ brandId: first.brandId, ownerId: rows.every((each) => each.ownerId === first.ownerId) ? first.ownerId : undefined, teamId: null }} onClose={onClose} onAssign={(to) => onAct({ kind: 'assign', ...to })} />
    case 'tag': return <TagsDialog tags={[...new Set(rows.flatMap((each) => each.tags))]} onClose={onClose} onChange={(change) => onAct({ kind: 'tag', ...change })} />
    case 'snooze': return <SnoozeDialog asleep={false} onClose={onClose} onChoose={(until) => { if (until) onAct({ kind: 'snooze', until }) }} />
    case 'merge': return <FindCaseDialog view={first} suggested={rows} title={t('bulk.merge-title', { count: rows.length })} hint={t('case.merge.hint')} onClose={onClose} onChoose={(into) => onAct({ kind: 'merge', into: into.id })} />
    case null: return null
  }
}
