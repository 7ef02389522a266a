import { oneSafeLine } from './header-safety.ts'
import type { CalendarSummary } from './parsed-mail.ts'

/** The few facts of an invitation that a desk shows. Times stay as they were written, with their zone in brackets. */
export function readCalendar(bytes: Uint8Array): CalendarSummary | null {
  const text = Buffer.from(bytes.subarray(0, 256 * 1024)).toString('utf8').replace(/\r?\n[ \t]/g, '')
  if (!/^\s*BEGIN:VCALENDAR/im.test(text)) return null
  const event = /^BEGIN:VEVENT\r?$([\s\S]*?)^END:VEVENT/im.exec(text)?.[1] ?? text
  return {
    method: property(text, 'METHOD')?.value.toUpperCase() ?? null,
    summary: unescaped(property(event, 'SUMMARY')?.value),
    start: moment(property(event, 'DTSTART')),
    end: moment(property(event, 'DTEND')),
    organizer: oneSafeLine(property(event, 'ORGANIZER')?.value.replace(/^mailto:/i, '') ?? '', 320).trim() || null,
  }
}

function property(text: string, name: string): { parameters: string; value: string } | null {
  const match = new RegExp(`^${name}((?:;[^:\\r\\n]{0,500})?):([^\\r\\n]{0,4000})`, 'im').exec(text)
  return match ? { parameters: match[1]!, value: match[2]!.trim() } : null
}

function unescaped(value: string | undefined): string | null {
  return value ? oneSafeLine(value.replace(/\\[nN]/g, ' ').replace(/\\([,;\\])/g, '$1')) || null : null
}

/** `20260105T101200Z` to ISO 8601; a local time keeps the name of its zone: `2026-01-05T10:12:00[Europe/Tallinn]`. */
function moment(found: { parameters: string; value: string } | null): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?/.exec(found?.value ?? '')
  if (!match) return null
  const [, year, month, day, hour, minute, second, utc] = match
  const zone = /TZID=("?)([^";:]{1,64})\1/i.exec(found!.parameters)?.[2]
  const date = `${year}-${month}-${day}`
  return hour ? `${date}T${hour}:${minute}:${second ?? '00'}${utc ?? (zone ? `[${oneSafeLine(zone)}]` : '')}` : date
}
