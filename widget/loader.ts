import type { BalieApi, Chat, Greeter, Handle, Place, SiteApi } from './site.ts'
import type { PublicSettings } from '../modules/chat/contract.ts'
import { fits } from './fits.ts'

// The one line on the page of a brand. It waits until the page is idle, shows the launcher, and fetches the chat when somebody wants to talk or talks already.

declare const VERSION: string
declare global { interface Window { Balie?: BalieApi | unknown[][]; BalieChat?: (handle: Handle) => Chat; BalieGreeter?: (handle: Handle) => Greeter } }

const launcherWords: Record<string, string[]> = {
  en: ['Open the chat', 'Close the chat', 'unread'], de: ['Chat öffnen', 'Chat schließen', 'ungelesen'], da: ['Åbn chatten', 'Luk chatten', 'ulæste'], nl: ['Chat openen', 'Chat sluiten', 'ongelezen'], et: ['Ava vestlus', 'Sulge vestlus', 'lugemata'],
}
const style = `.l{box-sizing:border-box;cursor:pointer;position:fixed;bottom:var(--y);right:var(--x);width:56px;height:56px;border-radius:50%;border:0;padding:16px;background:var(--c);color:var(--t);box-shadow:0 2px 6px #0003,0 8px 24px #0003}.left .l{right:auto;left:var(--x)}.l:focus-visible{outline:3px solid var(--c);outline-offset:3px}.l svg{display:block;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}.b::after{content:attr(data-n)}.b{position:absolute;top:-4px;right:-4px;min-width:20px;box-sizing:border-box;padding:0 5px;border-radius:10px;background:#c0271d;color:#fff;font:600 12px/20px system-ui,sans-serif}[hidden]{display:none!important}@media(forced-colors:active){.l{border:2px solid}}@media print{.l{display:none}}`
const bubble = 'M21 11.5a8.5 8.5 0 0 1-12.6 7.4L3 21l2.1-5.4A8.5 8.5 0 1 1 21 11.5Z'
const cross = 'M6 9l6 6 6-6'

/** Pages that demand trusted types get our one kind of address from a policy that they can name. */
const trusted = (window as unknown as { trustedTypes?: { createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => { createScriptURL: (url: string) => string } } }).trustedTypes?.createPolicy('balie', { createScriptURL: (url) => url })
const address = (url: string): string => trusted?.createScriptURL(url) ?? url

const make = <Name extends keyof HTMLElementTagNameMap>(name: Name, className = '') => Object.assign(document.createElement(name), { className })
function begin(place: Place): SiteApi {
  const { host, site } = place
  const listeners: Array<[string, (fact: never) => void]> = []
  const chosen: Handle['chosen'] = { language: place.language || document.documentElement.lang || navigator.language || '', attributes: {}, who: null }
  let timer = 0
  let chat: Chat | null = null
  let greeter: Greeter | null = null
  let loading = false
  let gone = false
  let isOpen = false
  let show: (() => void) | null = null
  let fetchChat = () => {}
  const memory = () => { try { return localStorage[`balie:${site}`] as string | undefined ?? '' } catch { return '' } }
  const element = document.createElement('balie-chat')
  const tell: Handle['tell'] = (event, fact) => { for (const [name, listener] of listeners.slice()) if (name === event) try { listener(fact as never) } catch (error) { setTimeout(() => { throw error }) } }

  async function start() {
    if (gone) return
    let settings = place.settings
    if (!settings) try { settings = await (await fetch(`${host}/chat/v1/sites/${encodeURIComponent(site)}`, { credentials: 'omit' })).json() as PublicSettings } catch { return }
    if (gone || !settings.staffed || settings.hideOnPhones && matchMedia('(max-width:480px)').matches) return
    const code = () => [chosen.language.slice(0, 2).toLowerCase(), settings.language].find((each) => launcherWords[each]) ?? 'en'
    const root = element.attachShadow({ mode: 'open' })
    const important = (name: string, value: string) => element.style.setProperty(name, value, 'important')
    important('all', 'initial')
    important('position', 'fixed')
    important('z-index', '2147483000')
    for (const [name, value] of [['--c', settings.colour], ['--t', settings.textOnColour], ['--x', `${settings.offset.x}px`], ['--y', `${settings.offset.y}px`]]) important(name!, value!)
    const scheme = () => place.theme || getComputedStyle(document.documentElement).colorScheme + document.querySelector<HTMLMetaElement>('[name=color-scheme]')?.content
    const dark = () => /dark/.test(scheme()) && (!/light/.test(scheme()) || matchMedia('(prefers-color-scheme:dark)').matches)
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    root.adoptedStyleSheets = [sheet]
    const box = make('div', (settings.position === 'left' ? 'left' : '') + (dark() ? ' dark' : ''))
    const launcher = make('button', 'l')
    const badge = make('span', 'b')
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    svg.setAttribute('viewBox', '0 0 24 24')
    svg.setAttribute('aria-hidden', 'true')
    svg.append(path)
    launcher.append(svg, badge)
    box.append(launcher)
    root.append(box)
    let count = 0
    const paint = () => {
      const [open, close, unread] = launcherWords[code()]!
      box.dir = /^(ar|he|fa|ur)/.test(chosen.language) ? 'rtl' : 'ltr'
      launcher.setAttribute('aria-label', (isOpen ? close! : open!) + (count ? ` (${count} ${unread})` : ''))
      launcher.setAttribute('aria-expanded', String(isOpen))
      path.setAttribute('d', isOpen ? cross : bubble)
      badge.hidden = !count || isOpen
      badge.dataset['n'] = count > 99 ? '99+' : String(count)
    }
    const fetchScript: Handle['fetchScript'] = (name, then, failed) => {
      const script = make('script')
      script.src = address(`${host}/chat/${name}.js?v=${VERSION}`)
      script.nonce = place.nonce ?? ''
      script.onload = () => { script.remove(); if (!gone) then() }
      script.onerror = () => { script.remove(); failed?.() }
      document.head.append(script)
    }
    const handle: Handle = {
      ...place, root, box, launcher, settings, chosen, dark, tell, code, fetchScript, greeted: '', quiet: () => loading || gone, chat() {},
      unread(next) { if (next !== count) tell('unread', next); count = next; paint() },
      opened(is) { if (is === isOpen) return; isOpen = is; paint(); tell(is ? 'open' : 'close', undefined) },
    }
    fetchChat = handle.chat = () => {
      if (chat || loading) return
      loading = true
      // Where it did not come, the next click tries it again.
      fetchScript(`widget-${code()}`, () => { greeter?.stop(); chat = window.BalieChat!(handle); if (show) chat.open() }, () => { loading = false })
    }
    launcher.onclick = () => api.toggle()
    const hidden = () => !place.settings && (settings.hideOn.some((pattern) => fits(pattern, location.href)) || settings.hideWhenClosed && !settings.staffed.online && !memory())
    const arrive = () => {
      important('display', hidden() ? 'none' : 'block')
      greeter?.page()
      chat?.page()
    }
    paint()
    document.body.append(element)
    arrive()
    // Pages that never load anew change their address as they please.
    let at = location.href
    timer = window.setInterval(() => { if (at !== location.href) { at = location.href; arrive() } if (!element.isConnected) document.body.append(element) }, 1_000)
    tell('ready', undefined)
    if (show || chosen.who || /"talk":"/.test(memory())) fetchChat()
    else if (!place.settings && (settings.showPage || settings.greetings.length)) fetchScript('greeter', () => { greeter = window.BalieGreeter!(handle) })
    api.language = (next) => { chosen.language = next; paint(); chat?.language(next) }
  }

  const api: SiteApi = {
    open() { if (chat) chat.open(); else { show = api.open; fetchChat() } },
    close() { show = null; chat?.close() },
    toggle: () => (isOpen || show && !chat ? api.close() : api.open()),
    identify(who) { chosen.who = who; if (chat) chat.identify(who); else fetchChat() },
    logout() { chosen.who = null; if (chat) chat.logout(); else try { localStorage.removeItem(`balie:${site}`) } catch { /* Nothing was kept. */ } },
    on: (event, listener) => void listeners.push([event, listener]),
    off(event, listener) { const at = listeners.findIndex(([name, each]) => name === event && each === listener); if (at >= 0) listeners.splice(at, 1) },
    set(attributes) { Object.assign(chosen.attributes, attributes); chat?.set(attributes) },
    language(code) { chosen.language = code },
    destroy() { gone = true; clearInterval(timer); greeter?.stop(); chat?.destroy(); element.remove(); sites.delete(site); tell('destroyed', undefined) },
  }
  const idle = () => ('requestIdleCallback' in window ? requestIdleCallback(() => void start(), { timeout: 3_000 }) : setTimeout(() => void start(), 200))
  if (document.readyState === 'complete') idle(); else addEventListener('load', idle, { once: true })
  return api
}

const sites = new Map<string, SiteApi>()
const script = document.currentScript as HTMLScriptElement | null
const here: Place = { host: script?.src.replace(/\/chat\/loader\.js.*$/, '') ?? '', site: script?.dataset['site'] ?? '', language: script?.dataset['language'], theme: script?.dataset['theme'], nonce: script?.nonce }
const before = window.Balie
if (before && 'add' in before) before.add(here)
else {
  const add = (place: Place) => { const known = sites.get(place.site); if (known) return known; const made = begin(place); sites.set(place.site, made); return made }
  const first = () => sites.values().next().value
  const each = Object.fromEntries(['open', 'close', 'toggle', 'identify', 'logout', 'on', 'off', 'set', 'language', 'destroy'].map((name) => [name, (...words: unknown[]) => (first() as unknown as Record<string, (...words: unknown[]) => void> | undefined)?.[name]?.(...words)])) as unknown as SiteApi
  const balie: BalieApi = { ...each, add, site: (key) => sites.get(key) ?? add({ ...here, site: key }), push(...calls) { for (const [name, ...words] of calls) (balie as unknown as Record<string, (...words: unknown[]) => void>)[String(name)]?.(...words) } }
  window.Balie = balie
  if (here.site) add(here)
  if (Array.isArray(before)) balie.push(...before)
}
