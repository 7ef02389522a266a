/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import type { Handle } from '../site.ts'
import type { TalkState } from './talk.ts'
import type { View } from './view.ts'

/** Whether the brand asks something before a talk. Whom the site signed for need not say who they are. */
export function asksBefore({ settings }: Handle, state: TalkState, anew: boolean): boolean {
  const { form, departments } = settings
  if (state.waiting.length || state.current && !(state.current.state === 'ended' && anew)) return false
  const asks = form.ask === 'always' || form.ask === 'closed' && !state.staffed?.online
  const person = !state.identified && (form.name !== 'no' || form.email !== 'no')
  return departments.length > 0 || asks && (person || form.fields.length > 0 || Object.keys(form.consent).length > 0)
}

/** Who somebody is, what it is about, and the first line: one step. */
export function BeforeTalk({ view }: { view: View }) {
  const { handle: { settings: { form, departments } }, session, state, w, brand } = view
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const box = useRef<HTMLFormElement>(null)
  const asks = form.ask === 'always' || form.ask === 'closed' && !state.staffed?.online
  const consent = asks ? brand(form.consent) : ''
  const fields: Field[] = [
    ...asks && !state.identified ? [{ key: 'name', label: w.name, kind: 'text', needed: form.name === 'required', hide: form.name === 'no', fill: 'name' }, { key: 'email', label: w.email, kind: 'email', needed: form.email === 'required', hide: form.email === 'no', fill: 'email' }] : [],
    ...departments.length ? [{ key: 'department', label: w.department, kind: 'choice', needed: true, choices: departments.map(({ key, name }) => [key, brand(name)] as [string, string]) }] : [],
    ...asks ? form.fields.map((each) => ({ key: `field-${each.key}`, label: brand(each.label), kind: each.kind, needed: each.required, choices: each.choices.map((choice) => [choice, choice] as [string, string]) })) : [],
    { key: 'message', label: w.message, kind: 'long-text', needed: true },
  ].filter((each) => !('hide' in each && each.hide))

  function begin(event: Event) {
    event.preventDefault()
    const said = new FormData(box.current!)
    const of = (key: string) => String(said.get(key) ?? '').trim()
    const found: Record<string, string> = {}
    for (const { key, needed, kind } of fields) {
      if (needed && !of(key)) found[key] = w.needed
      else if (kind === 'email' && of(key) && !/^\S+@\S+\.\S+$/.test(of(key))) found[key] = w.badEmail
    }
    if (consent && !said.has('consent')) found['consent'] = w.needed
    setWrong(found)
    const first = Object.keys(found)[0]
    if (first) return box.current!.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    session.say(of('message').slice(0, 10_000), [], {
      name: of('name').slice(0, 160), email: of('email').slice(0, 320), department: of('department'), consent: said.has('consent'),
      fields: Object.fromEntries(form.fields.map(({ key }) => [key, of(`field-${key}`).slice(0, 2_000)]).filter(([, value]) => value)),
    })
    view.setAnew(false)
  }
  const one = (each: Field) => {
    const about = { id: `b-${each.key}`, name: each.key, 'aria-invalid': !!wrong[each.key], 'aria-describedby': wrong[each.key] ? `w-${each.key}` : undefined, 'aria-required': each.needed, autocomplete: each.fill as 'name' }
    return <div class="field" key={each.key}>
      <label for={about.id}>{each.label}{!each.needed && <span class="small"> ({w.optional})</span>}</label>
      {each.kind === 'choice' ? <select {...about}><option value="">{w.choose}</option>{each.choices!.map(([value, words]) => <option key={value} value={value}>{words}</option>)}</select>
        : each.kind === 'long-text' ? <textarea {...about} rows={3} /> : each.kind === 'email' ? <input {...about} type="email" /> : <input {...about} type="text" />}
      {wrong[each.key] && <p class="wrong" id={`w-${each.key}`}>{wrong[each.key]}</p>}
    </div>
  }
  return <form class="before" ref={box} onSubmit={begin} noValidate>
    {brand(view.handle.settings.greeting) && <p class="hello">{brand(view.handle.settings.greeting)}</p>}
    {fields.map(one)}
    {consent && <div class="field"><label class="tick"><input type="checkbox" name="consent" aria-invalid={!!wrong['consent']} aria-describedby={wrong['consent'] ? 'w-consent' : undefined} /> <span>{consent}</span></label>{wrong['consent'] && <p class="wrong" id="w-consent">{wrong['consent']}</p>}</div>}
    <button type="submit" class="button">{w.begin}</button>
  </form>
}
type Field = { key: string; label: string; kind: string; needed: boolean; hide?: boolean; fill?: string; choices?: Array<[string, string]> }
