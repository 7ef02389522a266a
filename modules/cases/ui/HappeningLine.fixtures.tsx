import type { CaseHappening } from '#contracts/cases'
import { HappeningLine } from './HappeningLine.tsx'

const happening = (verb: string, facts: CaseHappening['facts'], name = 'Jonas Brandt'): CaseHappening => ({ id: verb, at: '2026-11-24T09:26:00Z', verb, actor: { kind: name ? 'person' : 'system', name }, facts })
export const opened = <HappeningLine happening={happening('case.opened', { followUpOf: null }, 'Fatima Öztürk')} />
export const waiting = <HappeningLine happening={happening('case.status-changed', { from: 'open', to: 'waiting-customer' })} />
export const moreUrgent = <HappeningLine happening={happening('case.changed', { changed: { priority: 'high' } })} />
export const bounced = <HappeningLine happening={happening('delivery.changed', { state: 'bounced', detail: '550 5.1.1 no such user' }, '')} />
