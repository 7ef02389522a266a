import { notificationKinds, usualSettings } from '#contracts/notifications'
import { BrowserPart } from './BrowserPart.tsx'
import { NotificationRow } from './NotificationRow.tsx'
import { QuietHours } from './QuietHours.tsx'
import { told } from './sample-told.ts'
import { SoundPart } from './SoundPart.tsx'
import { WishGrid } from './WishGrid.tsx'
import './NotificationPanel.css'
import './NotificationSettings.css'

const now = new Date('2026-11-24T10:00:00Z')
const nothing = () => undefined

export const eachKind = <ul>{notificationKinds.map((kind) => <NotificationRow key={kind} row={told(kind)} onGo={nothing} onRead={nothing} now={now} />)}</ul>
export const severalAndRead = <ul><NotificationRow row={told('answered', { count: 3 })} onGo={nothing} onRead={nothing} now={now} /><NotificationRow row={told('mention', { readAt: '2026-11-24T09:30:00Z' })} onGo={nothing} onRead={nothing} now={now} /></ul>
export const wishes = <WishGrid wishes={usualSettings.wishes} onChange={nothing} />
export const quietHours = <QuietHours quiet={{ from: '18:00', to: '08:00', days: [1, 2, 3, 4, 5], zone: 'Europe/Berlin' }} zone="Europe/Tallinn" onChange={nothing} />
export const loudAllDay = <QuietHours quiet={null} onChange={nothing} />
export const toBeAllowed = <BrowserPart permission="default" contents="full" onChange={nothing} />
export const declined = <BrowserPart permission="denied" contents="discreet" onChange={nothing} />
export const sound = <SoundPart volume={0.5} onChange={nothing} />
