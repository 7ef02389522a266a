import { expect, test } from 'vitest'
import { linked, safeLink } from './links.ts'

test.each([
  ['See https://shop.example/a?b=1.', ['See ', 'https://shop.example/a?b=1|https://shop.example/a?b=1', '.']],
  ['(www.shop.example)', ['(', 'www.shop.example|https://www.shop.example/', ')']],
  ['https://en.example/wiki/Bike_(racing) is it', ['https://en.example/wiki/Bike_(racing)|https://en.example/wiki/Bike_(racing)', ' is it']],
  ['Write to fatima@example.com, please', ['Write to ', 'fatima@example.com|mailto:fatima@example.com', ', please']],
  ['javascript:alert(1) <b>no</b>', ['javascript:alert(1) <b>no</b>']],
  ['https://shop.example@evil.example/', ['https://shop.example@evil.example/']],
] as const)('the links in %j', (text, pieces) => {
  expect(linked(text).map(({ text: words, href }) => (href ? `${words}|${href}` : words))).toEqual(pieces)
})

test.each([['https://shop.example/', true], ['http://shop.example/', false], ['javascript:alert(1)', false], ['data:text/html,x', false], ['/relative', false]])('a card leads to %s: %s', (address, leads) => {
  expect(safeLink(address, ['https:']) !== null).toBe(leads)
})
