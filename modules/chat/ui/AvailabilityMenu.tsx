import { useDeed } from '#kit/deed.ts'
import { t } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { chats } from './api.ts'
import { useChatCounts } from './counts.ts'
import './Availability.css'

const capacities = [1, 2, 3, 4, 6, 8, 12]

/** Whether one takes chats now, and how many at once, from wherever one is: what visitors are told of “somebody is there” comes from this. */
export function AvailabilityMenu() {
  const me = useChatCounts(true).data?.me
  const set = useDeed((wish: { available: boolean; capacity: number }) => chats.available(wish), [['talk-counts'], ['talks', 'list']])
  if (!me) return null
  const { available, capacity } = set.isPending ? set.variables : me
  const words = available ? t('chats.state-available', { busy: me.busy, capacity }) : t('chats.state-away')
  return <div className="availability"><Menu small look="quiet" label={words} button={<><span className={`availability__dot${available ? ' availability__dot--on' : ''}`} aria-hidden="true" /><span className="rail__label">{words}</span></>} items={[
    { key: 'on', label: t('chats.available'), checked: available, onChoose: () => set.mutate({ available: true, capacity }) },
    { key: 'off', label: t('chats.away'), checked: !available, onChoose: () => set.mutate({ available: false, capacity }) },
    ...[...new Set([...capacities, capacity])].sort((one, other) => one - other).map((each) => ({ key: String(each), label: t('chats.at-once', { count: each }), checked: each === capacity, onChoose: () => set.mutate({ available, capacity: each }) })),
  ]} /></div>
}
