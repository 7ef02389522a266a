import { Node } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { folded } from '../letters.ts'

export type Person = { id: string; name: string }

/** A colleague who is named. Kept by who it is; the name is what stood there when it was written. */
export const mention = Node.create({
  name: 'mention', group: 'inline', inline: true, atom: true, selectable: false,
  addAttributes: () => ({
    person: { default: '', parseHTML: (element) => element.getAttribute('data-person'), renderHTML: ({ person }: { person: string }) => ({ 'data-person': person }) },
    name: { default: '', rendered: false, parseHTML: (element) => (element.textContent ?? '').replace(/^@/, '') },
  }),
  parseHTML: () => [{ tag: 'span[data-person]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['span', HTMLAttributes, `@${String(node.attrs['name'])}`],
  renderText: ({ node }) => `@${String(node.attrs['name'])}`,
})

/** Who is being asked for: an @ at the beginning of a word and what was typed behind it, up to the cursor. */
export function askedFor({ selection: { $from, empty } }: EditorState): { from: number; to: number; typed: string } | null {
  if (!empty || $from.parent.type.spec.code) return null
  const found = /(?:^|[\s(])@([\p{L}\p{M}\p{N}.'’-]*(?: [\p{L}\p{M}\p{N}.'’-]*)?)$/u.exec($from.parent.textBetween(0, $from.parentOffset, null, '\ufffc'))
  return found && { from: $from.pos - found[1]!.length - 1, to: $from.pos, typed: found[1]! }
}

/** Who could be meant: names that begin so, then those of which a later word does. */
export function findPeople(people: readonly Person[], typed: string): Person[] {
  const wanted = folded(typed)
  const [first, later] = [(name: string) => name.startsWith(wanted), (name: string) => name.split(/[\s-]+/).some((word, n) => n > 0 && word.startsWith(wanted.trimEnd()))]
  const names = people.map((person) => ({ person, name: folded(person.name) }))
  return [...names.filter(({ name }) => first(name)), ...names.filter(({ name }) => !first(name) && later(name))].slice(0, 8).map(({ person }) => person)
}
