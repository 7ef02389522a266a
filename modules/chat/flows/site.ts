import { db, type Scope } from '#platform/db'
import type { WidgetSettings } from '../contract.ts'
import { aroundWidget, widgetBySiteKey } from '../queries/widgets.ts'

/** A widget as its visitors' lines need it. */
export type Site = { accountId: string; brandId: string; widgetId: string; siteKey: string; settings: WidgetSettings; version: number; name: string; teamId: string | null; brandName: string; language: string; timeZone: string }
export const siteScope = (site: Pick<Site, 'accountId' | 'brandId'>): Scope => ({ accountId: site.accountId, brandIds: [site.brandId] })

const knownForMs = 5_000
const mostKnown = 5_000
const known = new Map<string, { until: number; site: Promise<Site | null> }>()

/** Which widget stands under a site key; null when there is none. Known for some seconds: what was changed is seen soon, and nobody asks for every line. */
export function siteByKey(siteKey: string, now = Date.now()): Promise<Site | null> {
  const found = known.get(siteKey)
  if (found && found.until > now) return found.site
  // Keys that strangers make up must not fill the memory.
  if (known.size > mostKnown) known.clear()
  const site = readSite(siteKey)
  known.set(siteKey, { until: now + knownForMs, site })
  site.catch(() => known.delete(siteKey))
  return site
}
/** A widget was changed: all are read anew. */
export const forgetSites = () => known.clear()

async function readSite(siteKey: string): Promise<Site | null> {
  if (!/^[\w-]{8,64}$/.test(siteKey)) return null
  const [row] = await db().acrossAccounts('chat: whose site', (tx) => widgetBySiteKey(tx, { siteKey }))
  if (!row || row.retired) return null
  const [around] = await db().reading(siteScope(row), (tx) => aroundWidget(tx, { widgetId: row.widgetId }))
  if (!around) return null
  const { retired: _, ...widget } = row
  return { ...widget, ...around, siteKey }
}

/** Whether a page of this origin may use the widget: one that the brand named, or our own test page. */
export function mayStandOn(site: Site, origin: string, own: readonly string[]): boolean {
  if (own.includes(origin)) return true
  return site.settings.origins.some((pattern) => {
    const wild = /^(https?:\/\/)\*\.(.+)$/i.exec(pattern)
    if (!wild) return pattern.toLowerCase() === origin.toLowerCase()
    const [, scheme, host] = wild
    const lower = origin.toLowerCase()
    return lower.startsWith(scheme!.toLowerCase()) && lower.endsWith(`.${host!.toLowerCase()}`) && !lower.slice(scheme!.length).includes('@')
  })
}
