import { useEffect, useRef } from 'react'
import { folded } from './letters.ts'

/** Something that can be done now, by its name. `keys` are shown beside it: who reads them there learns them. */
export type Command = { id: string; name: string; group: 'case' | 'go' | 'do'; keys?: string; run: () => void }
/** Finds more by what was typed: cases, for one. */
export type Source = (words: string, signal: AbortSignal) => Promise<Command[]>

const makers = new Set<() => Command[]>()
const sources = new Set<Source>()

/** What a screen offers while it is there. Asked when the palette opens, so that it names what can be done at that moment. */
export function useCommands(make: () => Command[]): void {
  const current = useRef(make)
  current.current = make
  useEffect(() => { const ask = () => current.current(); makers.add(ask); return () => { makers.delete(ask) } }, [])
}
export function useSource(source: Source): void {
  const current = useRef(source)
  current.current = source
  useEffect(() => { const ask: Source = (words, signal) => current.current(words, signal); sources.add(ask); return () => { sources.delete(ask) } }, [])
}
export const commandsNow = (): Command[] => [...makers].flatMap((ask) => ask())
export const askSources = async (words: string, signal: AbortSignal): Promise<Command[]> => (await Promise.all([...sources].map((ask) => ask(words, signal).catch(() => [])))).flat()

/** Those that fit, best first: by the beginning of the name, of a word in it, by all words in any order, by letters in their order. What belongs to the open case comes before the rest. */
export function fitting(commands: readonly Command[], typed: string): Command[] {
  const words = folded(typed).trim()
  const groups = ['case', 'do', 'go']
  const rank = ({ name }: Command): number => {
    if (!words) return 0
    const text = folded(name)
    if (text.startsWith(words)) return 0
    const parts = text.split(/[^\p{L}\p{N}]+/u)
    if (parts.some((each) => each.startsWith(words))) return 1
    if (words.split(/\s+/).every((word) => parts.some((each) => each.startsWith(word)))) return 2
    let at = 0
    for (const letter of words.replace(/\s/g, '')) { at = text.indexOf(letter, at) + 1; if (at === 0) return -1 }
    return 3
  }
  return commands.map((command) => ({ command, rank: rank(command) })).filter((each) => each.rank >= 0)
    .sort((one, other) => one.rank - other.rank || groups.indexOf(one.command.group) - groups.indexOf(other.command.group)).map((each) => each.command)
}
