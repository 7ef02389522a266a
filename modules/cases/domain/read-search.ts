/** What can be asked for beside words, and what each may be. Null: names, addresses and tags, which only the database knows. */
export const filterValues = {
  is: ['open', 'waiting', 'snoozed', 'solved', 'closed', 'unassigned', 'assigned', 'mine', 'unread'], has: ['attachment', 'note'], in: ['message', 'note', 'subject'],
  kind: ['question', 'order', 'return', 'billing', 'complaint', 'technical', 'recall', 'other'], channel: ['email', 'chat', 'voice', 'sms', 'fax', 'social', 'edi', 'desk'], priority: ['low', 'normal', 'high', 'urgent'],
  from: null, to: null, tag: null, owner: null, brand: null, team: null, before: null, after: null, field: null,
} as const
export type FilterKey = keyof typeof filterValues
export type Filter = { key: FilterKey; /** Of which field, where the filter is of one: `field.Charge:7-B`. */ of?: string; value: string; negated: boolean; /** Where it stands in what was typed. */ from: number; to: number }
export type ProblemCode = 'unknown-filter' | 'no-value' | 'unknown-value' | 'bad-date' | 'unknown-brand' | 'unknown-team' | 'unknown-owner' | 'unknown-field' | 'no-field-value' | 'too-many-customers'
export type Problem = { code: ProblemCode; key: string; value: string; from: number; to: number }
export type Search = {
  /** In the language of `websearch_to_tsquery`: words, and "phrases" in quotes. */
  words: string; without: string[]
  /** The word that is perhaps still being typed: what begins so is meant as well. */
  beginning: string | null
  filters: Filter[]; problems: Problem[]
}

const isKey = (key: string): key is FilterKey => Object.hasOwn(filterValues, key)
/** `-from:"Anna de Vries"`: perhaps a minus, perhaps a key (of a field with its name, `field.Charge`, `field."Lot number"`), then something in quotes or up to the next space. A quote that nobody closed ends with the text. */
const token = /(-?)(?:([a-z]+(?:\.(?:"[^"]*"|[^\s":]+))?):(?!\/\/))?(?:"([^"]*)(?:"|$)|([^\s"]\S*))?/giy
const beginningLength = 4

/** Reads what somebody typed into the search. Nothing is refused: what makes no sense is told as a problem, with its place. */
export function readSearch(text: string): Search {
  const search: Search = { words: '', without: [], beginning: null, filters: [], problems: [] }
  const words: string[] = []
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text[at]!)) { at++; continue }
    token.lastIndex = at
    const [whole = '', minus = '', key = '', quoted, bare] = token.exec(text) ?? []
    const to = at + Math.max(1, whole.length)
    const value = (quoted ?? bare ?? '').trim()
    const [family = '', ...name] = key.split('.')
    const place = { key: [family.toLowerCase(), ...name].join('.').replaceAll('"', ''), value, from: at, to }
    if (key) readFilter(search, place, minus === '-')
    else if (value && minus) search.without.push(quoted === undefined ? value : `"${value}"`)
    else if (value) words.push(quoted === undefined ? value : `"${value}"`)
    if (!key && !minus && bare && to === text.length) search.beginning = beginningOf(bare)
    at = to
  }
  if (search.beginning) words.pop()
  return { ...search, words: words.join(' ') }
}

function readFilter(search: Search, place: Omit<Problem, 'code'>, negated: boolean): void {
  const { value } = place
  const [key = '', of] = place.key.startsWith('field.') ? ['field', place.key.slice('field.'.length).trim()] : [place.key]
  if (!isKey(key) || (key === 'field') !== Boolean(of)) search.problems.push({ ...place, code: 'unknown-filter' })
  else if (!value) search.problems.push({ ...place, code: 'no-value' })
  else if (filterValues[key] && !(filterValues[key] as readonly string[]).includes(value.toLowerCase())) search.problems.push({ ...place, code: 'unknown-value' })
  else if ((key === 'before' || key === 'after') && !readDay(value, new Date(0))) search.problems.push({ ...place, code: 'bad-date' })
  else search.filters.push({ key, ...of ? { of } : {}, value: filterValues[key] ? value.toLowerCase() : value, negated, from: place.from, to: place.to })
}

/** A word goes on when it is long enough that not half of the language begins so, and is nothing but letters and digits. */
const beginningOf = (word: string) => (word.length >= beginningLength && /^[\p{L}\p{N}]+$/u.test(word) ? word.toLowerCase().normalize('NFC') : null)

const dayMs = 86_400_000
/** `2026-11-24`, `2026-11`, `today`, `yesterday`, or so many days, weeks or months ago: `7d`, `2w`, `3m`. The beginning of that day, in UTC. */
export function readDay(text: string, now: Date): Date | null {
  const today = new Date(Math.floor(now.getTime() / dayMs) * dayMs)
  const said = text.toLowerCase()
  if (said === 'today') return today
  if (said === 'yesterday') return new Date(today.getTime() - dayMs)
  const [, count, unit] = /^(\d{1,4})([dwm])$/.exec(said) ?? []
  if (count) return unit === 'm' ? new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - Number(count), today.getUTCDate())) : new Date(today.getTime() - Number(count) * (unit === 'w' ? 7 : 1) * dayMs)
  const [, year, month, day = '01'] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(said) ?? []
  const found = new Date(`${year}-${month}-${day}T00:00:00Z`)
  // JavaScript makes 2 March out of 30 February; nobody meant that.
  return year && !Number.isNaN(found.getTime()) && found.getUTCDate() === Number(day) ? found : null
}

/** What is wrong, as a sentence for people; screens say it in the reader's language, by its code. */
export function sentenceOf({ code, key, value }: Problem): string {
  switch (code) {
    case 'unknown-filter': return `There is no filter “${key}:”. Put it in quotes to look for the words.`
    case 'no-value': return `Say what “${key}:” should be.`
    case 'unknown-value': return `“${key}:” cannot be “${value}”. It is one of: ${(filterValues[key as FilterKey] ?? []).join(', ')}.`
    case 'bad-date': return `“${value}” is no day. Write it as 2026-11-24, 7d, today or yesterday.`
    case 'unknown-brand': return `No brand of yours is called “${value}”.`
    case 'unknown-team': return `No team of yours is called “${value}”.`
    case 'unknown-field': return `No brand of yours has a field called “${key.slice('field.'.length)}”.`
    case 'no-field-value': return `“${value}” is nothing that stands in ${key.slice('field.'.length)}.`
    case 'unknown-owner': return `No colleague of yours is called “${value}”.`
    case 'too-many-customers': return `“${value}” fits more than 2,000 customers. Write more of the name or address.`
  }
}
