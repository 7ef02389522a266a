import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useColleagues, useMe, useTeams } from '#ui/accounts'
import type { CustomerHit } from '#contracts/customers'
import type { z } from 'zod'
import { query } from '#kit/api.ts'
import { rowsOf } from '#kit/deed.ts'
import { isKnown, t, type MessageKey } from '#kit/i18n.ts'
import { useFields } from './fields.ts'
import { pieceAtEnd, suggestionsFor, type Suggestion } from './suggest.ts'
import './Search.css'

type Hit = z.infer<typeof CustomerHit>

/** What the filter that is being written could be. Names come from what the reader knows; customers are asked for. */
export function Suggestions({ id, text, tags, at, shown, offered, onOffer, onChoose }: { id: string; text: string; tags: readonly string[]; at: number; shown: boolean; offered: readonly Suggestion[]; onOffer: (offered: Suggestion[]) => void; onChoose: (suggestion: Suggestion) => void }) {
  const { brands } = useMe()
  const [colleagues, teams] = [useColleagues(), useTeams().data ?? []]
  const piece = pieceAtEnd(text)
  const asked = piece.key === 'from' && piece.value.length >= 2 ? piece.value : ''
  const customers = useQuery({ queryKey: ['customers', 'hits', asked], queryFn: rowsOf<Hit>(`customers${query({ q: asked })}`), enabled: asked !== '', staleTime: 60_000 }).data ?? []
  const fields = (useFields().data ?? []).filter((each) => !each.retired)
  const next = suggestionsFor(text, { brands: brands.map((each) => each.name), teams: teams.map((each) => each.name), colleagues: colleagues.map((each) => each.name), tags, customers: customers.flatMap((each) => each.address ?? each.name), fields: fields.map((each) => ({ name: each.name, values: each.kind === 'choice' ? each.choices.map((choice) => choice.label) : each.kind === 'yes-no' ? [t('yes').toLowerCase(), t('no').toLowerCase()] : [] })) })
  const key = JSON.stringify(next)
  useEffect(() => onOffer(JSON.parse(key) as Suggestion[]), [key])
  useEffect(() => { document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' }) }, [id, at])
  return <div id={`${id}-list`} role="listbox" aria-label={t('search.suggestions')} className="suggestions" hidden={!shown}>
    {offered.map((each, n) => <div key={each.text} id={`${id}-${n}`} role="option" tabIndex={-1} aria-selected={n === at} className="suggestions__item" onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(each)}>
      <span>{each.value ?? `${each.key}${each.key === 'field' ? '.' : ':'}`}</span><span className="meta">{each.value === null ? t(`search.filter.${each.key.startsWith('field') ? 'field' : each.key}` as MessageKey) : words(each)}</span></div>)}
  </div>
}

/** A code in the reader's own words, where it has any. */
function words({ key, value }: Suggestion): string {
  const family = { kind: `kind.${value}`, priority: `priority.${value}`, is: value === 'unassigned' || value === 'waiting' || value === 'solved' || value === 'closed' || value === 'mine' ? `view.${value}` : value === 'open' ? 'status.open' : 'case.unread' }[key] ?? ''
  return value !== 'assigned' && isKnown(family) ? t(family) : ''
}
