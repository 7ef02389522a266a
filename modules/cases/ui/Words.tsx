import { Suspense, useLayoutEffect, useRef, useState, type ComponentProps, type RefObject } from 'react'
import type { EditorHandle } from '#kit/editor/Editor.tsx'
import { asHtml } from '#kit/editor/looks.ts'
import { Editor } from './dialogs.ts'
import { windowStorage } from './drafts.ts'

type Props = Omit<ComponentProps<typeof Editor>, 'startFocused'>

/** Where one writes. Until the editor has come, which is no weight on the first page, a plain field takes the words; no letter and no focus is lost when it goes. */
export function Words(props: Props) {
  const focused = useRef(false)
  return <Suspense fallback={<Plain {...props} focused={focused} />}><Editor {...props} startFocused={focused} /></Suspense>
}

function Plain({ words, onWords, label, placeholder, handle, focused }: Props & { focused: RefObject<boolean> }) {
  const area = useRef<HTMLTextAreaElement>(null)
  const now = useRef({ words, onWords })
  now.current = { words, onWords }
  useLayoutEffect(() => {
    const mine: EditorHandle = {
      focus: () => area.current?.focus(), contains: (target) => target === area.current, insertPicture: () => undefined,
      // Behind what is there: where the cursor was, only the editor knows.
      insert: (given) => { const { words: before, onWords: tell } = now.current; const there = Boolean(before.text || before.html); tell({ text: there ? `${before.text}\n${given.text}` : given.text, html: before.html === null && given.html === null ? null : `${there ? asHtml(before) : ''}${asHtml(given)}` }); area.current?.focus() },
    }
    handle.current = mine
    return () => { focused.current = document.activeElement === area.current; if (handle.current === mine) handle.current = null }
  }, [handle, focused])
  // Looks cannot be shown here, and what is typed here would lose them: such a draft waits for the editor.
  return <textarea ref={area} className="composer__text" aria-label={label} placeholder={placeholder} rows={3} dir="auto" value={words.text} readOnly={words.html !== null} onChange={(event) => onWords({ text: event.target.value, html: null })} />
}

const stored = 'balie-format-tools'
/** Whether the tools are shown: kept in this browser. */
export function useTools(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => windowStorage().getItem(stored) === 'on')
  return [on, (next) => { setOn(next); windowStorage().setItem(stored, next ? 'on' : 'off') }]
}
