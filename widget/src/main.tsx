/** @jsxImportSource preact */
import { render } from 'preact'
import { openBubble } from '../bubble.ts'
import { inLanguage, type Handle } from '../site.ts'
import { blinker, chime } from './noise.ts'
import { isPhone, Panel } from './Panel.tsx'
import { openSession } from './session.ts'
import { style } from './style.ts'
import { unread, type TalkState } from './talk.ts'
import type { View } from './view.ts'
import { isRightToLeft, ownWords, type Words } from './words.ts'

const sessionStorageOf = () => sessionStorage

/** Fetched by the loader when somebody wants to talk, or talks already. */
window.BalieChat = (handle: Handle) => {
  const { host, site, settings, chosen, root, box, launcher, tell } = handle
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  root.adoptedStyleSheets.push(sheet)
  const place = box.appendChild(document.createElement('div'))
  // Heard by those who listen while the panel is closed.
  const spoken = Object.assign(box.appendChild(document.createElement('div')), { className: 'unseen' })
  spoken.setAttribute('role', 'status')
  const bubble = openBubble(handle)
  const blink = blinker()
  let isOpen = false
  let words: Words = ownWords
  // What is being written, and that the panel was open, is known to this tab on the next page too.
  const draft: View['draft'] = { text: remembered('draft', undefined, sessionStorageOf) ?? '', files: [], keep() { remembered('draft', draft.text, sessionStorageOf) }, changed() {} }
  let view: Pick<View, 'sound' | 'notice' | 'anew' | 'still' | 'draft'> = { sound: settings.sound && remembered('sound') !== 'off', notice: '', anew: false, still: false, draft }

  function remembered(what: string, value?: string, area: () => Storage = () => localStorage): string | null {
    const key = `balie:${site}:${what}`
    try { if (value) area().setItem(key, value); else if (value === '') area().removeItem(key); return area().getItem(key) } catch { return null }
  }
  const language = () => chosen.language || settings.language
  async function learnWords() {
    const code = handle.code()
    try { if (code !== words.code) words = await (await fetch(`${host}/chat/words-${code}.json`, { credentials: 'omit' })).json() as Words } catch { /* It goes on in the language that it knows. */ }
    paint()
  }
  const change = (next: Partial<typeof view>) => { view = { ...view, ...next }; paint() }
  const looked = () => isOpen && document.visibilityState === 'visible' && document.hasFocus()

  const session = openSession(handle, (state, before) => {
    if (state.trouble && state.trouble !== before.trouble) { view = { ...view, notice: state.trouble === 'too-many' ? words.slow : words.failedDeed }; tell('refused', state.trouble) }
    if (state.unknown && state.unknown !== before.unknown) tell('refused', state.unknown)
    if (state.identified !== before.identified) tell('identified', state.identified)
    if (state.talk && state.talk !== before.talk) tell('talk', state.talk)
    if (state.current?.state === 'ended' && before.current && before.current.state !== 'ended') tell('ended', undefined)
    if (state.staffed && state.staffed.online !== before.staffed?.online) tell('online', state.staffed.online)
    if (state.greeting && state.greeting !== before.greeting && !isOpen) bubble.show(handle.greeted = state.greeting.text)
    news(state, before)
    handle.unread(unread(state))
    paint()
  })

  /** Only what is new counts as said now: what was there before the page is not. */
  function news(state: TalkState, before: TalkState) {
    if (state.talk !== before.talk || !before.welcome || before.lines.length === 0 && state.lines.length > 1) return
    for (const line of state.lines.slice(before.lines.length)) {
      if (line.by !== 'agent') continue
      tell('message', { text: line.text, name: line.name })
      if (looked()) continue
      // Where another tab shows it, it is read within a moment; and of several tabs one makes the sound.
      setTimeout(() => {
        if (session.state().read >= line.n) return
        if (view.sound && remembered('rung') !== line.clientId) { remembered('rung', line.clientId); chime() }
        blink.start(words.newMessage)
      }, 300 + Math.random() * 200)
      if (isOpen) continue
      bubble.show(line.text || line.card?.title || line.files[0]?.name || '')
      spoken.textContent = `${words.newMessage}: ${line.text}`
    }
  }

  let painting = false
  let painted = true
  /** Whatever changes while it is drawn (a part that goes says so) is drawn after that: never one drawing within another. */
  function paint() {
    painted = false
    if (painting) return
    painting = true
    try { while (!painted) { painted = true; draw() } } finally { painting = false }
  }
  function draw() {
    const code = language()
    box.classList.toggle('dark', handle.dark())
    box.dir = isRightToLeft(code) ? 'rtl' : 'ltr'
    if (!isOpen) return render(null, place)
    render(<Panel view={{
      ...view, handle, session, state: session.state(), w: words, language: navigator.languages.find((each) => each.startsWith(code.slice(0, 2))) ?? code, brand: (of) => inLanguage(of, code.slice(0, 2).toLowerCase(), settings.language),
      close, say: (notice) => change({ notice }), setAnew: (anew) => change({ anew }), setSound(sound) { remembered('sound', sound ? 'on' : 'off'); change({ sound }) },
    }} />, place)
  }
  function look() {
    if (document.visibilityState === 'visible' && document.hasFocus()) blink.stop()
    session.take({ type: 'look', on: looked() })
  }
  function open() {
    if (isOpen) return
    isOpen = true
    remembered('open', 'yes', sessionStorageOf)
    bubble.hide()
    handle.opened(true)
    paint()
    look()
  }
  function close() {
    if (!isOpen) return
    isOpen = false
    view.still = false
    remembered('open', '', sessionStorageOf)
    handle.opened(false)
    paint()
    look()
    launcher.focus()
  }
  const dark = matchMedia('(prefers-color-scheme: dark)')
  addEventListener('focus', look)
  addEventListener('blur', look)
  document.addEventListener('visibilitychange', look)
  dark.addEventListener('change', paint)
  // A talk that was in sight on the page before is in sight on this one. On a phone it would cover what was asked for.
  if (session.state().talk && remembered('open', undefined, sessionStorageOf) && !isPhone.matches) { view.still = true; open() }
  return {
    open, close, identify: session.identify, page: session.page,
    logout() { view = { ...view, notice: '', anew: false }; Object.assign(draft, { text: '', files: [] }); draft.keep(); handle.greeted = ''; session.logout() },
    set: (attributes) => session.take({ type: 'about', attributes }), language(code) { session.take({ type: 'about', language: code }); void learnWords() },
    destroy() {
      session.close()
      blink.stop()
      isOpen = false
      paint()
      removeEventListener('focus', look)
      removeEventListener('blur', look)
      document.removeEventListener('visibilitychange', look)
      dark.removeEventListener('change', paint)
    },
  }
}
