import type { Identification } from '../modules/chat/protocol.ts'
import type { PublicSettings } from '../modules/chat/contract.ts'
import type { Wire, WireTells } from './src/wire.ts'

/** What a page hears of its widget. */
export type SiteEvents = {
  ready: undefined; open: undefined; close: undefined; destroyed: undefined
  /** A line of an agent came in. */ message: { text: string; name: string }
  unread: number; online: boolean; talk: string; ended: undefined; identified: boolean; /** What the page asked was not taken: `bad-signature`, `expired`, … */ refused: string
}
/** One widget of a page: `Balie`, or `Balie.site(KEY)` where there are several. */
export type SiteApi = {
  open: () => void; close: () => void; toggle: () => void
  /** Who the visitor is, signed by your server. */ identify: (who: Identification) => void
  /** Forgets the visitor in this browser. */ logout: () => void
  on: <Name extends keyof SiteEvents>(event: Name, listener: (fact: SiteEvents[Name]) => void) => void
  off: <Name extends keyof SiteEvents>(event: Name, listener: (fact: SiteEvents[Name]) => void) => void
  /** What the agent shall see beside the talk. */ set: (attributes: Record<string, string>) => void
  language: (code: string) => void
  destroy: () => void
}
export type BalieApi = SiteApi & {
  site: (key: string) => SiteApi
  /** A call that was written down before the loader was there: `['open']`. */ push: (...calls: unknown[][]) => void
  /** One more widget on the same page. */ add: (options: Place) => SiteApi
}
export type Place = { host: string; site: string; language?: string | undefined; theme?: string | undefined; nonce?: string | undefined; /** Not fetched but given, for a preview; and what then stands in place of the server. */ settings?: PublicSettings | undefined; wire?: ((tells: WireTells) => Wire) | undefined }

/** What the loader hands to the chat once it is fetched. */
export type Handle = Place & {
  root: ShadowRoot; box: HTMLElement; launcher: HTMLButtonElement; settings: PublicSettings; chosen: { language: string; attributes: Record<string, string>; who: Identification | null }; dark: () => boolean
  tell: <Name extends keyof SiteEvents>(event: Name, fact: SiteEvents[Name]) => void
  unread: (count: number) => void; opened: (is: boolean) => void
  /** The greeting that was shown, so that the panel begins with it. */ greeted: string
  /** Fetches the chat. */ chat: () => void; /** Fetches one more file of ours; once it is there it is a name on `window`. */ fetchScript: (name: string, then: () => void, failed?: () => void) => void
  /** The language of ours that fits: `en`, `de`, … */ code: () => string; /** Whether the chat is there or comes: then nobody greets. */ quiet: () => boolean
}
/** Who greets by rules and says that somebody is here, as long as the chat is not needed. */
export type Greeter = { page: () => void; stop: () => void }
/** What the chat answers with. */
export type Chat = Pick<SiteApi, 'open' | 'close' | 'identify' | 'logout' | 'set' | 'language' | 'destroy'> & { page: () => void }

/** The words of a brand in this language, else in its own, in English, or in any. */
export const inLanguage = (words: Record<string, string>, language: string, own: string): string => words[language] || words[own] || words['en'] || Object.values(words)[0] || ''
