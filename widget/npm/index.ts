import type { BalieApi, SiteApi } from '../site.ts'

export type { SiteApi, SiteEvents } from '../site.ts'

/** Where the desk is, and which widget: both stand in the snippet of the widget's settings. */
export type LoadOptions = { /** `https://desk.example` */ host: string; site: string; /** Else that of the page. */ language?: string; theme?: 'light' | 'dark'; /** Of your policy, where scripts need one. */ nonce?: string }

/**
 * Loads the chat into this page and answers with its calls, once they are there. Called again for the same site it answers with the same one,
 * so that a component may call it whenever it is shown. Where there is no page (on a server) it is not to be called.
 * @throws Error when the script could not be loaded: blocked, or no connection. Called again it tries again.
 */
export async function loadBalie({ host, site, language, theme, nonce }: LoadOptions): Promise<SiteApi> {
  const there = loaded()
  if (there) return there.add({ host, site, language, theme, nonce })
  await new Promise<void>((done, failed) => {
    const script = Object.assign(document.createElement('script'), { async: true, src: `${host.replace(/\/$/, '')}/chat/loader.js` })
    Object.assign(script.dataset, { site, ...language ? { language } : {}, ...theme ? { theme } : {} })
    if (nonce) script.nonce = nonce
    script.addEventListener('load', () => done())
    script.addEventListener('error', () => { script.remove(); failed(new Error('The chat could not be loaded.')) })
    document.head.append(script)
  })
  return loaded()!.site(site)
}

function loaded(): BalieApi | null {
  const { Balie } = window as unknown as { Balie?: BalieApi | unknown[][] }
  return Balie && 'add' in Balie ? Balie : null
}
