import { Suspense, useRef, useState, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react'
import type { Editor } from '@tiptap/core'
import { Dialog } from '../Dialog.tsx'
import { Button } from '../Button.tsx'
import { Field } from '../Field.tsx'
import { t, type MessageKey } from '../i18n.ts'
import { later } from '../later.tsx'
import { Menu } from '../Menu.tsx'
import { linkTo } from './looks.ts'

const { Piece: EmojiDialog } = later(() => import('./EmojiDialog.tsx').then((file) => file.EmojiDialog))

type Tool = { key: MessageKey; sign: ReactNode; keys?: string; on?: string; act: (editor: Editor) => void }
const tools: Tool[] = [
  { key: 'format.bold', sign: <b>B</b>, keys: 'Ctrl+B', on: 'bold', act: (editor) => editor.chain().focus().toggleBold().run() },
  { key: 'format.italic', sign: <i>I</i>, keys: 'Ctrl+I', on: 'italic', act: (editor) => editor.chain().focus().toggleItalic().run() },
  { key: 'format.underline', sign: <u>U</u>, keys: 'Ctrl+U', on: 'underline', act: (editor) => editor.chain().focus().toggleUnderline().run() },
  { key: 'format.strike', sign: <s>S</s>, on: 'strike', act: (editor) => editor.chain().focus().toggleStrike().run() },
  { key: 'format.bullets', sign: '•', on: 'bulletList', act: (editor) => editor.chain().focus().toggleBulletList().run() },
  { key: 'format.numbers', sign: '1.', on: 'orderedList', act: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { key: 'format.quote', sign: '❝', on: 'blockquote', act: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { key: 'format.code', sign: '‹›', on: 'codeBlock', act: (editor) => editor.chain().focus().toggleCodeBlock().run() },
]

/** What the text at the cursor looks like, and how to change it. One stop of the tab key; arrows go along (ARIA toolbar pattern). */
export function Toolbar({ editor }: { editor: Editor }) {
  const state = useSyncExternalStore((listener) => { editor.on('transaction', listener); return () => { editor.off('transaction', listener) } }, () => editor.state)
  const bar = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<'link' | 'emoji' | null>(null)
  const [at, setAt] = useState(0)
  const along = (event: KeyboardEvent) => {
    const all = [...bar.current?.querySelectorAll<HTMLElement>(':scope > button') ?? []]
    const here = all.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowRight: (here + 1) % all.length, ArrowLeft: (here - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key]
    if (next === undefined || here < 0) return
    event.preventDefault()
    setAt(next)
    all[next]?.focus()
  }
  // Reads the state, so that it is drawn anew when the cursor moves.
  const active = (name: string) => state !== null && editor.isActive(name)
  const button = (index: number, key: MessageKey, sign: ReactNode, act: () => void, pressed?: boolean, keys?: string) =>
    <button key={key} type="button" className="editor__tool" tabIndex={index === at ? 0 : -1} aria-pressed={pressed} title={keys ? `${t(key)} (${keys})` : t(key)} onMouseDown={(event) => event.preventDefault()} onClick={act}><span aria-hidden="true">{sign}</span><span className="hidden-text">{t(key)}</span></button>
  return <>
    <div ref={bar} role="toolbar" aria-label={t('format')} className="editor__tools" onKeyDown={along}>
      {tools.map(({ key, sign, keys, on, act }, index) => button(index, key, sign, () => act(editor), active(on!), keys))}
      {button(tools.length, 'format.link', <svg viewBox="0 0 16 16" width="14" height="14" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round"><path d="M6.5 9.5l3-3M7 4.5l1.6-1.6a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5l-1.6 1.6a3 3 0 0 1-4.3-4.3L4.7 7.2" /></svg>, () => setOpen('link'), active('link'))}
      {button(tools.length + 1, 'format.emoji', '☺', () => setOpen('emoji'))}
      {active('table') ? <Menu small look="quiet" label={t('format.table')} button="▦ ▾" items={[
        { key: 'row', label: t('format.table-row'), onChoose: () => editor.chain().focus().addRowAfter().run() }, { key: 'column', label: t('format.table-column'), onChoose: () => editor.chain().focus().addColumnAfter().run() },
        { key: 'row-off', label: t('format.table-row-off'), onChoose: () => editor.chain().focus().deleteRow().run() }, { key: 'column-off', label: t('format.table-column-off'), onChoose: () => editor.chain().focus().deleteColumn().run() },
        { key: 'off', label: t('format.table-off'), onChoose: () => editor.chain().focus().deleteTable().run() },
      ]} /> : button(tools.length + 2, 'format.table', '▦', () => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run())}
    </div>
    {open === 'link' ? <LinkDialog editor={editor} onClose={() => { setOpen(null); editor.commands.focus() }} /> : null}
    <Suspense fallback={null}>{open === 'emoji' ? <EmojiDialog onClose={() => { setOpen(null); editor.commands.focus() }} onChoose={(sign) => editor.chain().focus().insertContent(sign).run()} /> : null}</Suspense>
  </>
}

function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const before = String(editor.getAttributes('link')['href'] ?? '')
  const [typed, setTyped] = useState(before)
  const [wrong, setWrong] = useState(false)
  const off = () => { editor.chain().focus().extendMarkRange('link').unsetLink().run(); onClose() }
  const set = () => {
    const href = linkTo(typed)
    if (!href) { setWrong(true); return }
    const chain = editor.chain().focus().extendMarkRange('link')
    // Nothing chosen, and no link there: the address itself is what is read.
    if (editor.state.selection.empty && !before) chain.insertContent({ type: 'text', text: typed.trim(), marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.setLink({ href }).run()
    onClose()
  }
  return <Dialog title={t('format.link')} onClose={onClose}>
    <form onSubmit={(event) => { event.preventDefault(); event.stopPropagation(); set() }}>
      <Field label={t('format.link-address')} value={typed} autoFocus onChange={(event) => { setTyped(event.target.value); setWrong(false) }} error={wrong ? t('format.link-wrong') : undefined} />
      <p className="row-of">{before ? <Button onClick={off}>{t('format.link-off')}</Button> : null}<Button type="submit" look="primary">{t('format.link-set')}</Button></p>
    </form>
  </Dialog>
}
