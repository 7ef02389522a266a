import type { Address } from '#contracts/conversations'
import type { Draft, DraftFile } from '../contract.ts'
import type { StoredDraft } from '../queries/beside.ts'

export function presentDraft(draft: StoredDraft, files: DraftFile[]): Draft {
  const { to = [], cc = [], bcc = [] } = draft.recipients as { to?: Address[]; cc?: Address[]; bcc?: Address[] }
  return { kind: draft.kind, text: draft.text, html: draft.html, to, cc, bcc, subject: draft.subject, attachmentIds: draft.attachmentIds, files, savedAt: draft.savedAt.toISOString(), version: draft.version, macroId: draft.macroId }
}
