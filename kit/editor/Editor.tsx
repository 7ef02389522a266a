import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { createDocument, Editor as Tiptap } from '@tiptap/core'
import { TableKit } from '@tiptap/extension-table'
import { Placeholder } from '@tiptap/extensions'
import { closeHistory } from '@tiptap/pm/history'
import { EditorState, Selection } from '@tiptap/pm/state'
import StarterKit from '@tiptap/starter-kit'
import { asHtml, isPlain, type Words } from './looks.ts'
import { mention, type Person } from './mention.ts'
import { Mentions, type Taken } from './Mentions.tsx'
import { picture } from './picture.ts'
import { expansion, putWords } from './put-words.ts'
import { Toolbar } from './Toolbar.tsx'
import './Editor.css'

export type EditorHandle = { focus: () => void; contains: (target: EventTarget | null) => boolean; insertPicture: (picture: { contentId: string; alt: string }) => void; /** Where the cursor is, or at the end. */ insert: (words: Words) => void }
type Props = {
  /** Whose words these are. With another name the editor forgets what could be undone. */
  of: string
  words: Words; onWords: (words: Words) => void
  label: string; placeholder: string
  /** Where the pictures of the text are. */
  urlOf: (contentId: string) => string | null
  /** Files that were pasted. True: they are taken. */
  onFiles: (files: File[]) => boolean
  /** What a `/shortcut` stands for. */
  expand?: (shortcut: string) => Words | null
  /** Who can be named with an @. */
  people?: readonly Person[] | undefined
  tools: boolean; handle: RefObject<EditorHandle | null>
  /** Whether the focus was here before the editor came. */
  startFocused: RefObject<boolean>
}

const sameWords = (one: Words, other: Words) => one.html === other.html && one.text === other.text

/** Writes with looks. What it is given and what it tells are words; where nothing has looks they are plain text. */
export function Editor({ of, words, onWords, label, placeholder, urlOf, onFiles, expand, people, tools, handle, startFocused }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const current = useRef({ onWords, urlOf, onFiles, expand, placeholder })
  current.current = { onWords, urlOf, onFiles, expand, placeholder }
  const naming = useRef<Taken>(() => false)
  const told = useRef(words)
  const [editor, setEditor] = useState<Tiptap | null>(null)

  useLayoutEffect(() => {
    const made = new Tiptap({
      element: box.current, injectCSS: false, content: asHtml(words), parseOptions: { preserveWhitespace: 'full' },
      extensions: [
        StarterKit.configure({ heading: { levels: [2, 3] }, link: { autolink: false, openOnClick: false, HTMLAttributes: { target: null, rel: null } } }), TableKit.configure({ table: { resizable: false } }),
        Placeholder.configure({ placeholder: () => current.current.placeholder }), picture((contentId) => current.current.urlOf(contentId)), mention, expansion((shortcut) => current.current.expand?.(shortcut) ?? null),
      ],
      editorProps: {
        attributes: { 'role': 'textbox', 'aria-multiline': 'true', 'aria-label': label, 'class': 'editor__text', 'dir': 'auto' },
        handleKeyDown: (view, event) => {
          if (naming.current(event)) return true
          // Esc leads out, as it does of every field; the editor would keep it for itself.
          if (event.key === 'Escape') { view.dom.blur(); return true }
          // With Ctrl it is no line break: it sends, and that is the page's matter.
          return event.key === 'Enter' && (event.ctrlKey || event.metaKey)
        },
        handlePaste: (_view, event) => { const files = [...event.clipboardData?.files ?? []]; return files.length > 0 && current.current.onFiles(files) },
      },
      onUpdate: ({ editor: at }) => {
        told.current = { text: at.getText({ blockSeparator: '\n' }), html: isPlain(at.getJSON()) ? null : at.getHTML() }
        current.current.onWords(told.current)
      },
    })
    handle.current = {
      focus: () => made.view.focus(), contains: (target) => target instanceof Node && made.view.dom.contains(target),
      insert: (given) => {
        made.view.focus()
        const { state: { selection: { from, to }, schema, tr } } = made
        made.view.dispatch(closeHistory(putWords(tr, schema, from, to, given)))
      },
      insertPicture: (attrs) => { made.chain().insertContent([{ type: 'picture', attrs }, { type: 'text', text: ' ' }]).run() },
    }
    made.view.dispatch(made.state.tr.setSelection(Selection.atEnd(made.state.doc)))
    if (startFocused.current) made.view.focus()
    setEditor(made)
    return () => { handle.current = null; made.destroy() }
    // Made once: what changes is read through `current`.
  }, [])

  const whose = useRef(of)
  // What came from elsewhere (another draft, a discarded or restored one) replaces what stands there; what was typed here does not come back as news.
  useLayoutEffect(() => {
    if (!editor || (whose.current === of && sameWords(words, told.current))) return
    whose.current = of
    told.current = words
    const doc = createDocument(asHtml(words), editor.schema, { preserveWhitespace: 'full' })
    // The cursor goes to the end; who has the focus keeps it, and who leaves in this moment is not called back.
    editor.view.updateState(EditorState.create({ doc, selection: Selection.atEnd(doc), plugins: editor.state.plugins }))
  }, [editor, of, words])
  useEffect(() => { editor?.view.dom.setAttribute('aria-label', label) }, [editor, label])

  return <div className="editor">
    <div ref={box} className="editor__box" />
    {people && editor ? <Mentions editor={editor} people={people} keys={naming} /> : null}
    {tools && editor ? <Toolbar editor={editor} /> : null}
  </div>
}
