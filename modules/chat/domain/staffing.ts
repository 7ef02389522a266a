import type { z } from 'zod'
import type { WidgetSettings } from '../contract.ts'
import type { Staffed } from '../protocol.ts'
import { isOpen, opensAt } from './opening-hours.ts'

/** Whether anybody is there to answer on a widget, and if not, when somebody will be by its hours. */
export function staffing({ brandId, settings, timeZone }: { brandId: string; settings: Pick<WidgetSettings, 'hours'>; timeZone: string }, there: Array<{ name: string; brandIds: string[] }>, now: Date): z.infer<typeof Staffed> {
  const agents = there.filter((each) => each.brandIds.includes(brandId))
  const open = isOpen(settings.hours, timeZone, now)
  const online = open && agents.length > 0
  return { online, backAt: open ? null : opensAt(settings.hours, timeZone, now)?.toISOString() ?? null, agents: online ? agents.slice(0, 4).map(({ name }) => ({ name, avatar: null })) : [] }
}
