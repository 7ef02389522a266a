import { Link } from 'wouter'
import type { CaseView } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { ChannelSign } from '#kit/ChannelSign.tsx'
import { Chip } from '#kit/Chip.tsx'
import { t } from '#kit/i18n.ts'
import { Kbd } from '#kit/Kbd.tsx'
import { Menu } from '#kit/Menu.tsx'
import type { CaseActions } from './case-actions.ts'
import { statuses } from './views.ts'

export function CaseBar({ view, actions, back, onAssign, onCustomer, moving, onSnooze }: { view: CaseView; actions: CaseActions; back: string; onAssign: () => void; onCustomer: () => void; moving: ((how: 'merge' | 'link') => void) | undefined; onSnooze: (() => void) | undefined }) {
  const closed = view.status === 'closed' || view.merged
  const change = actions.may('case.change') && !closed
  return <header className="bar case__bar">
    <Link href={back} className="button button--quiet case__back" aria-label={t('back')}>←</Link>
    <h1 title={view.subject}>{view.subject}</h1>
    <ChannelSign channel={view.channel} /><Chip>{view.reference}</Chip>
    <span className="bar__end">
      <Button small className="case__customer-button" onClick={onCustomer}>{t('customer.show')}</Button>
      {actions.may('case.take') && !closed && actions.ownerName !== t('owner.you') ? <Button small onClick={actions.take}>{t('take')} <Kbd keys="t" /></Button> : null}
      {actions.may('case.assign') && !closed ? <Button small onClick={onAssign} title={t('assign')}><span className="hidden-text">{t('owner')}: </span>{actions.ownerName ?? t('nobody')} <Kbd keys="a" /></Button> : <Chip>{actions.ownerName ?? t('nobody')}</Chip>}
      {change ? <Menu small label={`${t('status')}: ${t(`status.${view.status}`)}`} button={<>{t(`status.${view.status}`)} ▾</>} items={statuses.map((each) => ({ key: each, label: t(`status.${each}`), checked: each === view.status, onChoose: () => actions.setStatus(each) }))} />
        : <Chip tone={view.status === 'solved' ? 'good' : 'neutral'}>{t(`status.${view.status}`)}</Chip>}
      {change ? <Button small look={view.status === 'solved' ? 'plain' : 'primary'} className="case__solve" onClick={() => actions.setStatus(view.status === 'solved' ? 'open' : 'solved')}>{t(view.status === 'solved' ? 'reopen' : 'solve')} <Kbd keys="e" /></Button> : null}
      <Menu small look="quiet" label={t('case.actions')} button="⋯" items={[
        { key: 'follow', label: t(actions.follows ? 'unfollow' : 'follow'), onChoose: () => actions.follow(!actions.follows) },
        ...(onSnooze ? [{ key: 'snooze', label: `${t('snooze')} …`, hint: <Kbd keys="z" />, onChoose: onSnooze }] : []),
        ...(moving ? [{ key: 'merge', label: `${t('case.merge')} …`, onChoose: () => moving('merge') }, { key: 'link', label: `${t('case.link')} …`, onChoose: () => moving('link') }] : []),
        { key: 'copy', label: `${t('copy')}: ${view.reference}`, onChoose: () => void navigator.clipboard.writeText(view.reference) },
      ]} />
    </span>
  </header>
}
