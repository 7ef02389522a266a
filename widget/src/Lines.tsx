/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Card, Line } from '../../modules/chat/protocol.ts'
import { linked, safeLink } from './links.ts'
import type { File, Waiting } from './talk.ts'
import type { View } from './view.ts'
import { fill, type Words } from './words.ts'

/** What was said, by day. The newest is in sight unless somebody reads further up. */
export function Lines({ view }: { view: View }) {
  const { state, w, language, handle: { settings, greeted }, brand } = view
  const log = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [below, setBelow] = useState(false)
  const count = state.lines.length + state.waiting.length + state.earlier.length
  const last = state.lines.at(-1)
  const toEnd = () => { const box = log.current; if (box) box.scrollTop = box.scrollHeight; setBelow(false) }
  useLayoutEffect(() => { if (atEnd.current || state.waiting.length) toEnd(); else setBelow(true) }, [count, state.typing])
  useEffect(() => {
    // The keyboard of a phone makes the box smaller: what was in sight at the end stays there.
    const watch = new ResizeObserver(() => { if (atEnd.current) toEnd() })
    watch.observe(log.current!)
    return () => watch.disconnect()
  }, [])
  const greeting = greeted || state.greeting?.text || brand(settings.greeting)
  const lines = [...state.earlier, ...state.lines]
  const seen = settings.readReceipts ? state.current?.read ?? 0 : 0
  const mine = state.lines.findLast((line) => line.by === 'visitor')
  let day = ''
  return <div class="log-box">
    <div class="log" ref={log} role="log" aria-label={w.log} aria-live="polite" tabIndex={0} onScroll={({ currentTarget: box }) => { atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40; if (atEnd.current) setBelow(false) }}>
      {greeting && <Bubble by="agent" name="" sign={(settings.name || settings.title).slice(0, 1)} avatar={null} first><Text text={greeting} /></Bubble>}
      {lines.map((line, at) => {
        const own = dayOf(line.at, language, w)
        const mark = own === day ? null : <p class="day" key={`day ${line.id}`}><span>{own}</span></p>
        day = own
        const before = lines[at - 1]
        return [mark, line.by === 'system' ? <p class="system" key={line.id}>{systemWords(line, w)}</p>
          : <Bubble key={line.clientId} by={line.by} name={line.name} avatar={atHost(line.avatar, view.handle.host)} first={!before || before.by !== line.by || before.name !== line.name || !!mark} at={clock(line.at, language)} you={w.you}
            foot={line === mine && line.n >= (last?.by === 'visitor' ? 0 : line.n) ? (line.n <= seen ? w.read : w.kept) : ''}>
            {line.text && <Text text={line.text} />}
            {line.files.map((file) => <FileOf key={file.id} file={file} host={view.handle.host} />)}
            {line.card && <CardOf card={line.card} view={view} answered={line !== last || state.waiting.some((each) => !each.refused) || state.current?.state === 'ended'} />}
          </Bubble>]
      })}
      {state.waiting.map((line) => <WaitingLine key={line.clientId} line={line} view={view} />)}
      {state.typing !== null && <p class="typing"><i /><i /><i /><span class="unseen">{fill(w.typing, { name: state.typing || w.somebody })}</span></p>}
    </div>
    {below && <button type="button" class="below" onClick={toEnd}>{w.unseen} ↓</button>}
  </div>
}

function Bubble({ by, name, sign, avatar, first, at, you, foot, children }: { by: 'visitor' | 'agent'; name: string; sign?: string; avatar: string | null; first: boolean; at?: string; you?: string; foot?: string; children?: preact.ComponentChildren }) {
  return <div class={`line ${by}${first ? ' first' : ''}`}>
    {by === 'agent' && <span class="face" aria-hidden="true">{first && (avatar ? <img src={avatar} alt="" /> : sign ?? name.slice(0, 1))}</span>}
    <div class="said">
      {first && by === 'agent' && name && <span class="who"><bdi>{name}</bdi> · <time>{at}</time></span>}
      {by === 'visitor' && you && <span class="unseen">{you}: </span>}
      <div class="bubble" title={at}>{children}</div>
      {foot && <span class="foot"><time>{at}</time> · <span>{foot}</span></span>}
    </div>
  </div>
}

function WaitingLine({ line, view: { w, session, handle } }: { line: Waiting; view: View }) {
  const why = line.refused === 'too-large' ? w.tooLong : w.failed
  return <div class="line visitor first">
    <div class="said"><span class="unseen">{w.you}: </span>
      <div class={`bubble ${line.refused ? 'failed' : 'on-its-way'}`}>{line.text && <Text text={line.text} />}{line.files.map((file) => <FileOf key={file.id} file={file} host={handle.host} />)}</div>
      {line.refused
        ? <span class="foot bad">{why} · <button type="button" onClick={() => session.take({ type: 'again', clientId: line.clientId })}>{w.again}</button> · <button type="button" onClick={() => session.take({ type: 'forget', clientId: line.clientId })}>{w.remove}</button></span>
        : <span class="foot">{line.notBefore > Date.now() ? w.slow : w.waiting}</span>}
    </div>
  </div>
}

const Text = ({ text }: { text: string }) => <p dir="auto">{linked(text).map(({ text: words, href }, at) => (href ? <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow">{words}</a> : words))}</p>

function FileOf({ file, host }: { file: File; host: string }) {
  const url = safeLink(new URL(file.url, host).href, ['http:', 'https:'])
  if (!url) return null
  return <a class={file.picture ? 'picture' : 'file'} href={url} target="_blank" rel="noopener noreferrer">{file.picture ? <img src={url} alt={file.name} loading="lazy" /> : <><b>{file.name}</b> <span>{sizeOf(file.size)}</span></>}</a>
}

function CardOf({ card, view, answered }: { card: Card; view: View; answered: boolean }) {
  const link = card.link && safeLink(card.link.url, ['https:'])
  const picture = atHost(card.picture, view.handle.host)
  return <div class="card" dir="auto">
    {picture && <img src={picture} alt="" loading="lazy" />}
    {card.title && <b>{card.title}</b>}{card.text && <p>{card.text}</p>}{card.price && <p class="price">{card.price}</p>}
    {link && <a class="button" href={link} target="_blank" rel="noopener noreferrer">{card.link!.words || card.title}</a>}
    {card.choices.length > 0 && !answered && <div class="choices">{card.choices.map((choice) => <button type="button" key={choice} onClick={() => view.session.say(choice)}>{choice}</button>)}</div>}
  </div>
}

const systemWords = (line: Line, w: Words): string => {
  const words = ({ joined: w.joined, left: w.left, ended: w.ended, 'by-mail': w.byMail, transferred: w.transferred } as Record<string, string>)[line.word ?? '']
  return words ? fill(words, { name: line.name || w.somebody }) : line.text
}

/** Addresses of pictures may be relative: to us, not to the page. */
export const atHost = (url: string | null, host: string): string | null => (url ? safeLink(new URL(url, host).href, ['https:', location.protocol]) : null)

const sizeOf = (bytes: number) => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`)
const clock = (at: string, language: string) => new Date(at).toLocaleTimeString(language, { hour: 'numeric', minute: '2-digit' })
function dayOf(at: string, language: string, w: Words): string {
  const day = new Date(at)
  const ago = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000)
  return ago === 0 ? w.today : ago === 1 ? w.yesterday : day.toLocaleDateString(language, { day: 'numeric', month: 'long', ...ago > 300 ? { year: 'numeric' } : {} })
}
