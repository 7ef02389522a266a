import { expect, test } from 'vitest'
import { customerAt, inOrder } from './senders.ts'

test('addresses of the brand in view come first, then by name', () => {
  const sender = (id: string, name: string, brandId: string) => ({ id, name, brandId, address: `${id}@fjeld.example` })
  const list = [sender('x3', 'Zelte', 'b2'), sender('x2', 'Axel', 'b2'), sender('x1', 'Mosbund', 'b1')]
  expect(inOrder(list, 'b1').map((each) => each.id)).toEqual(['x1', 'x2', 'x3'])
  expect(inOrder(list, null).map((each) => each.id)).toEqual(['x2', 'x1', 'x3'])
})
test.each([['fatima@o.example', 'Fatima'], [' FATIMA@o.example ', 'Fatima'], ['fatima@', undefined], ['', undefined]])('"%s" is known as %s', (typed, name) => {
  expect(customerAt([{ address: null, name: 'Nobody' }, { address: 'Fatima@o.example', name: 'Fatima' }], typed)?.name).toBe(name)
})
