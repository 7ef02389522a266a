import type { SearchReading as Reading } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { isKnown, t } from '#kit/i18n.ts'
import './Search.css'

/** How the search was understood: its filters, each of which can be taken out, its mistakes in words, and the order of what was found. */
export function SearchReading({ reading, onSave, onTakeOut }: { reading: Reading; onSave: () => void; onTakeOut: (place: { from: number; to: number }) => void }) {
  const clear = reading.problems.length === 0
  return <div className="search-reading">
    {reading.filters.map((each) => { const words = `${each.key}:${each.value}`; const said = each.negated ? t('search.without', { filter: words }) : words
      return <span key={each.from} className="chip">{said}<button type="button" className="chip__remove" aria-label={t('search.remove', { filter: said })} onClick={() => onTakeOut(each)}>✕</button></span> })}
    <span className="meta" role="status">{clear && reading.order !== 'sorted' ? t(`search.${reading.order}`) : ''}</span>
    {clear ? <Button small look="quiet" onClick={onSave}>{t('views.save')}</Button> : null}
    {reading.problems.map((each) => <p key={each.from} className="search-reading__problem" role="status">{problem(each)}</p>)}
  </div>
}

/** In the reader's language; what a newer server minds is said as it says it. */
function problem({ code, key, value, sentence }: Reading['problems'][number]): string {
  const known = `search.problem.${code}`
  return isKnown(known) ? t(known, { key, value }) : sentence
}
