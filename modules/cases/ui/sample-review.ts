import type { Review } from '#contracts/cases'

/** Ida learns; Jonas looks over what she writes to Fatima. */
export const review: Review = {
  id: 'r1', caseId: 'c1', kind: 'reply', state: 'asked', mine: false, at: '2026-11-24T09:40:00Z', author: { id: 'p3', name: 'Ida Tamm' }, asked: { personId: 'p2', teamId: null, name: 'Jonas Brandt' }, decidedBy: null, approvedVersion: null, forwardOf: null, withFiles: true,
  draft: { kind: 'reply', text: 'Guten Tag Frau Öztürk,\n\nwir schicken Ihnen heute eine neue Stange.', html: null, to: [{ address: 'fatima@oeztuerk.example', name: 'Fatima Öztürk' }], cc: [], bcc: [], subject: '', attachmentIds: [], files: [], savedAt: '2026-11-24T09:41:00Z', version: 3, macroId: null },
  remarks: [{ by: 'Ida Tamm', text: 'Darf ich das Porto zusagen?', at: '2026-11-24T09:40:00Z' }],
}
