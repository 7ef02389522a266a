import type { NotificationKind, Settings, Way } from '#contracts/notifications'
import { t, type MessageKey } from '#kit/i18n.ts'
import '#kit/Table.css'

const ways: readonly Way[] = ['page', 'browser', 'sound']
const hints: Partial<Record<NotificationKind, MessageKey>> = { chat: 'notify.chat-hint', unassigned: 'notify.unassigned-hint', webhook: 'notify.webhook-hint' }

/** Each kind that can concern its reader, and by which ways it is told. What is not told in the page is told by none. */
export function WishGrid({ wishes, without = [], onChange }: { wishes: Settings['wishes']; without?: readonly NotificationKind[]; onChange: (wishes: Settings['wishes']) => void }) {
  const choose = (kind: NotificationKind, way: Way, on: boolean) => onChange({ ...wishes, [kind]: way === 'page' && !on ? { page: false, browser: false, sound: false } : { ...wishes[kind], [way]: on } })
  return <table className="table wishes">
    <thead><tr><th scope="col"><span className="hidden-text">{t('notify.what')}</span></th>{ways.map((way) => <th key={way} scope="col">{t(`notify.way.${way}`)}</th>)}</tr></thead>
    <tbody>{(Object.keys(wishes) as NotificationKind[]).filter((kind) => !without.includes(kind)).map((kind) => <tr key={kind}>
      <th scope="row">{t(`notify.kind.${kind}`)}{hints[kind] ? <span className="field__hint">{t(hints[kind])}</span> : null}</th>
      {ways.map((way) => <td key={way} data-head={t(`notify.way.${way}`)}><label className="wishes__hit"><input type="checkbox" aria-label={`${t(`notify.kind.${kind}`)}: ${t(`notify.way.${way}`)}`} checked={wishes[kind][way]} disabled={way !== 'page' && !wishes[kind].page} onChange={(event) => choose(kind, way, event.target.checked)} /></label></td>)}
    </tr>)}</tbody>
  </table>
}
