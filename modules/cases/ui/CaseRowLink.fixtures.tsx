import { CaseRowLink } from './CaseRowLink.tsx'
import { row } from './sample-case.ts'

const shown = { href: '/cases/mine/c1', chosen: false, showStatus: false, showBrand: true }
export const calm = <CaseRowLink {...shown} row={row} />
export const byChat = <CaseRowLink {...shown} row={{ ...row, channel: 'chat', subject: 'Wo ist mein Fahrrad?', kind: 'question' }} />
export const unread = <CaseRowLink {...shown} row={{ ...row, unread: true }} />
export const chosen = <CaseRowLink {...shown} chosen row={{ ...row, priority: 'high' }} />
export const troubled = <CaseRowLink {...shown} row={{ ...row, priority: 'urgent', marks: ['delivery-failed', 'suspicious-sender'] }} />
export const asleep = <CaseRowLink {...shown} row={{ ...row, snoozedUntil: '2026-11-27T08:00:00Z' }} />
export const merged = <CaseRowLink {...shown} row={{ ...row, merged: true }} />
export const solved = <CaseRowLink {...shown} showStatus row={{ ...row, status: 'solved', tags: [] }} />
export const found = <CaseRowLink {...shown} showStatus row={{ ...row, found: { messageId: 'm1', parts: [{ text: '… gestern kam das Zelt an, aber eine ', hit: false }, { text: 'Stange', hit: true }, { text: ' ist gebrochen', hit: false }] } }} />
