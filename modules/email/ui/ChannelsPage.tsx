import { useState } from 'react'
import { useMay, useMe } from '#ui/accounts'
import type { Mailbox } from '#contracts/email'
import { Button } from '#kit/Button.tsx'
import { Chip, type Tone } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { fullMoment, relative } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { Page } from '#kit/Page.tsx'
import { Sure } from '#kit/Sure.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { troubleWords } from '#kit/trouble-words.ts'
import { mailboxes, useMailboxes } from './api.ts'
import { FetchAgainDialog } from './FetchAgainDialog.tsx'
import { MailboxDialog } from './MailboxDialog.tsx'
import { SecretDialog } from './SecretDialog.tsx'
import './Channels.css'

const tones: Record<Mailbox['state'], Tone> = { working: 'good', connecting: 'neutral', failing: 'late', paused: 'soon' }
type Open = { what: 'new' } | { what: 'change' | 'retire' | 'fetch-again' | 'new-secret'; mailbox: Mailbox } | { what: 'secret'; url: string | null; secret: string }

/** The addresses that customers write to, and whether each of them works. */
export function ChannelsPage() {
  const may = useMay()('channel.change')
  const { data, isPending, isLoadingError, error, refetch } = useMailboxes()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const retire = useDeed((mailbox: Mailbox) => mailboxes.retire(mailbox.id), [['mailboxes']], { words: t('channels.retired') })
  const renew = useDeed((mailbox: Mailbox) => mailboxes.newSecret(mailbox.id).then(({ secret }) => ({ secret, url: mailbox.inboundUrl })), [['mailboxes']])
  const made = (mailbox: Mailbox) => { const secret = mailbox.settings['secret']; if (typeof secret === 'string') setOpen({ what: 'secret', url: mailbox.inboundUrl, secret }) }
  return <Page title={t('channels.title')} intro={t('channels.intro')} actions={may ? <Button look="primary" onClick={() => setOpen({ what: 'new' })}>{t('channels.new')}</Button> : null}>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : data.length === 0 ? <EmptyState title={t('channels.empty')}>{t('channels.empty-hint')}</EmptyState>
      : <ul className="mailboxes">{data.map((each) => <MailboxCard key={each.id} mailbox={each} may={may} onOpen={(what) => setOpen({ what, mailbox: each })} />)}</ul>}
    {open?.what === 'new' ? <MailboxDialog mailbox={null} onClose={close} onMade={made} /> : null}
    {open?.what === 'change' ? <MailboxDialog key={open.mailbox.id} mailbox={open.mailbox} onClose={close} onMade={() => undefined} /> : null}
    {open?.what === 'fetch-again' ? <FetchAgainDialog mailbox={open.mailbox} onClose={close} /> : null}
    {open?.what === 'secret' ? <SecretDialog url={open.url} secret={open.secret} onClose={close} /> : null}
    {open?.what === 'retire' ? <Sure title={t('channels.retire-title', { name: open.mailbox.name })} yes={t('channels.retire')} onClose={close} onYes={() => retire.mutate(open.mailbox)}>{t('channels.retire-hint')}</Sure> : null}
    {open?.what === 'new-secret' ? <Sure title={t('channels.secret-new')} yes={t('channels.secret-new')} onClose={close} onYes={() => renew.mutate(open.mailbox, { onSuccess: (fresh) => setOpen({ what: 'secret', ...fresh }) })}>{t('channels.secret-new-hint')}</Sure> : null}
  </Page>
}

export function MailboxCard({ mailbox, may, onOpen, now = new Date() }: { mailbox: Mailbox; may: boolean; onOpen: (what: 'change' | 'retire' | 'fetch-again' | 'new-secret') => void; now?: Date }) {
  const brand = useMe().brands.find((each) => each.id === mailbox.brandId)?.name
  const pause = useDeed((on: boolean) => mailboxes.pause(mailbox.id, on), [['mailboxes']], { words: ({ state }) => t(state === 'paused' ? 'channels.paused' : 'channels.resumed') })
  const paused = mailbox.state === 'paused'
  return <li className="mailbox card">
    <div className="mailbox__who"><h2>{mailbox.name}</h2><p>{mailbox.address}</p><p className="meta">{[brand, t(`channels.how.${mailbox.how}`), mailbox.settings['send'] === null ? t('channels.sends-not') : ''].filter(Boolean).join(' · ')}</p></div>
    <div className="mailbox__state">
      <Chip tone={tones[mailbox.state]}>{t(`channels.state.${mailbox.state}`)}</Chip>
      <p className="meta"><span title={mailbox.lastMailAt ? fullMoment(mailbox.lastMailAt) : undefined}>{mailbox.lastMailAt ? t('channels.last-mail', { time: relative(mailbox.lastMailAt, now) }) : t('channels.no-mail')}</span>{mailbox.lastCheckedAt ? ` · ${t('channels.checked', { time: relative(mailbox.lastCheckedAt, now) })}` : ''}</p>
      {mailbox.detail ? <p className={mailbox.state === 'failing' ? 'mailbox__detail mailbox__detail--late' : 'mailbox__detail'}>{troubleWords(mailbox.detail)}</p> : null}
      {mailbox.inboundUrl ? <p className="meta">{t('channels.inbound-url')} <code>{mailbox.inboundUrl}</code></p> : null}
    </div>
    {may ? <div className="row-of mailbox__acts">
      <Button small onClick={() => onOpen('change')}>{t('change')}<span className="hidden-text"> {mailbox.name}</span></Button>
      <Button small busy={pause.isPending} onClick={() => pause.mutate(!paused)}>{t(paused ? 'channels.resume' : 'channels.pause')}<span className="hidden-text"> {mailbox.name}</span></Button>
      <Menu small look="quiet" label={t('channels.more', { name: mailbox.name })} button="⋯" items={[
        ...(mailbox.how === 'imap' ? [{ key: 'again', label: `${t('channels.fetch-again')} …`, onChoose: () => onOpen('fetch-again') }] : []),
        ...(mailbox.how === 'http' ? [{ key: 'secret', label: `${t('channels.secret-new')} …`, onChoose: () => onOpen('new-secret') }] : []),
        { key: 'retire', label: `${t('channels.retire')} …`, onChoose: () => onOpen('retire') },
      ]} /></div> : null}
  </li>
}
