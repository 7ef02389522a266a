import { Suspense, useEffect, useId, useRef, useState, type DragEvent, type KeyboardEvent, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { useQueryClient } from '@tanstack/react-query'
import type { CaseView } from '#contracts/cases'
import type { Text } from '#contracts/knowledge'
import { Button } from '#kit/Button.tsx'
import { useCommands } from '#kit/commands.ts'
import type { EditorHandle } from '#kit/editor/Editor.tsx'
import { t, type MessageKey } from '#kit/i18n.ts'
import { Kbd } from '#kit/Kbd.tsx'
import { useKeys } from '#kit/keys.ts'
import { Menu } from '#kit/Menu.tsx'
import { usePresence } from '#kit/presence.ts'
import { Tabs } from '#kit/Tabs.tsx'
import { toast } from '#kit/toasts.ts'
import { files, useAttaching } from './attaching.ts'
import { useCaseTexts } from './case-texts.ts'
import { MacroChips, MacroLine } from './macro-pieces.ts'
import { useMacros } from './macros.ts'
import { useNameable } from './nameable.ts'
import { cameIn, forwardable, isEmpty, obstacle, recipientLine, subjectOf, type DraftKind, type How, type Writing } from './composer.ts'
import { SendLaterDialog, StaleReplyDialog, TextsDialog } from './dialogs.ts'
import { DraftFiles } from './DraftFiles.tsx'
import { drafts, useDraft } from './drafts.ts'
import { ForwardChoice } from './ForwardChoice.tsx'
import { PresenceLine } from './PresenceLine.tsx'
import { RecipientFields } from './RecipientFields.tsx'
import { ReviewDialog, ReviewStrip } from './review-pieces.ts'
import { againOf, sendingWay, useReviewing } from './reviews.ts'
import { discard, useSending } from './sending.ts'
import { useTools, Words } from './Words.tsx'
import './Composer.css'

type Props = { view: CaseView; kind: DraftKind; onKind: (kind: DraftKind) => void; canReply: boolean; forwardId: string | null; onForwardId: (id: string | null) => void; text: RefObject<EditorHandle | null> }

const stateWords: Record<'unsaved' | 'saving' | 'saved' | 'kept' | 'overtaken', MessageKey> = { unsaved: 'composer.saving', saving: 'composer.saving', saved: 'composer.saved', kept: 'composer.unsaved', overtaken: 'composer.unsaved' }
const labels = { 'send': 'composer.send', 'send-approved': 'composer.send', 'hand-over': 'review.hand-over', 'waits': 'review.waits' } as const satisfies Record<string, MessageKey>
const placeholders = { reply: 'composer.reply-placeholder', note: 'composer.note-placeholder', forward: 'composer.forward-placeholder' } as const

/** Answer, note or forward. Whoever reads it is named, what is written is kept, and what was sent can be taken back for a moment. */
export function Composer({ view, kind, onKind, canReply, forwardId, onForwardId, text: area }: Props) {
  const client = useQueryClient()
  const { writing, state, seenMessageId, version } = useDraft(view, kind)
  const { uploading, attach, paste } = useAttaching(view.id, kind, ({ contentId, name }) => area.current?.insertPicture({ contentId, alt: name }))
  const [tools, setTools] = useTools()
  const sending = useSending(view, onKind)
  const reviewing = useReviewing(view)
  const review = view.reviews.find((each) => each.mine && each.kind === kind)
  const way = kind === 'note' ? 'send' : sendingWay(view, review, state === 'saved' ? version : undefined)
  const [asking, setAsking] = useState(false)
  const [folding, setFolding] = useState({ kind, open: kind === 'forward' })
  const unfolded = folding.kind === kind ? folding.open : kind === 'forward'
  const setUnfolded = (open: boolean) => setFolding({ kind, open })
  const [withFiles, setWithFiles] = useState(true)
  const [later, setLater] = useState(false)
  const dropping = useDropping(attach)
  const texts = useCaseTexts(view)
  const colleagues = useNameable(view)
  const [choosing, setChoosing] = useState(false)
  const macros = useMacros(view)
  const macro = kind === 'reply' ? texts.all?.find((each) => each.id === writing.macroId) : undefined
  /** What a text does goes with the answer; with anything else it is only said. */
  const withDeeds = (text: Text) => { if (kind === 'reply' && text.deeds.length) change({ macroId: text.id }) }
  useKeys({ m: texts.mayUse ? () => setChoosing(true) : undefined })
  const picker = useRef<HTMLInputElement>(null)
  const panel = useId()

  const { typing, typed } = useTyping()
  const others = usePresence(view.id, !typing ? 'looking' : kind === 'note' ? 'noting' : 'replying')
  const change = (patch: Partial<Writing>) => { typed(!isEmpty({ ...writing, ...patch })); drafts.change(view.id, kind, patch, view.lastMessageId) }
  const { choices, chosen } = forwardable(view.messages, forwardId)
  const solves = view.permissions.includes('case.change') && view.status !== 'solved'
  const missed = kind === 'reply' && state !== 'clean' && !isEmpty(writing) ? cameIn(view, seenMessageId).length : 0
  const send = async (how: How = {}) => {
    if (sending.busy) return
    const why = obstacle(kind, writing, uploading.length > 0)
    if (why) { toast(t(why), { tone: 'late' }); if (why === 'composer.no-recipient') setUnfolded(true); else area.current?.focus(); return }
    if (way === 'waits') { toast(t('review.is-asked', { name: review!.asked.name })); return }
    if (way === 'hand-over') { setAsking(true); return }
    if (way === 'send-approved') await sending.approved(review!, how)
    else if (kind === 'note') await sending.note()
    else if (kind === 'reply') await sending.reply(how)
    else if (chosen && await sending.forward(chosen.id, withFiles, how)) { onForwardId(null); onKind('reply') }
  }
  const solve = () => send(kind === 'reply' && solves ? { thenStatus: 'solved' } : {})
  const press = (event: KeyboardEvent) => {
    // Esc folds the recipients first; only from the text does it lead out of the composer.
    if (event.key === 'Escape' && unfolded && !area.current?.contains(event.target)) { event.stopPropagation(); setUnfolded(false); area.current?.focus(); return }
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void (event.shiftKey ? solve() : send())
  }
  // What is asked about is what the server has: the last words are saved first.
  const ask = async (whom: { personId: string } | { teamId: string }, remark: string) => {
    await drafts.save(view.id, kind)
    if (kind !== 'note') await reviewing.ask({ kind, ...whom, remark, ...(kind === 'forward' && chosen ? { forwardOf: chosen.id, withFiles } : {}) })
  }
  const mayAsk = kind !== 'note' && !isEmpty(writing)
  useCommands(() => [...(mayAsk ? [{ id: 'ask-for-review', name: t('review.ask'), run: () => setAsking(true) }] : []), ...(kind === 'note' ? [] : [{ id: 'subject', name: t('composer.subject-edit'), run: () => setUnfolded(true) }]),
    ...(texts.mayUse ? [{ id: 'texts', name: t('texts.insert'), keys: 'm', run: () => setChoosing(true) }, ...(texts.all ?? []).filter((each) => each.deeds.length).map((each) => ({ id: `macro ${each.id}`, name: t('macro.palette', { name: each.name }), run: () => void macros.apply(each) }))] : [])].map((each) => ({ ...each, group: 'case' as const })))
  const hasDraft = (each: DraftKind) => { const known = drafts.read(view.id, each); return known ? !isEmpty(known.writing) : view.drafts.some((draft) => draft.kind === each) }
  const kinds: DraftKind[] = [...(canReply ? ['reply' as const] : []), ...(view.permissions.includes('case.note') ? ['note' as const] : []), ...(canReply && choices.length ? ['forward' as const] : [])]
  const line = recipientLine(writing)
  const known = files.find(writing.attachmentIds, view)

  return <><section className={`composer composer--${kind}${dropping.over ? ' composer--dropping' : ''}`} aria-label={t('composer')} onKeyDown={press} {...dropping.handlers}
>
    <header className="composer__head">
      <Tabs label={t('composer')} chosen={kind} panelId={panel} onChoose={onKind} tabs={kinds.map((key) => ({ key, label: t(`composer.${key}`), dot: key !== kind && hasDraft(key) ? t('composer.has-draft') : undefined }))} />
      {kind === 'note' ? <span className="composer__only">{t('composer.note-only')}</span>
        : <button type="button" className="composer__to" aria-expanded={unfolded} title={t('composer.recipients-change')} onClick={() => setUnfolded(!unfolded)}>
            <span className="composer__names">{line.names ? t('message.to', { names: line.names }) : t('composer.to-nobody')}</span>{line.more ? <span> {t('composer.to-more', { count: line.more })}</span> : null} <span aria-hidden="true">{unfolded ? '▴' : '▾'}</span></button>}
    </header>
    <div id={panel} role="tabpanel" aria-label={t(`composer.${kind}`)} className="composer__panel">
      {review ? <Suspense fallback={null}><ReviewStrip review={review} version={version} overtaken={state === 'overtaken'} onTakeTheirs={() => drafts.restore(view.id, review.draft, view.lastMessageId)} onKeepMine={() => void drafts.insist(view.id, kind, review.draft.version).then(reviewing.refresh)} onSay={(words) => void reviewing.remark(review, words)} onWithdraw={() => void reviewing.withdraw(review)} onAskAgain={() => void drafts.save(view.id, kind).then(() => reviewing.ask({ kind: review.kind, ...againOf(review) }))} /></Suspense> : null}
      {kind !== 'note' && unfolded ? <RecipientFields key={kind} subject={kind === 'reply' ? subjectOf(view) : chosen ? `Fwd: ${chosen.subject || view.subject}` : view.subject} writing={writing} recipients={view.recipients} explained={kind === 'reply'} autoFocus={kind === 'forward'} onChange={change} /> : null}
      {kind === 'forward' && chosen ? <ForwardChoice choices={choices} chosen={chosen} withFiles={withFiles} onChoose={onForwardId} onWithFiles={setWithFiles} /> : null}
      {missed ? <p className="composer__missed" role="status">{t('composer.came-in', { count: missed })}</p> : null}
      <Words of={`${view.id} ${kind}`} words={writing} onWords={change} label={t('composer.text')} placeholder={t(placeholders[kind], { name: view.customer.name })} handle={area} tools={tools} expand={(shortcut) => { const found = texts.expand(shortcut); if (found) withDeeds(found.text); return found?.words ?? null }} people={kind === 'note' ? colleagues : undefined}
        urlOf={(contentId) => known.find((each) => each.contentId === contentId)?.url ?? files.urlOf(contentId)} onFiles={(list) => { paste(list); return true }} />
      {macro?.deeds.length ? <Suspense fallback={null}><MacroLine text={macro} onRemove={() => change({ macroId: null })} /></Suspense> : null}
      <DraftFiles files={known.filter((each) => !writing.html?.includes(`data-cid="${each.contentId}"`))} uploading={uploading} onRemove={(id) => change({ attachmentIds: writing.attachmentIds.filter((each) => each !== id) })} />
    </div>
    <footer className="composer__foot">
      <input ref={picker} type="file" multiple hidden tabIndex={-1} aria-label={t('composer.attach')} onChange={(event) => { attach(event.target.files ?? []); event.target.value = '' }} />
      <Button small look="quiet" onClick={() => picker.current?.click()}>{t('composer.attach')}</Button>
      <Button small look="quiet" aria-pressed={tools} title={t('format.show')} onClick={() => setTools(!tools)}><span aria-hidden="true">Aa</span><span className="hidden-text">{t('format.show')}</span></Button>
      {texts.mayUse ? <Button small look="quiet" title={`${t('texts.insert')} (m)`} onClick={() => setChoosing(true)}>{t('composer.texts')}</Button> : null}
      {isEmpty(writing) ? null : <Button small look="quiet" className="composer__discard" onClick={() => void discard(client, view.id, kind)}>{t('composer.discard')}</Button>}
      <span className="composer__state meta">{state === 'clean' || isEmpty(writing) ? '' : t(stateWords[state])}</span>
      <span className="composer__send">
        <Button look="primary" busy={sending.busy} onClick={() => void send()}>{t(kind === 'note' ? 'composer.add-note' : labels[way])} <Kbd keys="Mod ↵" /></Button>
        {kind === 'note' ? null : <Menu look="primary" label={t('composer.more')} button="▾" items={[
          ...(kind === 'reply' && solves ? [{ key: 'solve', label: t('composer.send-solve'), hint: <Kbd keys="Mod ⇧ ↵" />, onChoose: () => void solve() }] : []),
          ...(mayAsk ? [{ key: 'review', label: `${t('review.ask')} …`, onChoose: () => setAsking(true) }] : []),
          { key: 'later', label: `${t('composer.send-later')} …`, onChoose: () => setLater(true) },
        ]} />}
      </span>
    </footer>
    <PresenceLine people={others} />
    {dropping.over ? <p className="composer__drop">{t('composer.drop')}</p> : null}
    <Suspense fallback={null}>
    {later ? <SendLaterDialog customerZone={view.customerPanel.timeZone} onClose={() => setLater(false)} onChoose={(sendAt) => { setLater(false); void send({ sendAt }) }} /> : null}
    {asking ? <ReviewDialog brandId={view.brandId} must={way === 'hand-over'} onClose={() => setAsking(false)} onAsk={(whom, remark) => void ask(whom, remark)} /> : null}
    {sending.stale ? <StaleReplyDialog view={view} seenMessageId={sending.stale.seenMessageId} onSend={() => void sending.sendAnyway()} onReview={() => { sending.review(); requestAnimationFrame(() => area.current?.focus()) }} /> : null}
    </Suspense>
  </section>
  {/* Not inside: what is pressed in the dialog is not meant for the composer. */}
  <Suspense fallback={null}>{choosing ? <TextsDialog texts={texts.all} wishes={texts.wishes} fill={texts.fill} Chips={MacroChips} withAnswer={kind === 'reply'} onClose={() => setChoosing(false)} onDo={(text) => { flushSync(() => setChoosing(false)); void macros.apply(text) }} onInsert={(filled, text) => {
    // The dialog goes first: it would take the focus back.
    flushSync(() => setChoosing(false))
    area.current?.insert(filled.words)
    withDeeds(text)
  }} /> : null}</Suspense></>
}

/** Whether something was written within the last seconds: who has left the desk with half an answer is not writing. */
function useTyping(): { typing: boolean; typed: (something: boolean) => void } {
  const [typing, setTyping] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return { typing, typed: (something) => { clearTimeout(timer.current); setTyping(something); timer.current = setTimeout(() => setTyping(false), 8_000) } }
}

/** Files dragged over the composer. Entering a child also leaves the parent, so both are counted. */
function useDropping(attach: (files: FileList) => void) {
  const [depth, setDepth] = useState(0)
  const withFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    over: depth > 0,
    handlers: {
      onDragEnter: (event: DragEvent) => { if (withFiles(event)) { event.preventDefault(); setDepth((each) => each + 1) } },
      onDragOver: (event: DragEvent) => { if (withFiles(event)) event.preventDefault() },
      onDragLeave: (event: DragEvent) => { if (withFiles(event)) setDepth((each) => Math.max(0, each - 1)) },
      onDrop: (event: DragEvent) => { if (!withFiles(event)) return; event.preventDefault(); setDepth(0); attach(event.dataTransfer.files) },
    },
  }
}
