/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { AfterTalk, Transcript } from './AfterTalk.tsx'
import { asksBefore, BeforeTalk } from './BeforeTalk.tsx'
import { Composer, Icon } from './Composer.tsx'
import { atHost, Lines } from './Lines.tsx'
import { fill } from './words.ts'
import type { View } from './view.ts'

export const isPhone = matchMedia('(max-width: 480px), (max-height: 480px)')

/** The whole of the chat. Beside the page on a desk, in its place on a phone. */
export function Panel({ view }: { view: View }) {
  const { handle, session, state, w, close, notice, say, anew } = view
  const { settings } = handle
  const box = useRef<HTMLElement>(null)
  const [full, setFull] = useState(isPhone.matches)
  const [asked, setAsked] = useState<'menu' | 'transcript' | null>(null)
  const ended = state.current?.state === 'ended' && !anew && !state.waiting.length
  const before = asksBefore(handle, state, anew)
  const late = useLate(!state.welcome, 1_500)

  // At once, and not after the next frame: whoever opens and takes it away within one leaves nothing behind.
  useLayoutEffect(() => {
    const change = () => setFull(isPhone.matches)
    isPhone.addEventListener('change', change)
    return () => isPhone.removeEventListener('change', change)
  }, [])
  // The keyboard of a phone covers the page without making it smaller.
  useLayoutEffect(() => {
    const view = window.visualViewport
    if (!full || !view) return
    const fit = () => { box.current?.style.setProperty('--h', `${view.height}px`); box.current?.style.setProperty('--top', `${view.offsetTop}px`) }
    fit()
    view.addEventListener('resize', fit)
    view.addEventListener('scroll', fit)
    return () => { view.removeEventListener('resize', fit); view.removeEventListener('scroll', fit) }
  }, [full])
  const still = useRef(view.still)
  useEffect(() => {
    // Whoever is elsewhere, in a form around a preview or on the page, is not called here.
    if (!still.current && document.hasFocus()) (box.current!.querySelector<HTMLElement>('textarea, .before input, .before select') ?? box.current!).focus()
    still.current = false
  }, [ended, before])

  function onKeyDown(event: KeyboardEvent) {
    // The keys of the page are not for what is written here.
    event.stopPropagation()
    if (event.key === 'Escape') { if (asked) setAsked(null); else close() }
    if (event.key !== 'Tab' || !full) return
    const all = [...box.current!.querySelectorAll<HTMLElement>('button, a[href], input:not([hidden]), select, textarea, [tabindex="0"]')].filter((each) => each.getClientRects().length && !(each as HTMLButtonElement).disabled)
    const at = all.indexOf(handle.root.activeElement as HTMLElement)
    const next = event.shiftKey ? (at <= 0 ? all.at(-1) : null) : at === all.length - 1 ? all[0] : null
    if (next) { event.preventDefault(); next.focus() }
  }
  const title = settings.title || w.title
  return <section class="panel" ref={box} role="dialog" aria-modal={full} aria-label={title} tabIndex={-1} lang={view.language} onKeyDown={onKeyDown}>
    <Head view={view} title={title} menu={asked === 'menu'} onMenu={() => setAsked(asked === 'menu' ? null : 'menu')} />
    {asked === 'menu' && <div class="menu">
      {settings.transcript && state.current && <button type="button" onClick={() => setAsked('transcript')}>{w.transcript}</button>}
      {settings.sound && <button type="button" aria-pressed={view.sound} onClick={() => view.setSound(!view.sound)}>{view.sound ? w.soundOff : w.soundOn}</button>}
      {state.current && state.current.state !== 'ended' && <button type="button" onClick={() => { session.take({ type: 'end' }); setAsked(null) }}>{w.end}</button>}
    </div>}
    {asked === 'transcript' && <Transcript view={view} done={() => { setAsked(null); setTimeout(() => box.current?.querySelector<HTMLElement>('textarea')?.focus()) }} />}
    {late && !state.over && <p class="state" role="status">{navigator.onLine === false || state.lines.length || state.waiting.length ? w.offline : w.connecting}</p>}
    {notice && <p class="notice" role="status"><span>{notice}</span><button type="button" aria-label={w.remove} onClick={() => say('')}>×</button></p>}
    {state.over ? <p class="blocked" role="status">{w.blocked}</p> : before ? <BeforeTalk view={view} /> : <><Lines view={view} />{ended ? <AfterTalk view={view} /> : <Composer view={view} />}</>}
  </section>
}

function Head({ view: { handle, state, w, close, language }, title, menu, onMenu }: { view: View; title: string; menu: boolean; onMenu: () => void }) {
  const { settings } = handle
  const there = state.staffed ?? settings.staffed
  const agent = state.current?.state !== 'ended' ? state.current?.agent : null
  const faces = agent ? [agent] : there.agents.slice(0, 3)
  const logo = atHost(settings.logo, handle.host)
  const now = there.online ? w.here : agent ? title : there.backAt ? fill(w.backAt, { when: soon(there.backAt, language) }) : w.away
  return <div class="head">
    {logo && !agent ? <img class="logo" src={logo} alt="" /> : faces.length > 0 && <span class="faces" aria-hidden="true">{faces.map(({ name, avatar }) => <span class="face" key={name}>{avatar ? <img src={atHost(avatar, handle.host) ?? ''} alt="" /> : name.slice(0, 1)}</span>)}</span>}
    <div class="about"><h2>{agent?.name || title}</h2><p class={there.online ? 'here' : ''}>{now}</p></div>
    <button type="button" aria-label={w.more} aria-expanded={menu} onClick={onMenu}><Icon d="M5 12h.01M12 12h.01M19 12h.01" /></button>
    <button type="button" aria-label={w.close} onClick={close}><Icon d="M6 6l12 12M18 6 6 18" /></button>
  </div>
}

/** When somebody is back: today the hour, else the day with it. */
function soon(at: string, language: string): string {
  const when = new Date(at)
  const today = when.toDateString() === new Date().toDateString()
  return when.toLocaleString(language, { ...today ? {} : { weekday: 'long' }, hour: 'numeric', minute: '2-digit' })
}

/** True only when it has been so for a while: a blink is not worth words. */
function useLate(is: boolean, ms: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!is) return setLate(false)
    const timer = setTimeout(() => setLate(true), ms)
    return () => clearTimeout(timer)
  }, [is])
  return is && late
}
