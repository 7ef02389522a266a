import { useEffect, type ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useMe } from '#ui/accounts'
import type { AgentTalk } from '#contracts/chat'
import { Button } from '#kit/Button.tsx'
import { useChatSign } from '#kit/chat-signs.ts'
import { t } from '#kit/i18n.ts'
import { onKept, outgoing, useOutgoing } from './outgoing.ts'
import { TalkComposer } from './TalkComposer.tsx'
import { nameOf } from './TalkLines.tsx'
import { useReading, useTalk, type Line } from './talk-lines.ts'
import './Chats.css'

/** In the case of a talk one answers as in the chat: a line at once, without recipients, subject or undo. When the talk has ended, one writes as ever. */
export function ChatInCase({ talkId, kind, onKind, otherwise }: { talkId: string; kind: 'reply' | 'note'; onKind: (kind: 'reply' | 'note') => void; otherwise: ReactNode }) {
  const client = useQueryClient()
  const { data, isPending } = useTalk(talkId)
  const { personId } = useMe()
  const sign = useChatSign(talkId)
  const own = useOutgoing(talkId)
  useEffect(() => onKept((id) => { void client.invalidateQueries({ queryKey: ['talks', 'one', id] }); if (data) void client.invalidateQueries({ queryKey: ['case', data.talk.caseId] }) }), [client, data])
  // A composer that was exchanged would take away what was begun in it.
  if (isPending) return null
  if (!data || data.talk.state === 'ended') return otherwise
  const { talk, lines } = data
  const online = sign?.online ?? talk.visitor.online
  return <div className="chat-in-case">
    <Read talk={talk} lines={lines} mine={talk.ownerId === personId} />
    {own.map(({ line, state, why }) => <p key={line.clientId} className="talk__notice" role={state === 'failed' ? 'alert' : 'status'}>{t(`chats.state.${state}`)} {why} {line.text} {state === 'failed' ? <Button small onClick={() => outgoing.again(talkId, line.clientId)}>{t('try-again')}</Button> : null}</p>)}
    {sign?.typing ? <p className="talk__notice"><span className="meta">{sign.peek ? t('chats.peek') : t('chats.typing', { name: nameOf(talk.visitor) })}</span> {sign.peek}</p> : online ? null : <p className="talk__notice" role="status">{t('chats.left')}</p>}
    <TalkComposer talk={talk} kind={kind} onKind={onKind} seen={lines.at(-1)?.n ?? 0} />
  </div>
}

/** Reading begins when there is something to read. */
function Read({ talk, lines, mine }: { talk: AgentTalk; lines: readonly Line[]; mine: boolean }) {
  useReading(talk, lines, mine)
  return null
}
