import { expect, test } from 'vitest'
import { customerAt, senders } from './senders.ts'
import { mailbox } from './sample-mailboxes.ts'

test('only mailboxes that send are offered, those of the brand in view first', () => {
  const list = [{ ...mailbox, id: 'x2', name: 'Axel', brandId: 'b2' }, mailbox, { ...mailbox, id: 'x3', settings: { send: null } }, { ...mailbox, id: 'x4', state: 'paused' as const }]
  expect(senders(list, 'b1').map((each) => each.id)).toEqual(['x1', 'x2'])
  expect(senders(list, null).map((each) => each.id)).toEqual(['x2', 'x1'])
})
test.each([['fatima@o.example', 'Fatima'], [' FATIMA@o.example ', 'Fatima'], ['fatima@', undefined], ['', undefined]])('"%s" is known as %s', (typed, name) => {
  expect(customerAt([{ address: null, name: 'Nobody' }, { address: 'Fatima@o.example', name: 'Fatima' }], typed)?.name).toBe(name)
})
