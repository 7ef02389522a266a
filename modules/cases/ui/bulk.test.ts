import { beforeAll, expect, test } from 'vitest'
import { speak } from '#kit/i18n.ts'
import { bulkWords, canBeUndone } from './bulk.ts'

beforeAll(() => speak('en'))
const none = { total: 40, waiting: 0, changed: 0, refused: 0, undone: 0, kept: 0 }
test.each([
  [{ ...none, state: 'working', waiting: 28 }, '12 of 40'],
  [{ ...none, state: 'done', changed: 40 }, '40 cases changed.'],
  [{ ...none, state: 'done', changed: 1, refused: 39 }, '1 case changed. 39 refused.'],
  [{ ...none, state: 'undoing', waiting: 10, undone: 5, kept: 1 }, 'Undoing: 6 of 16'],
  [{ ...none, state: 'undone', undone: 38, kept: 2 }, '38 cases are as they were. 2 stay, because something has happened to them since.'],
] as const)('%j: %s', (bulk, words) => { expect(bulkWords(bulk)).toBe(words) })
test.each([['done', 3, true], ['done', 0, false], ['working', 3, false], ['undone', 3, false], ['undoing', 3, false]] as const)('%s, %i changed: can be undone: %s', (state, changed, can) => {
  expect(canBeUndone({ state, changed })).toBe(can)
})
