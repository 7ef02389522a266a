import { useEffect, useRef } from 'react'
import type { AgentTalk } from '#contracts/chat'
import { Button } from '#kit/Button.tsx'
import { useChatSign } from '#kit/chat-signs.ts'
import { fileSize, fullMoment, timeOfDay } from '#kit/formats.ts'
import { isKnown, t, word } from '#kit/i18n.ts'
import { outgoing, useOutgoing } from './outgoing.ts'
import { goesOn, inOrder, stateOf, type Line, type Note } from './talk-lines.ts'

export const nameOf = (visitor: AgentTalk['visitor']) => visitor.name || visitor.claimed.name || t('visitor.nameless')

/** What was said, what is on its way, and what the visitor is typing. New lines are read aloud. */
export function TalkLines({ talk, lines, notes = [] }: { talk: AgentTalk; lines: readonly Line[]; notes?: readonly Note[] }) {
  const box = useRef<HTMLDivElement>(null)
  const own = useOutgoing(talk.id).filter((each) => !lines.some((line) => line.clientId === each.line.clientId))
  const sign = useChatSign(talk.id)
  const typing = sign?.typing && talk.state !== 'ended'
  const atEnd = useRef(true)
  useEffect(() => { const pane = box.current; if (pane && atEnd.current) pane.scrollTop = pane.scrollHeight }, [lines.length, notes.length, own.length, typing, sign?.peek])
  const lastOurs = lines.findLast((each) => each.by === 'agent')
  return <div ref={box} className="talk__lines" tabIndex={0} role="region" aria-label={t('chats.lines')} onScroll={(event) => { const pane = event.currentTarget; atEnd.current = pane.scrollHeight - pane.scrollTop - pane.clientHeight < 48 }}>
    <div role="log" aria-label={t('chats.lines')}><ol>
      {inOrder(lines, notes).map((each, n, all) => ('note' in each ? <NoteLine key={each.note.id} note={each.note} />
        : <TalkLine key={each.line.id} line={each.line} on={goesOn(each.line, lineOf(all[n - 1]))} who={each.line.by === 'visitor' ? nameOf(talk.visitor) : each.line.name} state={each.line === lastOurs ? stateOf(each.line, talk) : null} />))}
      {own.map(({ line, names, state, why }) => <li key={line.clientId} className={`talk-line talk-line--agent talk-line--${state}`}>
        <p className="talk-line__words">{line.text || line.card?.title}{names.length ? <span className="meta"> {names.join(', ')}</span> : null}</p>
        <p className="meta talk-line__state" role={state === 'failed' ? 'alert' : undefined}>{t(`chats.state.${state}`)} {state === 'failed' ? <>{why} <Button small onClick={() => outgoing.again(talk.id, line.clientId)}>{t('try-again')}</Button> <Button small look="quiet" onClick={() => outgoing.drop(talk.id, line.clientId)}>{t('remove')}</Button></> : null}</p>
      </li>)}
    </ol></div>
    {talk.rating ? <p className="talk-line--system meta">{t('chats.rated', { score: talk.rating })}{talk.ratingWords ? `: ${talk.ratingWords}` : ''}</p> : null}
    {typing ? <p className="talk__typing"><span className="meta">{sign.peek ? t('chats.peek') : t('chats.typing', { name: nameOf(talk.visitor) })}</span> {sign.peek}</p> : null}
  </div>
}

const lineOf = (entry: { line: Line } | { note: Note } | undefined) => (entry && 'line' in entry ? entry.line : undefined)

function TalkLine({ line, on, who, state }: { line: Line; on: boolean; who: string; state: 'kept' | 'got' | 'read' | null }) {
  if (line.by === 'system') return <li className="talk-line--system meta">{isKnown(`chats.word.${line.word}`) ? t(`chats.word.${line.word}` as 'chats.word.joined', { name: line.name }) : word('chats.word', line.word ?? '')} · <time dateTime={line.at}>{timeOfDay(line.at)}</time></li>
  return <li className={`talk-line talk-line--${line.by}${on ? ' talk-line--on' : ''}`}>
    <p className={on ? 'hidden-text' : 'meta'}><b>{who}</b> <time dateTime={line.at} title={fullMoment(line.at)}>{timeOfDay(line.at)}</time></p>
    {line.text && line.text !== line.card?.title ? <p className="talk-line__words">{line.text}</p> : null}
    {line.card ? <div className="talk-card card">{line.card.picture ? <img src={line.card.picture} alt="" referrerPolicy="no-referrer" loading="lazy" /> : null}<b>{line.card.title}</b>{line.card.price ? <span>{line.card.price}</span> : null}{line.card.text ? <p>{line.card.text}</p> : null}
      {line.card.link ? <span className="meta">{line.card.link.words} · {line.card.link.url}</span> : null}{line.card.choices.length ? <ul className="talk-card__choices">{line.card.choices.map((each) => <li key={each} className="chip">{each}</li>)}</ul> : null}</div> : null}
    {line.files.length ? <ul className="talk-line__files">{line.files.map((file) => <li key={file.id}><a href={file.url} download={file.name}>{file.picture ? <img src={file.url} alt={file.name} loading="lazy" /> : <>{file.name} <span className="meta">{fileSize(file.size)}</span></>}</a></li>)}</ul> : null}
    {state ? <p className="meta talk-line__state">{state === 'read' ? '✓✓' : '✓'} {t(`chats.state.${state}`)}</p> : null}
  </li>
}

/** What colleagues say among themselves: unmistakable, so that nobody takes it for something that the visitor reads. */
function NoteLine({ note }: { note: Note }) {
  return <li className="talk-line talk-line--note">
    <p className="meta"><b>{note.name}</b> {t('chats.note-of')} · <time dateTime={note.at} title={fullMoment(note.at)}>{timeOfDay(note.at)}</time> · {t('composer.note-only')}</p>
    <p className="talk-line__words">{note.text}</p>
  </li>
}
