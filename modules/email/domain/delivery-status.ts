import type { BounceRecipient } from './parsed-mail.ts'

/** One group of a delivery status report (RFC 3464), read with all the sins that mail servers commit in it. */
export type StatusGroup = BounceRecipient & { action: string | null }

const maxGroups = 200

/**
 * Reads the per-recipient groups. Groups are told apart by their recipient lines rather than by blank lines,
 * because some servers leave those out and others put them in the middle.
 */
export function readDeliveryStatus(text: string): StatusGroup[] {
  const fields = unfold(text)
  const groups: Array<Record<string, string>> = []
  let current: Record<string, string> = {}
  const recipientFields = new Set(['final-recipient', 'original-recipient', 'x-actual-recipient'])
  for (const [name, value] of fields) {
    // Action may stand before the recipient; a second one of the same field begins the next group.
    const starts = name === '' ? hasRecipient(current) : name in current && (recipientFields.has(name) || name === 'action' || name === 'status')
    if (starts) { groups.push(current); current = {} }
    if (name !== '' && !(name in current)) current[name] = value
  }
  groups.push(current)
  return groups.filter(hasRecipient).slice(0, maxGroups).flatMap((group) => {
    const address = addressOf(group['original-recipient']) ?? addressOf(group['final-recipient']) ?? addressOf(group['x-actual-recipient'])
    if (!address) return []
    const action = /[a-z]+/.exec((group.action ?? '').toLowerCase())?.[0] ?? null
    const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(group.status ?? '')?.[1] ?? null
    const diagnostic = group['diagnostic-code']?.replace(/^\s*[\w-]+\s*;\s*/, '').slice(0, 1000) ?? null
    return [{ address, action, status, diagnostic, permanent: isPermanent(action, status, diagnostic) }]
  })
}

function hasRecipient(group: Record<string, string>): boolean {
  return 'final-recipient' in group || 'original-recipient' in group || 'x-actual-recipient' in group
}

function unfold(text: string): Array<[string, string]> {
  const fields: Array<[string, string]> = []
  for (const line of text.slice(0, 256 * 1024).split(/\r?\n/)) {
    const last = fields[fields.length - 1]
    if (/^[ \t]+\S/.test(line) && last && last[0] !== '') { last[1] += ' ' + line.trim(); continue }
    const match = /^([A-Za-z][A-Za-z0-9-]{1,60})\s*:[ \t]*(.*)$/.exec(line)
    if (match) fields.push([match[1]!.toLowerCase(), match[2]!])
    else if (line.trim() === '') fields.push(['', ''])
  }
  return fields
}

/** `rfc822; a@b`, `RFC822;<a@b>`, `a@b`, `rfc822; "A" <a@b>`, `<"a@b">`. */
export function addressOf(value: string | undefined): string | null {
  if (!value) return null
  const text = value.replace(/^\s*[\w-]+\s*;/, '').replace(/[<>"'\s]+/g, ' ').trim()
  const found = /[^\s;,:()]{1,120}@[^\s;,()]{1,250}/.exec(text)?.[0].replace(/^[.]+|[.]+$/g, '')
  return found ?? null
}

/** 4.x.x and `delayed` mean that the server still tries. An explicit status outweighs the action. */
export function isPermanent(action: string | null, status: string | null, diagnostic: string | null): boolean {
  if (action === 'delayed' || action === 'delivered' || action === 'relayed' || action === 'expanded') return false
  // A server that gave up after days says `failed` with the status of its last try.
  if (action === 'failed') return true
  if (status) return status.startsWith('5')
  return !/(?:^|\s)4\d\d[ -]|(?:^|\s)4\.\d\.\d/.test(diagnostic ?? '')
}
