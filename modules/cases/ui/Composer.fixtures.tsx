import { Composer } from './Composer.tsx'
import { message, view } from './sample-case.ts'

const nothing = () => undefined
const shared = { onKind: nothing, canReply: true, forwardId: null, onForwardId: nothing, text: { current: null } }
const drafted = { ...view, id: 'c2', drafts: [{ kind: 'reply' as const, text: 'Guten Tag Frau Öztürk, die neue Stange geht heute noch an Sie raus.', html: '<p>Guten Tag Frau Öztürk,</p><p>die neue Stange geht <strong>heute noch</strong> an Sie raus.</p>', files: [], to: view.recipients.to, cc: [], bcc: [], subject: '', attachmentIds: ['a1'], version: 1, macroId: null, savedAt: '2026-11-24T09:30:00Z' }] }
export const reply = <Composer {...shared} view={{ ...view, id: 'c3' }} kind="reply" />
export const draft = <Composer {...shared} view={drafted} kind="reply" />
export const note = <Composer {...shared} view={{ ...view, id: 'c4' }} kind="note" />
export const forward = <Composer {...shared} view={{ ...view, id: 'c5', messages: [{ ...message, attachments: [{ id: 'a1', name: 'zeltstange.jpg', contentType: 'image/jpeg', size: 482_133, inline: false, contentId: null, kind: 'image', url: '/files/x' }] }] }} kind="forward" />
