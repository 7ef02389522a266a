import { expect, test } from 'vitest'
import { rowsInSight } from './window.ts'

test.each([
  [0, 900, 90, 1000, [0, 18]], [9000, 900, 90, 1000, [92, 118]], [89_100, 900, 90, 1000, [982, 999]], [0, 900, 90, 3, [0, 2]], [0, 900, 90, 0, [0, -1]], [9_000_000, 900, 90, 100_000, [99_992, 99_999]], [50_000, 900, 90, 2, [1, 1]],
])('scrolled to %i of %i px, rows of %i px, %i of them: rows %j', (top, height, rowHeight, count, rows) => expect(rowsInSight(top, height, rowHeight, count)).toEqual(rows))
