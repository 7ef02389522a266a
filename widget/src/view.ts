import type { Handle } from '../site.ts'
import type { Session } from './session.ts'
import type { TalkState } from './talk.ts'
import type { Upload } from './upload.ts'
import type { Words } from './words.ts'

export type Draft = { text: string; files: Upload[]; keep: () => void; changed: () => void }

/** Everything that the parts of the panel see. Made anew with every change. */
export type View = {
  handle: Handle; session: Session; state: TalkState; w: Words; language: string
  /** In the visitor's language, of what the brand wrote. */ brand: (words: Record<string, string>) => string
  sound: boolean; setSound: (on: boolean) => void
  close: () => void
  /** What is being written: it outlives the panel, and its words the page. */ draft: Draft
  /** It opened by itself: the focus stays where it was. */ still: boolean
  /** Said to everybody, also to those who listen. */ notice: string; say: (notice: string) => void
  /** After the end: the visitor wants to talk again. */ anew: boolean; setAnew: (anew: boolean) => void
}
