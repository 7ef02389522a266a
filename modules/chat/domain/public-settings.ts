import type { z } from 'zod'
import type { PublicSettings, WidgetSettings } from '../contract.ts'
import type { Staffed } from '../protocol.ts'

/** What the widget may know before anybody has said who they are. Whose team a department is stays here. */
export function presentSettings(site: { settings: WidgetSettings; brandName: string; language: string; version: number }, staffed: z.infer<typeof Staffed>): PublicSettings {
  const { origins: _origins, mailboxId: _mailbox, hours: _hours, mailAfterMinutes: _mail, endAfterMinutes: _end, departments, ...shown } = site.settings
  return { ...shown, departments: departments.map(({ key, name }) => ({ key, name })), name: site.brandName, language: site.language, version: site.version, staffed }
}
