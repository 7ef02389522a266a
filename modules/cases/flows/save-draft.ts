import type { z } from 'zod'
import { readWritten } from '#platform/written-html'
import type { Address } from '#contracts/conversations'
import type { Tx } from '#platform/db'
import type { Actor } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import { withoutNul } from '#platform/text'
import type { DraftInput } from '../contract.ts'
import { keepDraft } from '../queries/beside.ts'
import { caseToChange, stillOpen } from './case-in-sight.ts'

const mostFiles = 50

/** What somebody has begun to write, as far as they are: unchecked, but for what the database cannot keep. */
export async function saveDraft(tx: Tx, actor: Actor, caseId: string, kind: 'reply' | 'note' | 'forward', { text, html, subject, attachmentIds, ...recipients }: z.infer<typeof DraftInput>): Promise<void> {
  const held = stillOpen(await caseToChange(tx, actor, caseId, kind === 'note' ? 'case.note' : 'case.reply'))
  if (attachmentIds.length > mostFiles) throw new Refusal('invalid', `At most ${mostFiles} files go with one message.`)
  const keepable = (list: Address[]) => list.map(({ address, name }) => ({ address: withoutNul(address), name: withoutNul(name) }))
  await keepDraft(tx, {
    accountId: actor.accountId, brandId: held.brandId, caseId, personId: actor.personId, kind, ...html === null ? { text: withoutNul(text), html } : await readWritten(html, () => kind === 'note'), subject: withoutNul(subject), attachmentIds,
    recipients: JSON.stringify({ to: keepable(recipients.to), cc: keepable(recipients.cc), bcc: keepable(recipients.bcc) }),
  })
}
