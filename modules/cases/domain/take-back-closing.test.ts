import { expect, test } from 'vitest'
import { mayTakeBackClosing, takenBackUntil, type Closing } from './take-back-closing.ts'

const closing: Closing = { by: 'maren', closedAt: new Date('2026-11-24T09:00:00Z'), version: 4, versionNow: 4, followedUp: false, status: 'solved', snoozedUntil: null, waitingSince: null, solvedAt: new Date('2026-11-24T08:00:00Z') }
const soon = new Date('2026-11-24T09:09:59Z')

test('whoever closed it soon takes it back', () => expect(mayTakeBackClosing(closing, 'maren', soon)).toEqual(closing))
test.each([
  ['a colleague', closing, 'jonas', soon, 'Only whoever closed'], ['eleven minutes later', closing, 'maren', new Date('2026-11-24T09:11:00Z'), 'kept as evidence'],
  ['changed since', { ...closing, versionNow: 5 }, 'maren', soon, 'Something has happened'], ['the customer wrote since', { ...closing, followedUp: true }, 'maren', soon, 'Something has happened'], ['closed before this was kept', undefined, 'maren', soon, 'Only whoever closed'],
] as const)('%s: it stays closed', (_, given, who, now, why) => expect(() => mayTakeBackClosing(given, who, now)).toThrow(why))
test('until when is told', () => expect(takenBackUntil(closing).toISOString()).toBe('2026-11-24T09:10:00.000Z'))
