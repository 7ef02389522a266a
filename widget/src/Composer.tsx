/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { longestFile, upload, type Upload } from './upload.ts'
import { fill } from './words.ts'
import type { View } from './view.ts'

const faces = '😀 😄 😅 😂 🙂 😉 😊 😍 😘 😋 😎 🤔 😐 🙄 😏 😥 😮 😴 😌 😛 😔 😕 🙃 😲 😞 😢 😭 😱 😳 😡 😇 🤒 🥳 🤗 🙏 👍 👎 👌 ✌️ 👏 🙌 💪 👋 👀 ❤️ 💔 💯 ✨ 🔥 🎉 🎁 📦 🚚 🚲 🏠 ☕ 📷 📞 ✅ ❌ ⚠️ ❓'.split(' ')
const typingEveryMs = 2_500

/** One line that grows. Enter sends; what is written survives closing the panel, and another page of the site. */
export function Composer({ view }: { view: View }) {
  const { handle: { host, site, settings }, session, state, w, say, draft } = view
  const [, again] = useState(0)
  const [emoji, setEmoji] = useState(false)
  const [over, setOver] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const picked = useRef<HTMLInputElement>(null)
  const told = useRef(0)
  const timer = useRef(0)
  const { text, files } = draft
  const silent = () => { clearTimeout(timer.current); told.current = 0; session.take({ type: 'typing', on: false, text: '' }) }
  useEffect(() => { draft.changed = () => again((n) => n + 1); return () => { draft.changed = () => {}; silent() } }, [draft])
  useLayoutEffect(() => { const box = field.current!; box.style.height = 'auto'; box.style.height = `${Math.min(box.scrollHeight, 132)}px` }, [text])
  // Files may be let go anywhere over the panel.
  useEffect(() => {
    const panel = field.current!.closest<HTMLElement>('.panel')!
    panel.ondragover = (event) => { if (settings.files && event.dataTransfer?.types.includes('Files')) { event.preventDefault(); setOver(true) } }
    panel.ondragleave = (event) => { if (!panel.contains(event.relatedTarget as Node | null)) setOver(false) }
    panel.ondrop = (event) => { event.preventDefault(); setOver(false); add(event.dataTransfer?.files ?? []) }
    return () => { panel.ondragover = panel.ondragleave = panel.ondrop = null }
  })

  function put(next: string) { draft.text = next; draft.keep(); draft.changed() }
  function write(next: string) {
    put(next)
    if (!next) return silent()
    const { sneakPeek } = settings
    const tell = () => { told.current = Date.now(); session.take({ type: 'typing', on: true, text: sneakPeek ? next.slice(0, 1_000) : '' }) }
    clearTimeout(timer.current)
    if (Date.now() - told.current > (sneakPeek ? 800 : typingEveryMs)) tell()
    else if (sneakPeek) timer.current = window.setTimeout(tell, 800)
    if (!sneakPeek) timer.current = window.setTimeout(silent, 6_000)
  }
  function add(list: Iterable<File>) {
    const { visitor, secret } = state
    for (const file of list) {
      if (!settings.files || !visitor || !secret) return say(w.notTaken)
      if (file.size > longestFile) { say(w.tooBig); continue }
      if (draft.files.length >= 10) return say(w.tooMany)
      draft.files = [...draft.files, upload(host, { site, visitor, secret }, file, () => draft.changed(), (failed) => { take(failed); say(w.notTaken) })]
      draft.changed()
    }
  }
  function take(away: Upload) { draft.files = draft.files.filter((each) => each !== away); draft.changed() }
  const ready = (text.trim() || files.length) && files.every(({ file }) => file)
  function send(event?: Event) {
    event?.preventDefault()
    field.current!.focus()
    if (!ready) return
    clearTimeout(timer.current)
    session.say(text.trim().slice(0, 10_000), files.map(({ file }) => file!))
    told.current = 0
    draft.files = []
    put('')
    setEmoji(false)
  }
  function insert(sign: string) {
    const box = field.current!
    const { selectionStart: from, selectionEnd: to } = box
    write(text.slice(0, from) + sign + text.slice(to))
    setTimeout(() => { box.focus(); box.setSelectionRange(from + sign.length, from + sign.length) })
  }
  return <form class="composer" onSubmit={send} onKeyDown={(event) => { if (event.key === 'Escape' && emoji) { event.stopPropagation(); setEmoji(false); field.current!.focus() } }}>
    {over && <p class="drop">{w.drop}</p>}
    {files.length > 0 && <ul class="files">{files.map((each, at) => <li key={at}><span>{each.file ? each.name : fill(w.uploading, { name: each.name, percent: each.percent })}</span>
      {!each.file && <progress max={100} value={each.percent} aria-label={each.name} />}
      <button type="button" aria-label={`${w.remove}: ${each.name}`} onClick={() => { each.stop(); take(each) }}>×</button></li>)}</ul>}
    {emoji && <div class="emoji" role="group" aria-label={w.emoji} onKeyDown={walk}>{faces.map((sign) => <button type="button" key={sign} onClick={() => insert(sign)}>{sign}</button>)}</div>}
    <div class="row">
      <textarea ref={field} rows={1} value={text} dir={text ? 'auto' : undefined} placeholder={w.write} aria-label={w.write} maxLength={10_000} enterkeyhint="send" onInput={({ currentTarget }) => write(currentTarget.value)} onBlur={silent}
        onKeyDown={(event) => { if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event) }}
        onPaste={(event) => { const pictures = [...event.clipboardData?.files ?? []]; if (pictures.length) { event.preventDefault(); add(pictures) } }} />
      <div class="tools">
        <button type="button" aria-label={w.emoji} aria-expanded={emoji} onClick={() => setEmoji(!emoji)}><Icon d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14s1.2 2 3.5 2 3.5-2 3.5-2M9 9.5h.01M15 9.5h.01" /></button>
        {settings.files && <><button type="button" aria-label={w.attach} disabled={!state.welcome} onClick={() => picked.current!.click()}><Icon d="m20 11.5-8.3 8.3a5.4 5.4 0 0 1-7.6-7.6l8.3-8.3a3.6 3.6 0 0 1 5 5l-8.2 8.3a1.8 1.8 0 0 1-2.6-2.5l7.7-7.6" /></button>
          <input ref={picked} type="file" multiple hidden tabIndex={-1} onChange={({ currentTarget }) => { add(currentTarget.files ?? []); currentTarget.value = '' }} /></>}
        <button type="submit" class="send" aria-label={w.send} aria-disabled={!ready}><Icon d="M12 19V5m-6 6 6-6 6 6" /></button>
      </div>
    </div>
    {settings.sneakPeek && <p class="small">{w.peek}</p>}
  </form>
}

export const Icon = ({ d }: { d: string }) => <svg viewBox="0 0 24 24" aria-hidden="true"><path d={d} /></svg>

/** Arrows go through the signs, as Tab would, only sooner. */
function walk(event: KeyboardEvent) {
  const by = ({ ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 } as Record<string, number>)[event.key]
  const buttons = [...(event.currentTarget as HTMLElement).children] as HTMLElement[]
  const next = by && buttons[buttons.indexOf(event.target as HTMLElement) + by]
  if (next) { event.preventDefault(); next.focus() }
}
