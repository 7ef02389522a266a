import type { Settings, Told } from '#contracts/notifications'
import { t } from '#kit/i18n.ts'

/** What happened, in a sentence: who, and how often. */
export function sentenceOf({ kind, by, count }: Pick<Told, 'kind' | 'by' | 'count'>): string {
  const name = by || t(kind === 'answered' || kind === 'chat' ? 'notify.a-customer' : 'happening.colleague')
  return t(`notify.told.${kind}`, { name, count })
}

/** Where it leads: to the chat that waits; to the message in its case, in the list that one has before one; or to the webhooks. */
export function hrefOf({ case: about, messageId, talkId }: Pick<Told, 'case' | 'messageId' | 'talkId'>, path: string): string {
  if (talkId) return `/chats/${talkId}`
  if (!about) return '/webhooks'
  const view = /^\/cases\/([^/]+)/.exec(path)?.[1] ?? 'all'
  return `/cases/${view}/${about.id}${messageId ? `#message-${messageId}` : ''}`
}

/** What a browser's notification says where others may look on: all of it, or only that there is something. */
export function aloud(row: Told, contents: Settings['contents']): { title: string; body: string } {
  if (contents === 'discreet') return { title: 'Balie', body: t(`notify.kind.${row.kind}`) }
  return { title: sentenceOf(row), body: [row.case ? `${row.case.reference} ${row.case.subject}` : '', row.words].filter(Boolean).join('\n') }
}
