import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { BulkAction } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { isKnown, t } from '#kit/i18n.ts'
import { Kbd } from '#kit/Kbd.tsx'
import { offer } from '#kit/toasts.ts'
import { bulkWords, canBeUndone, useBulk, useBulkAction } from './bulk.ts'
import { selection } from './selection.ts'

export function BulkProgress({ id }: { id: string }) {
  const { data } = useBulkAction(id)
  const { undo, busy } = useBulk()
  if (!data) return null
  return <BulkLine bulk={data} busy={busy} onUndo={() => void undo(id)} onDismiss={() => selection.follow(null)} />
}

/** How far it is; then what came of it, with the way back and the reasons. It can be left alone at any time. */
export function BulkLine({ bulk, busy = false, onUndo, onDismiss }: { bulk: BulkAction; busy?: boolean; onUndo: () => void; onDismiss: () => void }) {
  const [why, setWhy] = useState(false)
  const running = bulk.state === 'working' || bulk.state === 'undoing'
  const total = bulk.state === 'undoing' ? bulk.undone + bulk.kept + bulk.waiting : bulk.total
  const undoable = canBeUndone(bulk)
  const undo = useRef(onUndo)
  undo.current = onUndo
  // The key for the newest undo means this one, too.
  useEffect(() => (undoable && !busy ? offer(() => undo.current()) : undefined), [undoable, busy])
  return <div className="bulk__progress">
    <span role="status">{bulkWords(bulk)}</span>
    {running ? <progress aria-label={bulkWords(bulk)} max={total} value={total - bulk.waiting} /> : <span className="row-of">
      {undoable ? <Button small busy={busy} onClick={onUndo}>{t('undo')} <Kbd keys="u" /></Button> : null}
      {bulk.reasons.length ? <Button small look="quiet" onClick={() => setWhy(true)}>{t('bulk.why')}</Button> : null}
      <Button small look="quiet" onClick={onDismiss}>{t('dismiss')}</Button></span>}
    {why ? <Dialog title={t('bulk.why')} onClose={() => setWhy(false)}><BulkReasons reasons={bulk.reasons} /></Dialog> : null}
  </div>
}

/** In the reader's language where the reason is one of a few; otherwise as the rule says it. */
function because({ code, why }: BulkAction['reasons'][number]): string {
  const key = `bulk.because.${code}`
  return isKnown(key) ? t(key) : why
}

export const BulkReasons = ({ reasons }: { reasons: BulkAction['reasons'] }) => <ul className="stack stack--tight">{reasons.map((each) => <li key={each.caseId}>
  <Link href={`/case/${each.caseId}`}>{each.reference} {each.subject}</Link><br /><span className="meta">{because(each)}</span></li>)}</ul>
