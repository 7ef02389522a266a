import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useQueryClient } from '@tanstack/react-query'
import { useMay, useMe } from '#ui/accounts'
import { hasCode, sentence } from '#kit/api.ts'
import { useAtHand } from '#kit/at-hand.ts'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { useChatSign } from '#kit/chat-signs.ts'
import { useCommands } from '#kit/commands.ts'
import { useDeed } from '#kit/deed.ts'
import { t } from '#kit/i18n.ts'
import { Kbd } from '#kit/Kbd.tsx'
import { useKeys } from '#kit/keys.ts'
import { ErrorState, Skeleton } from '#kit/states.tsx'
import { useTitle } from '#kit/title.ts'
import { toast } from '#kit/toasts.ts'
import { chats, type Lines } from './api.ts'
import { onKept } from './outgoing.ts'
import { TalkComposer } from './TalkComposer.tsx'
import { EndDialog, InviteDialog, TransferDialog } from './TalkDialogs.tsx'
import { nameOf, TalkLines } from './TalkLines.tsx'
import { useReading, useTalk } from './talk-lines.ts'
import { VisitorCard } from './VisitorCard.tsx'

export function TalkPane({ id }: { id: string }) {
  const { data, isPending, isLoadingError, error, refetch } = useTalk(id)
  if (isPending) return <main className="talk" aria-busy="true"><Skeleton lines={9} /></main>
  if (isLoadingError) return <main className="talk"><ErrorState error={error} onRetry={() => void refetch()} /></main>
  return <><Open {...data} /><VisitorCard key={data.talk.visitor.id} talk={data.talk} /></>
}

function Open({ talk, lines, notes, departments }: Lines) {
  const client = useQueryClient()
  const may = useMay()
  const { personId } = useMe()
  const mine = talk.ownerId === personId
  const ended = talk.state === 'ended'
  // Whose talk it is not, whispers: a supervisor who looks on does not begin to speak by mistake.
  const [kind, setKind] = useState<'reply' | 'note'>(talk.ownerId && !mine ? 'note' : 'reply')
  const [dialog, setDialog] = useState<'transfer' | 'invite' | 'end' | null>(null)
  const sign = useChatSign(talk.id)
  const online = sign?.online ?? talk.visitor.online
  const take = useDeed(() => chats.take(talk.id), [['talks'], ['case'], ['cases']], { words: t('case.taken'), quiet: true })
  useReading(talk, lines, mine)
  useAtHand(talk.caseId)
  useTitle(nameOf(talk.visitor))
  useEffect(() => onKept((talkId) => void client.invalidateQueries({ queryKey: ['talks', 'one', talkId] })), [client])
  const deeds = [
    ...!mine && !ended && may('case.take') && talk.ownerId === null ? [{ id: 'chat-take', name: t('take'), keys: 't', run: () => take.mutate(undefined, { onError: (error) => toast(whyNotTaken(error), { tone: 'late' }) }) }] : [],
    ...!ended && may('case.assign') ? [{ id: 'chat-transfer', name: t('chats.transfer'), keys: 'a', run: () => setDialog('transfer') }] : [],
    ...!ended && may('case.note') ? [{ id: 'chat-invite', name: t('chats.invite'), keys: '', run: () => setDialog('invite') }] : [],
    ...!ended && may('case.change') ? [{ id: 'chat-end', name: t('chats.end'), keys: 'e', run: () => setDialog('end') }] : [],
  ]
  const writes = !ended && (may('case.reply') || may('case.note'))
  useKeys({ ...Object.fromEntries(deeds.filter((each) => each.keys).map((each) => [each.keys, each.run])), r: writes && may('case.reply') ? () => setKind('reply') : undefined, n: writes && may('case.note') ? () => setKind('note') : undefined })
  useCommands(() => deeds.map(({ keys, ...each }) => ({ ...each, ...keys ? { keys } : {}, group: 'case' as const })))
  return <main className="talk" aria-label={`${t('chats.title')}: ${nameOf(talk.visitor)}`}>
    <header className="talk__head">
      <div className="talk__who"><h1>{nameOf(talk.visitor)}</h1><p className="meta"><Chip tone={online ? 'good' : 'neutral'}>{t(online ? 'chats.here' : 'chats.gone')}</Chip> {talk.widgetName}{talk.department ? ` · ${talk.department}` : ''}{talk.ownerId && !mine ? ` · ${t('chats.of', { name: talk.ownerName })}` : ''} · <Link href={`/case/${talk.caseId}`}>{talk.reference}<span className="hidden-text"> {t('chats.open-case')}</span></Link></p></div>
      <div className="row-of">{deeds.map((each) => <Button key={each.id} small look={each.id === 'chat-take' ? 'primary' : 'plain'} busy={each.id === 'chat-take' && take.isPending} onClick={each.run}>{each.name}{each.keys ? <> <Kbd keys={each.keys} /></> : null}</Button>)}</div>
    </header>
    <TalkLines talk={talk} lines={lines} notes={notes} />
    {ended ? <p className="talk__notice" role="status">{t('chats.ended')} <Link href={`/case/${talk.caseId}`}>{t('chats.open-case')}</Link></p> : online ? null : <p className="talk__notice" role="status">{t('chats.left')}</p>}
    {writes ? <TalkComposer talk={talk} kind={kind} onKind={setKind} seen={lines.at(-1)?.n ?? 0} /> : null}
    {dialog === 'transfer' ? <TransferDialog talk={talk} departments={departments} onClose={() => setDialog(null)} /> : dialog === 'invite' ? <InviteDialog talk={talk} onClose={() => setDialog(null)} /> : dialog === 'end' ? <EndDialog talk={talk} onClose={() => setDialog(null)} /> : null}
  </main>
}

/** Somebody was quicker, or the hands are full: who, and how full. */
function whyNotTaken(error: unknown): string {
  if (hasCode(error, 'taken-by-another') && error.facts['ownerName']) return t('taken-by', { name: String(error.facts['ownerName']) })
  if (hasCode(error, 'conflict') && typeof error.facts['capacity'] === 'number') return t('chats.full', { count: error.facts['capacity'] })
  return sentence(error)
}
