import { expect, test } from 'vitest'
import { paced } from './pace.ts'

const pace = { perSecond: 2, burst: 4, patienceSeconds: 2 }
test('the first come at once, the next wait, then it is refused until it has become calmer', () => {
  const lines = paced(pace)
  const ends = Array.from({ length: 10 }, () => lines.take('fatima', 0))
  expect(ends).toEqual([...Array.from({ length: 4 }, () => ({ wait: 0 })), { wait: 0.5 }, { wait: 1 }, { wait: 1.5 }, { wait: 2 }, { retryAfter: 3 }, { retryAfter: 3 }])
  expect(lines.take('fatima', 5_000)).toEqual({ wait: 0 })
})
test('who is too fast hurts nobody else', () => {
  const lines = paced(pace)
  for (let n = 0; n < 100; n++) lines.take('flood', 0)
  expect(lines.take('fatima', 0)).toEqual({ wait: 0 })
})
test('who paid in another way may go on', () => {
  const lines = paced(pace)
  for (let n = 0; n < 9; n++) lines.take('fatima', 0)
  expect(lines.take('fatima', 0)).toEqual({ retryAfter: 3 })
  lines.pay('fatima', 5)
  lines.pay('nobody', 5)
  expect(Array.from({ length: 2 }, () => lines.take('fatima', 0))).toEqual([{ wait: 0 }, { wait: 0.5 }])
})
test('who owes nothing is forgotten', () => {
  const lines = paced(pace)
  lines.take('fatima', 0)
  lines.sweep(100)
  expect(lines.size).toBe(1)
  lines.sweep(1_000)
  expect(lines.size).toBe(0)
})
