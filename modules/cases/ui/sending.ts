import { useState } from 'react'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { CaseView, Review } from '#contracts/cases'
import { hasCode, sentence } from '#kit/api.ts'
import { moment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import { cases, readCase, type Sent } from './api.ts'
import { attemptAt, forwardInput, replyInput, type DraftKind, type How, type Writing } from './composer.ts'
import { drafts } from './drafts.ts'
import { reviews } from './reviews.ts'
import { takeBack } from './take-back.ts'

/** For how long a discarded draft, or a letter that leaves much later, is offered back. */
const undoMs = 15_000

/** Before the composer opens an untouched draft, the old one must be gone from what was read, too. */
function dropDraft(client: QueryClient, caseId: string, kind: DraftKind): void {
  client.setQueryData<CaseView>(['case', caseId], (before) => before && { ...before, drafts: before.drafts.filter((each) => each.kind !== kind) })
  drafts.forget(caseId, kind)
}

export async function discard(client: QueryClient, caseId: string, kind: DraftKind): Promise<void> {
  const writing = drafts.read(caseId, kind)?.writing
  await drafts.settle(caseId, kind)
  dropDraft(client, caseId, kind)
  await cases.removeDraft(caseId, kind).catch(() => undefined)
  toast(t('composer.discarded'), { until: Date.now() + undoMs, action: { label: t('undo'), run: () => { if (writing) drafts.change(caseId, kind, writing) } } })
}

type Act = (writing: Writing, seenMessageId: string | null) => Promise<Sent>

/** Sends what was written and says so, with the way back. A reply that would pass by something new is stopped and asked about. */
export function useSending(view: CaseView, onWrite: (kind: DraftKind) => void) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [stale, setStale] = useState<{ how: How; seenMessageId: string | null; again: Act } | null>(null)
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['case', view.id] }), client.invalidateQueries({ queryKey: ['cases'] })])

  function say(kind: DraftKind, sent: Sent, { sendAt, thenStatus }: How): void {
    if (kind === 'note') {
      toast(t('composer.noted'))
      for (const name of sent.cannotSee ?? []) toast(t('mention.cannot-see', { name }), { tone: 'late' })
      return
    }
    const { deliveryId, undoSeconds } = sent
    const words = sendAt ? t('composer.sent-later', { time: moment(sendAt) }) : t(kind === 'forward' ? 'composer.forwarded' : 'composer.sent')
    toast(thenStatus === 'solved' ? `${words} ${t('case.solved')}` : words, deliveryId && undoSeconds ? { until: Date.now() + (sendAt ? undoMs : undoSeconds * 1000), action: { label: t('undo'), run: () => void takeBack(client, view.id, deliveryId).then((draft) => { if (draft) onWrite(draft.kind) }) } } : {})
  }

  async function run(kind: DraftKind, how: How, act: Act): Promise<boolean> {
    setBusy(true)
    await drafts.settle(view.id, kind)
    try {
      const { writing, seenMessageId } = drafts.read(view.id, kind)!
      const sent = await act(writing, seenMessageId)
      dropDraft(client, view.id, kind)
      say(kind, sent, how)
      return true
    } catch (error) {
      // The saving that waited for the typing to pause was called off for the sending: what was not sent is a draft.
      void drafts.save(view.id, kind)
      if (!hasCode(error, 'stale-reply')) { toast(sentence(error), { tone: 'late' }); return false }
      const seenMessageId = drafts.read(view.id, kind)?.seenMessageId ?? null
      // What came in is fetched first, so that the question shows it.
      await client.fetchQuery({ queryKey: ['case', view.id], queryFn: () => readCase(view.id) }).catch(() => undefined)
      setStale({ how, seenMessageId, again: act })
      return false
    } finally {
      setBusy(false)
      void refresh()
    }
  }
  const asReply = (how: How): Act => (writing, seen) => cases.reply(view.id, { ...replyInput(writing, seen, how), attempt: attemptAt(writing) })

  return {
    busy, stale,
    reply: (how: How = {}) => run('reply', how, asReply(how)),
    note: () => run('note', {}, (writing) => cases.note(view.id, { text: writing.text || '\n', html: writing.html, attachmentIds: writing.attachmentIds, attempt: attemptAt(writing) })),
    forward: (messageId: string, includeAttachments: boolean, how: How = {}) => run('forward', how, (writing) => cases.forward(view.id, { ...forwardInput(writing, messageId, includeAttachments, how), attempt: attemptAt(writing) })),
    /** What somebody has looked over leaves as the server keeps it, in the version that was approved. */
    approved: ({ id, kind, approvedVersion }: Review, how: How = {}) => run(kind, how, (writing, seenMessageId) => reviews.send(id, { version: approvedVersion!, seenMessageId, ...how, attempt: attemptAt(writing) })),
    /** Seen, and meant as it stands. */
    sendAnyway: () => {
      if (!stale) return
      drafts.seen(view.id, 'reply', view.lastMessageId)
      setStale(null)
      return run('reply', stale.how, stale.again)
    },
    /** Seen; now the answer can be changed, and the next sending passes. */
    review: () => { drafts.seen(view.id, 'reply', view.lastMessageId); setStale(null) },
  }
}
