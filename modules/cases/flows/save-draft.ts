import type { z } from 'zod'
import { attachmentsOwnedBy } from '#modules/conversations'
import { readWritten } from '#platform/written-html'
import type { Address } from '#contracts/conversations'
import type { Tx } from '#platform/db'
import type { Actor } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import { withoutNul } from '#platform/text'
import type { DraftInput, DraftSaved } from '../contract.ts'
import { draftForUpdate, dropDraft, keepDraft, type StoredDraft } from '../queries/beside.ts'
import { endReviewsOf, openReviewOf, putReviewState, type StoredReview } from '../queries/reviews.ts'
import { caseToChange, stillOpen } from './case-in-sight.ts'
import { mayReadMessage } from './read-message.ts'

const mostFiles = 50
type Kind = 'reply' | 'note' | 'forward'

/** What somebody has begun to write, as far as they are: unchecked, but for what the database cannot keep. While others look over it, by compare-and-set. */
export async function saveDraft(tx: Tx, actor: Actor, caseId: string, kind: Kind, input: z.infer<typeof DraftInput>): Promise<z.infer<typeof DraftSaved>> {
  const held = stillOpen(await caseToChange(tx, actor, caseId, kind === 'note' ? 'case.note' : 'case.reply'))
  const [review] = kind === 'note' ? [] : await openReviewOf(tx, { caseId, authorId: actor.personId, kind })
  if (review) return { version: await writeInShared(tx, actor, review, input) }
  return { version: await put(tx, { accountId: actor.accountId, brandId: held.brandId, caseId, personId: actor.personId, kind }, input) }
}

/** Author and reviewer write in one draft. Whoever is late is told, with the draft as it is now; what was approved before is to be looked at again. @returns its version */
export async function writeInShared(tx: Tx, actor: Actor, review: StoredReview, input: z.infer<typeof DraftInput>): Promise<number> {
  const row = { accountId: actor.accountId, brandId: review.brandId, caseId: review.caseId, personId: review.authorId, kind: review.kind }
  const [before] = await draftForUpdate(tx, row)
  sameDraft(before, input.version)
  await checkFiles(tx, actor, input.attachmentIds.filter((id) => !before?.attachmentIds.includes(id)))
  const version = await put(tx, row, input)
  if (version !== before?.version && review.state === 'approved') await putReviewState(tx, { id: review.id, state: 'asked', decidedBy: null, approvedVersion: null, messageId: null })
  return version
}

/** @throws Refusal 'version-mismatch', with the version as it is now */
export function sameDraft(draft: StoredDraft | undefined, version: number | undefined): void {
  if (draft && draft.version !== version) throw new Refusal('version-mismatch', 'Somebody else has changed this draft in the meantime. Nothing was changed; look at it as it is now.', { version: draft.version })
}

/** What is put into a draft of several is one's own, or of a message that one may read: nobody takes out of it what is another's. */
export async function checkFiles(tx: Tx, actor: Actor, ids: string[]): Promise<void> {
  await attachmentsOwnedBy(tx, actor.personId, ids, (messageId) => mayReadMessage(tx, actor, messageId))
}

async function put(tx: Tx, row: { accountId: string; brandId: string; caseId: string; personId: string; kind: Kind }, { text, html, subject, attachmentIds, to, cc, bcc, macroId }: z.infer<typeof DraftInput>): Promise<number> {
  if (attachmentIds.length > mostFiles) throw new Refusal('invalid', `At most ${mostFiles} files go with one message.`)
  const keepable = (list: Address[]) => list.map(({ address, name }) => ({ address: withoutNul(address), name: withoutNul(name) }))
  const [kept] = await keepDraft(tx, {
    ...row, ...html === null ? { text: withoutNul(text), html } : await readWritten(html, () => row.kind === 'note'), subject: withoutNul(subject), attachmentIds, macroId,
    recipients: JSON.stringify({ to: keepable(to), cc: keepable(cc), bcc: keepable(bcc) }),
  })
  return kept!.version
}

/** It was thrown away, or sent: nobody looks over it any more. */
export async function forgetDraft(tx: Tx, draft: { caseId: string; personId: string; kind: Kind }): Promise<void> {
  await endReviewsOf(tx, { caseId: draft.caseId, authorId: draft.personId, kind: draft.kind })
  await dropDraft(tx, draft)
}
