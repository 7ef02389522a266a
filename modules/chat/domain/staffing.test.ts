import { expect, test } from 'vitest'
import { staffing } from './staffing.ts'

const site = { brandId: 'fjeld', timeZone: 'Europe/Berlin', settings: { hours: [{ day: 2, from: '09:00', to: '17:00' }] } }
const maren = { name: 'Maren', brandIds: ['fjeld'] }
const [noon, night] = [new Date('2026-11-24T11:00:00Z'), new Date('2026-11-23T22:00:00Z')]

test('somebody of the brand is there in its hours', () => expect(staffing(site, [maren], noon)).toEqual({ online: true, backAt: null, agents: [{ name: 'Maren', avatar: null }] }))
test('who works for another brand only is not there', () => expect(staffing(site, [{ name: 'Jonas', brandIds: ['polder'] }], noon)).toEqual({ online: false, backAt: null, agents: [] }))
test('out of hours nobody is, whoever sits there, and it is said when somebody will be', () => expect(staffing(site, [maren], night)).toEqual({ online: false, backAt: '2026-11-24T08:00:00.000Z', agents: [] }))
