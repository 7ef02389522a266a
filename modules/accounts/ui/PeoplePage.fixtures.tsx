import type { Brand, Person } from '#contracts/accounts'
import { PeopleTable } from './PeoplePage.tsx'

const brand: Brand = { id: 'b1', name: 'Fjeld & Wald', referencePrefix: 'F', language: 'de', timeZone: 'Europe/Berlin', signature: '' }
const maren: Person = { id: 'p1', name: 'Maren Lindqvist', email: 'maren@veerhuis.example', role: 'agent', language: 'de', status: 'active', grants: [{ brandId: 'b1', visibility: 'team' }], teamIds: ['t1'], secondFactor: true, lastSeenAt: '2026-11-24T09:58:00Z' }
export const people = <PeopleTable now={new Date('2026-11-24T10:00:00Z')} brands={[brand]} teams={[{ id: 't1', brandId: 'b1', name: 'Deutsch' }]} meId="p1" rows={[maren, { ...maren, id: 'p2', name: 'Jonas Brandt', email: 'jonas@veerhuis.example', status: 'suspended', grants: [], teamIds: [], secondFactor: false, lastSeenAt: null }]} actions={() => [{ key: 'change', label: 'Change', onChoose: () => undefined }]} />
