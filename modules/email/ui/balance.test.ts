import { expect, test } from 'vitest'
import { addressOf, addsUp, filterFrom, ordered, total } from './balance.ts'
import { balance } from './sample-mailboxes.ts'

test('a balance adds up only when everything seen lies somewhere', () => {
  expect(addsUp(balance)).toBe(true)
  expect(addsUp({ ...balance, seen: balance.seen + 1 })).toBe(false)
  expect(addsUp({ ...balance, failed: 1 })).toBe(false)
})
test('the sum over nothing adds up, too', () => { expect(addsUp(total([]))).toBe(true) })
test('a message that one line misses is missed in the sum', () => {
  const sum = total([balance, { ...balance, seen: 70 }])
  expect([sum.seen, sum.filed, addsUp(sum)]).toEqual([134, 120, false])
})
test('newest day first, then by name; or one mailbox only', () => {
  const rows = [{ ...balance, day: '2026-11-23' }, { ...balance, mailboxId: 'x2', mailboxName: 'Valgus' }, balance]
  expect(ordered(rows).map((row) => `${row.day} ${row.mailboxName[0]}`)).toEqual(['2026-11-24 F', '2026-11-24 V', '2026-11-23 F'])
  expect(ordered(rows, 'x2')).toHaveLength(1)
})
test.each([
  ['', {}], ['?state=failed&mailbox=x1&day=2026-11-24&q=zelt', { state: 'failed', mailboxId: 'x1', day: '2026-11-24', q: 'zelt' }],
  ['?state=lost', {}], ['?day=yesterday', {}], ['?q=', {}],
])('the address "%s" means the filter %j', (search, filter) => { expect(filterFrom(search)).toEqual(filter) })
test.each([[{}, '/ledger'], [{ state: 'failed', day: '2026-11-24' }, '/ledger?state=failed&day=2026-11-24'], [{ q: 'a&b' }, '/ledger?q=a%26b']] as const)('the filter %j has the address %s', (filter, address) => {
  expect(addressOf(filter)).toBe(address)
  expect(filterFrom(address.split('?')[1] ?? '')).toEqual(filter)
})
