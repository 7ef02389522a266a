import type { NotificationKind, Told } from '#contracts/notifications'

const said: Record<NotificationKind, { by: string; words: string }> = {
  mention: { by: 'Jonas Brandt', words: '@Maren Lindqvist weißt du, ob die Stange aus Charge 7 ist?' }, assigned: { by: 'Annelies Postma', words: '' }, answered: { by: 'Fatima Öztürk', words: 'Wann kommt die neue Stange?' },
  chat: { by: 'Fatima Öztürk', words: 'Ist jemand da?' }, woken: { by: '', words: '' }, undelivered: { by: '', words: 'Guten Tag Frau Öztürk, die Stange geht heute heraus.' }, unassigned: { by: 'Willem de Graaf', words: 'Past de kinderwagen in de kofferbak?' }, webhook: { by: '', words: 'Lager Flensburg' },
}

/** Something that Maren was told, for fixtures and tests. */
export const told = (kind: NotificationKind, change: Partial<Told> = {}): Told => ({
  id: `sample-${kind}`, kind, count: 1, at: '2026-11-24T09:12:00Z', readAt: null, brandId: 'b1', messageId: kind === 'assigned' || kind === 'woken' || kind === 'webhook' ? null : 'm1',
  talkId: kind === 'chat' ? 't1' : null, case: kind === 'webhook' ? null : { id: 'c1', reference: 'F-1042', subject: 'Zelt mit gebrochener Stange' }, ...said[kind], ...change,
})
