import { useEffect, useRef, type RefObject } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useLocationProperty } from 'wouter/use-browser-location'
import { MessageCard } from '#ui/conversations'
import type { CaseView, Draft } from '#contracts/cases'
import type { Delivery, Message } from '#contracts/conversations'
import { sentence } from '#kit/api.ts'
import { t } from '#kit/i18n.ts'
import { toast } from '#kit/toasts.ts'
import { cases } from './api.ts'
import { CaseLinks } from './CaseLinks.tsx'
import { drafts } from './drafts.ts'
import { HappeningLine } from './HappeningLine.tsx'
import type { Moves } from './moves.ts'
import { takeBack } from './take-back.ts'
import { threadEntries } from './thread-entries.ts'

/**
 * The newest words are what is read first. Pictures and frames grow after they were drawn, and the composer takes room:
 * whoever was at the end stays there; whoever has scrolled up is left alone.
 */
function useNewestInSight(pane: RefObject<HTMLDivElement | null>, newest: string | undefined): void {
  const atEnd = useRef(true)
  useEffect(() => {
    const box = pane.current
    if (!box) return
    const toEnd = () => { box.scrollTop = box.scrollHeight }
    atEnd.current = true
    toEnd()
    const note = () => { atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 48 }
    const watch = new ResizeObserver(() => { if (atEnd.current) toEnd() })
    watch.observe(box)
    for (const child of box.children) watch.observe(child)
    box.addEventListener('scroll', note, { passive: true })
    return () => { watch.disconnect(); box.removeEventListener('scroll', note) }
  }, [pane, newest])
}

/** A link to one message (`#message-…`) leads to it, as soon as it is there, and once: whoever reads on is not called back. */
function useNamedInSight(pane: RefObject<HTMLDivElement | null>, newest: string | undefined): void {
  const named = useLocationProperty(() => location.hash, () => '')
  const followed = useRef('')
  useEffect(() => {
    if (!named.startsWith('#message-')) { followed.current = ''; return }
    const message = followed.current === named ? null : pane.current?.querySelector<HTMLElement>(`[id="${CSS.escape(named.slice(1))}"]`)
    if (!message) return
    followed.current = named
    message.tabIndex = -1
    message.focus({ preventScroll: true })
    message.scrollIntoView({ block: 'nearest' })
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) message.animate([{ boxShadow: '0 0 0 3px var(--accent)' }, { boxShadow: '0 0 0 3px transparent' }], { duration: 1_500, easing: 'ease-in' })
  }, [pane, named, newest])
}

export function Thread({ view, moves, onForward, onWrite, canAct, canMove }: { view: CaseView; moves: Moves; onForward: ((message: Message) => void) | undefined; onWrite: () => void; canAct: boolean; canMove: boolean }) {
  const client = useQueryClient()
  const pane = useRef<HTMLDivElement>(null)
  const newest = view.messages.at(-1)?.id
  useNewestInSight(pane, newest)
  useNamedInSight(pane, newest)
  const refresh = () => client.invalidateQueries({ queryKey: ['case', view.id] })
  const act = (done: Promise<unknown>, words: string) => void done.then(() => toast(words), (error: unknown) => toast(sentence(error), { tone: 'late' })).then(refresh)
  const editResend = (_: Delivery, message: Message) => {
    const draft: Draft = { kind: 'reply', text: message.text, html: message.writtenHtml, files: message.attachments.map(({ id, name, contentType, size, contentId, url }) => ({ id, name, contentType, size, contentId: contentId ?? id, url })), to: message.to, cc: message.cc, bcc: message.bcc, subject: message.subject, attachmentIds: message.attachments.map((each) => each.id), savedAt: new Date().toISOString(), version: 1, macroId: null }
    drafts.restore(view.id, draft, view.lastMessageId)
    onWrite()
  }
  const actions = {
    onTakeBack: (delivery: Delivery) => void takeBack(client, view.id, delivery.id).then((draft) => { if (draft) onWrite() }),
    onEditResend: editResend,
    onSendAgain: (delivery: Delivery) => act(cases.resend(delivery.id), t('delivery.resent')),
    onArrived: (delivery: Delivery) => act(cases.arrived(delivery.id), t('delivery.arrived-done')),
    onForward,
    // From the very first message on, nothing would be left.
    onSplit: canMove && !view.merged && view.messages.length > 1 ? (message: Message) => moves.split(message.id) : undefined,
  }
  return <div ref={pane} className="thread" role="region" aria-label={t('thread')} tabIndex={0}>
    <CaseLinks links={view.links} may={canMove} moves={moves} />
    {threadEntries(view).map((entry) => entry.kind === 'message'
      ? <MessageCard key={entry.message.id} message={entry.message} zone={view.customerPanel.timeZone} actions={actions} readOnly={!canAct} over={view.lookedOver.find((each) => each.messageId === entry.message.id)} />
      : <HappeningLine key={entry.happening.id} happening={entry.happening} />)}
  </div>
}
