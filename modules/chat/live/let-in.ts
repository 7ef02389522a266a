import { setTimeout as pause } from 'node:timers/promises'
import { paced, type Pace } from '../domain/pace.ts'
import { enter } from '../flows/enter.ts'
import { presentTalk } from '../flows/present-lines.ts'
import { mayStandOn, siteByKey, type Site } from '../flows/site.ts'
import { staffedOn } from '../flows/staffed.ts'
import type { FromVisitor, ToVisitor } from '../protocol.ts'
import type { TalkRow } from '../queries/talks.ts'
import { refused } from './hear.ts'
import { whoeverIsAt, type Toll } from './toll.ts'

/** How many may come in: from one address, and new ones on one widget. */
export type Gates = { address: ReturnType<typeof paced>; newFromAddress: ReturnType<typeof paced>; newOnWidget: ReturnType<typeof paced> }
export const usualGates: Record<keyof Gates, Pace> = {
  address: { perSecond: 10, burst: 120, patienceSeconds: 5 }, newFromAddress: { perSecond: 1, burst: 40, patienceSeconds: 3 }, newOnWidget: { perSecond: 200, burst: 2_000, patienceSeconds: 3 },
}
export const openGates = (paces: Record<keyof Gates, Pace>): Gates => ({ address: paced(paces.address), newFromAddress: paced(paces.newFromAddress), newOnWidget: paced(paces.newOnWidget) })

/** From where somebody comes, as far as they cannot choose it themselves; a browser says the origin truly. */
export type From = { address: string; origin: string; ownOrigins: readonly string[]; browser: string }
type Said = Extract<FromVisitor, { type: 'enter' }>
export type LetIn = { ok: true; site: Site; visitorId: string; talk: TalkRow | null; told: number; welcome: Extract<ToVisitor, { type: 'welcome' }> } | { ok: false; frame: ToVisitor }

/** Whoever comes in: slower when many come from there, refused or asked for work when far too many do, and only on pages that the brand named. Who did the work (`paid`) comes in at once. */
export async function letIn({ gates, toll }: { gates: Gates; toll: Toll }, said: Said, from: From, paid = false): Promise<LetIn> {
  const no = (code: Parameters<typeof refused>[0]): LetIn => ({ ok: false, frame: refused(code) })
  const now = Date.now()
  const fresh = !said.visitor || !said.secret
  const site = await siteByKey(said.site)
  if (!site || !mayStandOn(site, from.origin, from.ownOrigins)) return no('unknown-site')
  let wait = 0
  for (const [gate, key] of [[gates.address, from.address], ...fresh ? [[gates.newFromAddress, from.address], [gates.newOnWidget, site.widgetId]] as const : []] as const) {
    const pace = gate.take(key, now)
    if (paid) continue
    if ('retryAfter' in pace) return { ok: false, frame: toll.refuse(whoeverIsAt(from.address), refused('too-many', null, pace.retryAfter)) }
    wait = Math.max(wait, pace.wait)
  }
  if (wait) await pause(wait * 1_000)
  const entered = await enter({ accountId: site.accountId, site, said, browser: from.browser, address: from.address })
  if (!entered.ok) return no(entered.code)
  const { visitorId, secret, identified, talk } = entered
  const staffed = await staffedOn(site)
  return {
    ok: true, site, visitorId, talk, told: talk && (said.talk === null || said.talk === talk.id) ? Math.min(said.after, talk.last) : 0,
    welcome: { type: 'welcome', visitor: visitorId, secret, talk: talk && presentTalk(talk, site.settings.readReceipts), staffed, settings: site.version, identified },
  }
}
