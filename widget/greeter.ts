import type { GreetingRule } from '../modules/chat/contract.ts'
import type { z } from 'zod'
import { openBubble } from './bubble.ts'
import { fits } from './fits.ts'
import { inLanguage, type Handle } from './site.ts'

// Fetched only for brands that greet by rules or look at who is on their site, and gone as soon as the chat itself is there.

const memory = (area: 'localStorage' | 'sessionStorage', key: string, value?: string) => { try { if (value !== undefined) window[area].setItem(key, value); return window[area].getItem(key) } catch { return null } }

/** Who has been here half an hour ago or earlier comes back. Only remembered where a rule asks. */
function returns(site: string): boolean {
  const first = Number(memory('localStorage', `balie:${site}:first`) ?? memory('localStorage', `balie:${site}:first`, String(Date.now())))
  return Date.now() - first > 1_800_000
}

window.BalieGreeter = (handle: Handle) => {
  const { host, site, settings, chosen, quiet, chat } = handle
  const bubble = openBubble(handle)
  const greet = (text: string) => { if (!quiet()) bubble.show(handle.greeted = text) }
  let timers: number[] = []
  let socket: WebSocket | null = null
  let again = 0
  let stopped = false
  const name = `balie:${site}`
  const isDue = (rule: z.infer<typeof GreetingRule>) => rule.on && (!rule.page || fits(rule.page, location.href)) && (rule.returning === null || rule.returning === returns(site)) && !memory('sessionStorage', `${name}:${rule.id}`)

  function page() {
    timers.forEach(clearTimeout)
    timers = settings.greetings.filter(isDue).map((rule) => window.setTimeout(() => {
      memory('sessionStorage', `${name}:${rule.id}`, '1')
      greet(inLanguage(rule.words, chosen.language.slice(0, 2), settings.language))
    }, rule.afterSeconds * 1000))
    if (socket?.readyState === 1) socket.send(JSON.stringify({ type: 'page', page: here() }))
  }
  const here = () => ({ url: location.href.slice(0, 2_000), title: document.title.slice(0, 300), referrer: document.referrer.slice(0, 2_000) })

  /** Lets agents see that somebody is here, so that they may begin. What comes of it needs the chat. */
  function be() {
    const who = JSON.parse(memory('localStorage', name) ?? '{}') as { visitor?: string; secret?: string }
    const own = socket = new WebSocket(host.replace(/^http/, 'ws') + '/chat/v1/live')
    own.onopen = () => own.send(JSON.stringify({ type: 'enter', site, visitor: who.visitor ?? null, secret: who.secret ?? null, page: here(), language: chosen.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, attributes: chosen.attributes }))
    own.onmessage = ({ data }) => {
      const frame = JSON.parse(data as string)
      if (frame.type === 'greeting') return greet(frame.text)
      if (frame.type !== 'welcome') return
      memory('localStorage', name, JSON.stringify({ visitor: frame.visitor, secret: frame.secret ?? who.secret, talk: null, read: 0 }))
      if (frame.talk && frame.talk.state !== 'ended') chat()
    }
    // Nobody waits for it: it may take its time, and ten thousand come back one by one.
    own.onclose = () => { if (!stopped) again = window.setTimeout(be, 20_000 + Math.random() * 60_000) }
  }
  page()
  if (settings.showPage) be()
  return { page, stop() { stopped = true; timers.forEach(clearTimeout); clearTimeout(again); socket?.close(); bubble.remove() } }
}
