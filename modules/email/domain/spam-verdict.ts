import type { ParsedMail } from './parsed-mail.ts'

export type SpamVerdict = { spam: boolean; score: number | null; source: string }

type Reader = { header: string; read: (value: string) => { spam: boolean; score: number | null } | null }

const number = (text: string | undefined): number | null => (text === undefined || Number.isNaN(Number(text)) ? null : Number(text))

/** Filters on the way, in the order in which their word counts. A plain flag is stronger than a score. */
const readers: Reader[] = [
  { header: 'x-spam-flag', read: (value) => yesOrNo(value) },
  { header: 'x-spam-status', read: (value) => {
    const said = /^\s*(yes|no)\b/i.exec(value)?.[1]
    return said ? { spam: said.toLowerCase() === 'yes', score: number(/\b(?:score|hits)=(-?\d+(?:\.\d+)?)/i.exec(value)?.[1]) } : null
  } },
  { header: 'x-rspamd-action', read: (value) => ({ spam: /^\s*(?:reject|add header|rewrite subject|quarantine)/i.test(value), score: null }) },
  { header: 'x-spamd-result', read: (value) => {
    const match = /:\s*(true|false)\s*\[(-?\d+(?:\.\d+)?)/i.exec(value)
    return match ? { spam: match[1]!.toLowerCase() === 'true', score: number(match[2]) } : null
  } },
  { header: 'x-spam', read: (value) => yesOrNo(value) },
  { header: 'x-ms-exchange-organization-scl', read: (value) => {
    const level = number(/^-?\d+/.exec(value.trim())?.[0])
    return level === null ? null : { spam: level >= 5, score: level }
  } },
  { header: 'x-forefront-antispam-report', read: (value) => {
    const level = number(/\bSCL:(-?\d+)/i.exec(value)?.[1])
    return level === null ? null : { spam: level >= 5 || /\bSFV:SPM\b/i.test(value), score: level }
  } },
  { header: 'x-bogosity', read: (value) => ({ spam: /^\s*(?:spam|yes)\b/i.test(value), score: null }) },
]

function yesOrNo(value: string): { spam: boolean; score: number | null } | null {
  return /^\s*(?:yes|true)\b/i.test(value) ? { spam: true, score: null } : /^\s*(?:no|false)\b/i.test(value) ? { spam: false, score: null } : null
}

/**
 * What a filter on the way thought of a mail; null when none spoke. Only a verdict with its source: anybody can write
 * `X-Spam-Flag: NO`, so a "no" is worth nothing and a "yes" leads to quarantine, in sight, never to deletion.
 */
export function readSpamVerdict(headers: ParsedMail['headers']): SpamVerdict | null {
  const verdicts = readers.flatMap(({ header, read }) => headers.filter(([name]) => name === header).slice(0, 5).flatMap(([, value]) => {
    const verdict = read(value)
    return verdict ? [{ ...verdict, source: header }] : []
  }))
  return verdicts.find(({ spam }) => spam) ?? verdicts[0] ?? null
}
