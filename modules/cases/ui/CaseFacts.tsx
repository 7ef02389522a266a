import { useState } from 'react'
import type { CaseView } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { lasting, moment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import type { CaseActions } from './case-actions.ts'
import { CaseFields } from './CaseFields.tsx'
import { useFields } from './fields.ts'
import { kinds, priorities } from './views.ts'

/** The line under the title: kind, priority, tags, and since when somebody waits. */
export function CaseFacts({ view, actions }: { view: CaseView; actions: CaseActions }) {
  const change = actions.may('case.change') && view.status !== 'closed' && !view.merged
  const [adding, setAdding] = useState(false)
  const add = (text: string) => { const tag = text.trim(); setAdding(false); if (tag && !view.tags.includes(tag)) actions.change({ tags: [...view.tags, tag] }) }
  return <div className="case__facts">
    {change ? <Menu small look="quiet" label={`${t('kind')}: ${t(`kind.${view.kind}`)}`} button={<>{t(`kind.${view.kind}`)} ▾</>} items={kinds.map((kind) => ({ key: kind, label: t(`kind.${kind}`), checked: kind === view.kind, onChoose: () => actions.change({ kind }) }))} /> : <Chip>{t(`kind.${view.kind}`)}</Chip>}
    {change ? <Menu small look="quiet" label={`${t('priority')}: ${t(`priority.${view.priority}`)}`} button={<>{t('priority')}: {t(`priority.${view.priority}`)} ▾</>} items={priorities.map((priority) => ({ key: priority, label: t(`priority.${priority}`), checked: priority === view.priority, onChoose: () => actions.change({ priority }) }))} /> : <Chip>{t(`priority.${view.priority}`)}</Chip>}
    {view.snoozedUntil && !view.merged ? <Chip tone="soon">{t('snooze.until', { time: moment(view.snoozedUntil) })}{change ? <button type="button" className="chip__remove" aria-label={t('snooze.wake')} title={t('snooze.wake')} onClick={() => actions.snooze(null)}>✕</button> : null}</Chip> : null}
    {view.waitingSince ? <Chip tone="soon">{t('case.waiting-since', { time: lasting(view.waitingSince) })}</Chip> : null}
    {view.marks.map((mark) => <Chip key={mark} tone={mark === 'delivery-doubtful' ? 'soon' : 'late'}>{t(`mark.${mark}`)}</Chip>)}
    <CaseFields fields={useFields().data ?? []} brandId={view.brandId} values={view.fields} change={change} onChange={(id, value) => actions.change({ fields: { [id]: value } })} />
    {view.tags.map((tag) => <Chip key={tag}>{tag}{change ? <button type="button" className="chip__remove" aria-label={t('tags.remove', { tag })} onClick={() => actions.change({ tags: view.tags.filter((each) => each !== tag) })}>✕</button> : null}</Chip>)}
    {change ? adding ? <input className="field__control case__tag" aria-label={t('tags.add')} autoFocus maxLength={60} onBlur={(event) => add(event.target.value)}
      onKeyDown={(event) => { if (event.key === 'Enter') add(event.currentTarget.value); if (event.key === 'Escape') { event.stopPropagation(); setAdding(false) } }} />
      : <Button small look="quiet" onClick={() => setAdding(true)}>+ {t('tags.add')}</Button> : null}
  </div>
}
