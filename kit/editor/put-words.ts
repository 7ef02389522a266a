import { createDocument, Extension, InputRule } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { Slice, type Schema } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { asHtml, type Words } from './looks.ts'

/** Puts words where something stands. Lines at their beginning and end go on in the line that is there; lists and tables stay whole. */
export function putWords(tr: Transaction, schema: Schema, from: number, to: number, words: Words): Transaction {
  const { content } = createDocument(asHtml(words), schema, { preserveWhitespace: 'full' })
  const open = (node: { type: { name: string } } | null) => (node?.type.name === 'paragraph' ? 1 : 0)
  return tr.setSelection(TextSelection.create(tr.doc, from, to)).replaceSelection(new Slice(content, open(content.firstChild), open(content.lastChild))).scrollIntoView()
}

const atBeginning = /(?:^|\s)\/([\p{L}\p{N}_-]{1,40})$/u

/** `/shortcut` at the beginning of a word becomes its words with the next space or Tab. Backspace right after a space, or Ctrl+Z, brings back what was typed. */
export const expansion = (wordsOf: (shortcut: string) => Words | null) => Extension.create({
  name: 'expansion',
  // Before tables and lists, which have plans of their own with Tab.
  priority: 1000,
  addInputRules: () => [new InputRule({
    find: /(?:^|\s)\/([\p{L}\p{N}_-]{1,40}) $/u,
    handler({ state, range, match }) {
      const words = wordsOf(match[1]!)
      if (!words) return null
      putWords(state.tr, state.schema, range.from + match[0].indexOf('/'), range.to, words)
    },
  })],
  addKeyboardShortcuts: () => ({
    Tab({ editor }) {
      const { $from, empty } = editor.state.selection
      const match = empty && !$from.parent.type.spec.code ? atBeginning.exec($from.parent.textBetween(0, $from.parentOffset, null, '\n')) : null
      const words = match && wordsOf(match[1]!)
      if (!words) return false
      editor.view.dispatch(closeHistory(putWords(editor.state.tr, editor.schema, $from.pos - match[1]!.length - 1, $from.pos, words)))
      return true
    },
  }),
})
