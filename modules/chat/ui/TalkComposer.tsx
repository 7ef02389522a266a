import { Suspense, useEffect, useRef, useState, type ClipboardEvent, type DragEvent, type KeyboardEvent } from 'react'
import { useMay, useMe } from '#ui/accounts'
import { byShortcut, chooseVariant, dayAt, fillText, firstNameOf, textsDialog, textsOfBrand, useTexts } from '#ui/knowledge'
import type { AgentTalk } from '#contracts/chat'
import type { TextVariant } from '#contracts/knowledge'
import { call, hasCode, sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { useCommands } from '#kit/commands.ts'
import { t } from '#kit/i18n.ts'
import { Kbd } from '#kit/Kbd.tsx'
import { useKeys } from '#kit/keys.ts'
import { toast } from '#kit/toasts.ts'
import { upload } from '#kit/upload.ts'
import { chats, type Card } from './api.ts'
import { CardDialog } from './CardDialog.tsx'
import { Emoji } from './Emoji.tsx'
import { outgoing } from './outgoing.ts'
import { nameOf } from './TalkLines.tsx'

type Sending = { key: string; name: string; share: number; id: string | null }
const TextsDialog = textsDialog.Piece
const storedEnter = 'balie-chat-enter'
const enterSends = () => localStorage.getItem(storedEnter) !== 'off'
/** What is half written stays while one looks at another talk. */
const halfWritten = new Map<string, string>()

/** One line that grows. Enter sends, Shift+Enter breaks; a note looks unlike an answer, so that nobody whispers aloud. */
export function TalkComposer({ talk, kind, onKind, seen }: { talk: AgentTalk; kind: 'reply' | 'note'; onKind: (kind: 'reply' | 'note') => void; seen: number }) {
  const may = useMay()
  const slot = `${talk.id} ${kind}`
  const [texts, setTexts] = useState<Record<string, string>>(() => Object.fromEntries(halfWritten))
  const text = texts[slot] ?? halfWritten.get(slot) ?? ''
  const write = (next: string) => { halfWritten.set(slot, next); setTexts((before) => ({ ...before, [slot]: next })); if (kind === 'reply') typed(next !== '') }
  const [uploads, setUploads] = useState<readonly Sending[]>([])
  const [enter, setEnter] = useState(enterSends)
  const [dialog, setDialog] = useState<'texts' | 'card' | null>(null)
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const typed = useTypingTold(talk.id)
  const canned = useCanned(talk)
  useEffect(() => { const box = area.current; if (box) { box.style.height = 'auto'; box.style.height = `${Math.min(box.scrollHeight + 2, 200)}px` } }, [text, kind])
  useEffect(() => { area.current?.focus() }, [talk.id, kind])
  useKeys({ m: kind === 'reply' && canned.may ? () => setDialog('texts') : undefined })
  useCommands(() => [{ id: 'chat-card', name: t('chats.card-send'), group: 'case' as const, run: () => setDialog('card') }, ...(canned.may ? [{ id: 'chat-texts', name: t('texts.insert'), group: 'case' as const, keys: 'm', run: () => setDialog('texts') }] : [])])

  const attach = (list: Iterable<File>) => { for (const file of list) void one(file) }
  async function one(file: File) {
    const key = crypto.randomUUID()
    setUploads((all) => [...all, { key, name: file.name, share: 0, id: null }])
    try {
      const done = await upload<{ id: string }>('uploads', file, { onProgress: (share) => setUploads((all) => all.map((each) => (each.key === key ? { ...each, share } : each))) })
      setUploads((all) => all.map((each) => (each.key === key ? { ...each, id: done.id, share: 1 } : each)))
    } catch (error) {
      setUploads((all) => all.filter((each) => each.key !== key))
      if (!hasCode(error, 'aborted')) toast(`${t('composer.upload-failed', { name: file.name })} ${sentence(error)}`, { tone: 'late' })
    }
  }
  const waits = uploads.some((each) => !each.id)
  const say = (card: Card | null = null) => {
    if (waits || busy) return
    const files = uploads.flatMap((each) => (each.id ? [each.id] : []))
    if (!text.trim() && !files.length && !card) return
    if (kind === 'note') { void note(files); return }
    outgoing.add(talk.id, { clientId: crypto.randomUUID(), text: text.trim(), attachmentIds: files, card, seen }, uploads.map((each) => each.name))
    clear()
  }
  const clear = () => { write(''); setUploads([]); typed(false); area.current?.focus() }
  async function note(attachmentIds: string[]) {
    setBusy(true)
    // Without words there is no note: a file's name says what it is.
    try { await call('POST', `cases/${talk.caseId}/notes`, { text: text.trim() || uploads.map((each) => each.name).join(', '), attachmentIds }); clear(); onKind('reply'); toast(t('saved')) }
    catch (error) { toast(sentence(error), { tone: 'late' }) }
    finally { setBusy(false) }
  }
  const insert = (words: string) => { const box = area.current; const [from, to] = box ? [box.selectionStart, box.selectionEnd] : [text.length, text.length]; write(text.slice(0, from) + words + text.slice(to)); box?.focus(); requestAnimationFrame(() => box?.setSelectionRange(from + words.length, from + words.length)) }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    const shortcut = /(^|\s)\/([\w-]+)$/.exec(text.slice(0, event.currentTarget.selectionStart))
    if ((event.key === ' ' || event.key === 'Tab' || event.key === 'Enter') && shortcut && kind === 'reply') {
      const words = canned.expand(shortcut[2]!)
      if (words !== null) { event.preventDefault(); const at = event.currentTarget.selectionStart; write(text.slice(0, at - shortcut[2]!.length - 1) + words + text.slice(at)); return }
    }
    if (event.key === 'Escape') { event.stopPropagation(); event.currentTarget.blur(); return }
    const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey || (enter && !event.shiftKey))
    if (sends) { event.preventDefault(); say() }
  }
  const paste = (event: ClipboardEvent) => { if (event.clipboardData.files.length) { event.preventDefault(); attach(event.clipboardData.files) } }
  const drop = (event: DragEvent) => { if (event.dataTransfer.files.length) { event.preventDefault(); attach(event.dataTransfer.files) } }
  const label = kind === 'note' ? t('chats.note-say') : t('chats.say', { name: nameOf(talk.visitor) })
  return <section className={`talk-composer talk-composer--${kind}`} aria-label={t('composer')} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
    <div className="row-of talk-composer__kinds">{may('case.reply') ? <Button small look={kind === 'reply' ? 'plain' : 'quiet'} aria-pressed={kind === 'reply'} onClick={() => onKind('reply')}>{t('composer.reply')} <Kbd keys="r" /></Button> : null}
      {may('case.note') ? <Button small look={kind === 'note' ? 'plain' : 'quiet'} aria-pressed={kind === 'note'} onClick={() => onKind('note')}>{t('composer.note')} <Kbd keys="n" /></Button> : null}
      {kind === 'note' ? <b className="talk-composer__only">{t('composer.note-only')}</b> : null}</div>
    <div className="talk-composer__line"><textarea ref={area} className="field__control" rows={1} aria-label={label} placeholder={label} maxLength={10_000} value={text} onChange={(event) => write(event.target.value)} onKeyDown={press} onPaste={paste} />
      <Button look="primary" busy={busy} onClick={() => say()}>{t(kind === 'note' ? 'composer.add-note' : 'composer.send')} <Kbd keys={enter ? '↵' : 'Mod ↵'} /></Button></div>
    {uploads.length ? <ul className="row-of talk-composer__files">{uploads.map((each) => <li key={each.key} className="chip">{each.name} {each.id ? null : <progress aria-label={each.name} value={each.share} />}<button type="button" className="button button--quiet button--small" aria-label={`${t('remove')} ${each.name}`} onClick={() => setUploads((all) => all.filter(({ key }) => key !== each.key))}>✕</button></li>)}</ul> : null}
    <div className="row-of talk-composer__foot">
      <input ref={picker} type="file" multiple hidden onChange={(event) => { attach([...event.target.files ?? []]); event.target.value = '' }} />
      <Button small look="quiet" onClick={() => picker.current?.click()}>{t('chats.attach')}</Button>
      <Emoji onChoose={insert} />
      {kind === 'reply' ? <><Button small look="quiet" onClick={() => setDialog('card')}>{t('chats.card')} …</Button>{canned.may ? <Button small look="quiet" title={`${t('texts.insert')} (m)`} onClick={() => setDialog('texts')}>{t('composer.texts')}</Button> : null}</> : null}
      <label className="talk-composer__enter meta"><input type="checkbox" checked={enter} onChange={(event) => { localStorage.setItem(storedEnter, event.target.checked ? 'on' : 'off'); setEnter(event.target.checked) }} /> {t('chats.enter-sends')}</label>
    </div>
    {dialog === 'card' ? <CardDialog onClose={() => setDialog(null)} onSend={(card) => { setDialog(null); say(card) }} /> : null}
    <Suspense fallback={null}>{dialog === 'texts' ? <TextsDialog texts={canned.all} wishes={canned.wishes} fill={canned.fill} Chips={NoChips} withAnswer={false} onClose={() => setDialog(null)} onDo={() => setDialog(null)} onInsert={(filled) => { setDialog(null); insert(filled.words.text) }} /> : null}</Suspense>
  </section>
}

/** What a text does besides being said is done in the case. */
const NoChips = () => null

/** Tells the visitor that somebody types, at most every few seconds, and that they stopped. */
function useTypingTold(talkId: string): (on: boolean) => void {
  const told = useRef({ on: false, at: 0 })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const tell = (on: boolean) => { told.current = { on, at: Date.now() }; void chats.typing(talkId, on).catch(() => undefined) }
  useEffect(() => () => { clearTimeout(timer.current); if (told.current.on) { told.current = { on: false, at: 0 }; void chats.typing(talkId, false).catch(() => undefined) } }, [talkId])
  return (on) => {
    clearTimeout(timer.current)
    if (on) timer.current = setTimeout(() => tell(false), 6_000)
    if (on ? !told.current.on || Date.now() - told.current.at > 3_000 : told.current.on) tell(on)
  }
}

/** The texts that can be said here, and what their variables are. */
function useCanned(talk: AgentTalk) {
  const me = useMe()
  const may = useMay()('case.reply')
  const { data } = useTexts(may)
  const brand = me.brands.find((each) => each.id === talk.brandId)
  const all = data && textsOfBrand(data, talk.brandId)
  const wishes = [talk.visitor.language?.slice(0, 2), brand?.language]
  const name = talk.visitor.name
  const fill = (variant: TextVariant) => fillText(variant, { 'customer.name': name, 'customer.first-name': firstNameOf(name), 'case.reference': talk.reference, 'case.subject': '', 'agent.name': me.name, 'agent.first-name': firstNameOf(me.name), 'brand.name': brand?.name ?? '', 'today': dayAt(new Date(), variant.language, talk.visitor.timeZone ?? brand?.timeZone ?? null) })
  const expand = (shortcut: string): string | null => { const found = all && byShortcut(all, shortcut); return found ? fill(chooseVariant(found.variants, wishes)).words.text : null }
  return { may, all, wishes, fill, expand }
}
