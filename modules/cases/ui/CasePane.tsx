import { Suspense, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useQueryClient } from '@tanstack/react-query'
import type { CaseView } from '#contracts/cases'
import type { EditorHandle } from '#kit/editor/Editor.tsx'
import { Button } from '#kit/Button.tsx'
import { useCommands } from '#kit/commands.ts'
import { useKeys } from '#kit/keys.ts'
import { t } from '#kit/i18n.ts'
import { ErrorState, Skeleton } from '#kit/states.tsx'
import { useTitle } from '#kit/title.ts'
import { useVisible } from '#kit/visible.ts'
import { talkOf, type ChatPiece, type VisitorPiece } from './chat-piece.ts'
import { cases, useCase } from './api.ts'
import { useCaseActions } from './case-actions.ts'
import { CaseBar } from './CaseBar.tsx'
import { CaseFacts } from './CaseFacts.tsx'
import { MergedNote } from './CaseLinks.tsx'
import { Composer } from './Composer.tsx'
import type { DraftKind } from './composer.ts'
import { CustomerPane } from './CustomerPane.tsx'
import { AssignDialog, FindCaseDialog, SnoozeDialog } from './dialogs.ts'
import { moveCommands } from './move-commands.ts'
import { useMoves } from './moves.ts'
import { patchRows } from './patch-rows.ts'
import { ReviewCard } from './review-pieces.ts'
import { useOthersReviews, useReviewing } from './reviews.ts'
import { useSelection } from './selection.ts'
import { Thread } from './Thread.tsx'

export function CasePane({ caseId, back, Chat, Visitor }: { caseId: string; back: string; Chat: ChatPiece; Visitor: VisitorPiece }) {
  const { data, isPending, isLoadingError, error, refetch } = useCase(caseId)
  if (isPending) return <main className="case" aria-busy="true"><Skeleton lines={9} /></main>
  if (isLoadingError) return <main className="case"><ErrorState error={error} onRetry={() => void refetch()} /></main>
  return <Open view={data} back={back} Chat={Chat} Visitor={Visitor} />
}

function Open({ view, back, Chat, Visitor }: { view: CaseView; back: string; Chat: ChatPiece; Visitor: VisitorPiece }) {
  const actions = useCaseActions(view)
  const [kind, setKind] = useState<DraftKind>('reply')
  const [forwardId, setForwardId] = useState<string | null>(null)
  const [assigning, setAssigning] = useState(false)
  const [customerShown, setCustomerShown] = useState(false)
  const text = useRef<EditorHandle>(null)
  const pane = useRef<HTMLElement>(null)
  useRead(view)
  useTitle(`${view.reference} ${view.subject}`)
  // Where the list gives way to the case, the link that was followed is gone: reading goes on here.
  useEffect(() => { if (matchMedia('(max-width: 45rem)').matches) pane.current?.focus() }, [])
  // Before the next key is pressed: until a field has the focus, letters are keys, and an e that was meant as a letter would solve the case.
  const write = (next: DraftKind) => { flushSync(() => setKind(next)); if (!document.activeElement?.closest('.composer__recipients')) text.current?.focus() }
  const live = view.status !== 'closed' && !view.merged
  const canMove = actions.may('case.change') && view.status !== 'closed'
  const moves = useMoves(view.id)
  const [snoozing, setSnoozing] = useState(false)
  const [finding, setFinding] = useState<'merge' | 'link' | null>(null)
  const canWrite = live && (actions.may('case.reply') || actions.may('case.note'))
  const canReply = actions.may('case.reply')
  const talkId = talkOf(view)
  const composer = <Composer view={view} kind={canReply ? kind : 'note'} onKind={write} canReply={canReply} forwardId={forwardId} onForwardId={setForwardId} text={text} />
  // While cases are chosen in the list, the letters mean those.
  const choosing = useSelection().rows.size > 0
  useKeys(choosing ? {} : {
    'r': canWrite && canReply ? () => write('reply') : undefined, 'n': canWrite ? () => write('note') : undefined, 'f': canWrite && canReply ? () => write('forward') : undefined,
    'a': actions.may('case.assign') && live ? () => setAssigning(true) : undefined, 't': actions.may('case.take') && live ? actions.take : undefined,
    'z': canMove && live && view.status !== 'solved' ? () => setSnoozing(true) : undefined,
    'e': actions.may('case.change') && live ? () => actions.setStatus(view.status === 'solved' ? 'open' : 'solved') : undefined,
  })
  useCommands(() => [
    ...canWrite && canReply ? [{ id: 'reply', name: t('composer.reply'), keys: 'r', run: () => write('reply') }] : [], ...canWrite ? [{ id: 'note', name: t('composer.note'), keys: 'n', run: () => write('note') }] : [],
    ...canWrite && canReply ? [{ id: 'forward', name: t('composer.forward'), keys: 'f', run: () => write('forward') }] : [],
    ...actions.may('case.assign') && live ? [{ id: 'assign', name: t('keys.assign'), keys: 'a', run: () => setAssigning(true) }] : [], ...actions.may('case.take') && live ? [{ id: 'take', name: t('keys.take'), keys: 't', run: actions.take }] : [],
    ...canMove && live ? [{ id: 'solve', name: t(view.status === 'solved' ? 'palette.reopen' : 'keys.solve'), keys: 'e', run: () => actions.setStatus(view.status === 'solved' ? 'open' : 'solved') }] : [],
    ...canMove && live && view.status !== 'solved' ? [{ id: 'snooze', name: t('snooze'), keys: 'z', run: () => setSnoozing(true) }] : [],
    ...actions.takeBackClosing ? [{ id: 'take-back-closing', name: t('case.take-back-closing'), run: actions.takeBackClosing }] : [],
    ...canMove && !view.merged ? [{ id: 'merge', name: t('case.merge'), run: () => setFinding('merge') }, { id: 'link', name: t('case.link'), run: () => setFinding('link') }] : [],
    ...moveCommands(view, { canMove, moves, setStatus: actions.setStatus }),
  ].map((each) => ({ ...each, group: 'case' as const })))
  return <>
    <main ref={pane} tabIndex={-1} className="case" aria-label={`${t('case')} ${view.reference}`}>
      <CaseBar view={view} actions={actions} back={back} onAssign={() => setAssigning(true)} onCustomer={() => setCustomerShown(true)} moving={canMove && !view.merged ? setFinding : undefined} onSnooze={canMove && live && view.status !== 'solved' ? () => setSnoozing(true) : undefined} />
      <CaseFacts view={view} actions={actions} />
      <Thread view={view} moves={moves} canMove={canMove} onForward={canReply && canWrite ? (message) => { setForwardId(message.id); write('forward') } : undefined} onWrite={() => write('reply')} canAct={canReply} />
      {canReply && live ? <OthersReviews view={view} /> : null}
      {canWrite ? talkId && kind !== 'forward' ? <Suspense fallback={null}><Chat talkId={talkId} kind={canReply ? kind : 'note'} onKind={write} otherwise={composer} /></Suspense> : composer
        : view.merged ? <MergedNote view={view} may={canMove} moves={moves} />
        : <div className="case__closed"><p>{t(view.status === 'closed' ? 'case.closed-note' : 'case.read-only')}</p>{actions.takeBackClosing ? <Button small onClick={actions.takeBackClosing}>{t('case.take-back-closing')}</Button> : null}</div>}
    </main>
    <CustomerPane view={view} shown={customerShown} onClose={() => setCustomerShown(false)} visitor={talkId ? <Suspense fallback={null}><Visitor talkId={talkId} /></Suspense> : null} />
    <Suspense fallback={null}>{assigning ? <AssignDialog view={view} onClose={() => setAssigning(false)} onAssign={actions.assign} /> : null}
      {snoozing ? <SnoozeDialog asleep={view.snoozedUntil !== null} onClose={() => setSnoozing(false)} onChoose={actions.snooze} /> : null}
      {finding ? <FindCaseDialog view={view} title={t(finding === 'merge' ? 'case.merge' : 'case.link')} {...(finding === 'merge' ? { hint: t('case.merge.hint') } : {})} onClose={() => setFinding(null)} onChoose={finding === 'merge' ? moves.merge : moves.link} /> : null}</Suspense>
  </>
}

/** Drafts of colleagues who ask for a second pair of eyes. */
function OthersReviews({ view }: { view: CaseView }) {
  const reviewing = useReviewing(view)
  const others = useOthersReviews(view)
  useCommands(() => others.flatMap((each) => [
    { id: `review-send ${each.id}`, name: t('review.send', { name: each.author.name }), run: () => void reviewing.sendInStead(each, `palette ${each.id} ${each.draft.version}`) },
    { id: `review-approve ${each.id}`, name: t('review.palette-approve', { name: each.author.name }), run: () => void reviewing.approve(each) }, { id: `review-back ${each.id}`, name: t('review.palette-give-back', { name: each.author.name }), run: () => void reviewing.giveBack(each, '') },
  ].map((command) => ({ ...command, group: 'case' as const }))))
  return <Suspense fallback={null}>{others.map((each) => <ReviewCard key={each.id} review={each} reviewing={reviewing} />)}</Suspense>
}

/** Opening is reading, once somebody can see it. The dot goes at once; the server hears of it without anybody waiting. */
function useRead({ id, unread, lastMessageId }: CaseView): void {
  const client = useQueryClient()
  const visible = useVisible()
  useEffect(() => {
    if (!unread || !visible) return
    patchRows(client, id, { unread: false })
    void cases.read(id).catch(() => undefined)
  }, [client, id, unread, lastMessageId, visible])
}
