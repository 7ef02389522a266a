// @vitest-environment happy-dom
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import type { Address } from '#contracts/conversations'
import { button, draw, field, screen } from '../../../tests/pieces/draw.tsx'
import { RecipientField } from './RecipientField.tsx'

const fatima = { address: 'fatima@oeztuerk.example', name: 'Fatima Öztürk' }
const willem = { address: 'willem@firma.example', name: '' }

function open(first: Address[] = []) {
  const change = vi.fn()
  function Held() {
    const [list, setList] = useState(first)
    return <RecipientField label="To" list={list} onChange={(next) => { change(next); setList(next) }} />
  }
  const { user } = draw(<Held />)
  return { user, box: field('Add an address to To'), addresses: () => (change.mock.lastCall?.[0] as Address[] | undefined)?.map((each) => each.address), change }
}

test.each([['{Enter}'], [','], [';']])('an address is taken with %s', async (key) => {
  const { user, box, addresses } = open()
  await user.type(box, `willem@firma.example${key}`)
  expect(addresses()).toEqual(['willem@firma.example'])
  expect(box.value).toBe('')
})
test('also when the field is left: nobody is forgotten because Enter was', async () => {
  const { user, box, addresses } = open()
  await user.type(box, 'willem@firma.example')
  await user.tab()
  expect(addresses()).toEqual(['willem@firma.example'])
})
test('a list from elsewhere is taken whole, with names', async () => {
  const { user, box, addresses } = open()
  box.focus()
  await user.paste('"Öztürk, Fatima" <fatima@oeztuerk.example>; willem@firma.example')
  expect(addresses()).toEqual(['fatima@oeztuerk.example', 'willem@firma.example'])
  expect(screen.getByText('Öztürk, Fatima')).toBeDefined()
})
test('one address that is pasted may still be corrected', async () => {
  const { user, box, change } = open()
  box.focus()
  await user.paste('willem@firma.exampl')
  expect(change).not.toHaveBeenCalled()
  expect(box.value).toBe('willem@firma.exampl')
})
test('what is no address is told beside the field, stays there, and is no recipient', async () => {
  const { user, box, addresses } = open()
  await user.type(box, 'willem@firma.example, willem.firma')
  await user.keyboard('{Enter}')
  expect(addresses()).toEqual(['willem@firma.example'])
  expect(screen.getByRole('alert').textContent).toBe('“willem.firma” is not an e-mail address.')
  expect([box.value, box.getAttribute('aria-invalid'), box.getAttribute('aria-describedby')]).toEqual(['willem.firma', 'true', screen.getByRole('alert').id])
  await user.type(box, 'x')
  expect(screen.queryByRole('alert'), 'while it is mended nobody scolds').toBeNull()
})
test('nobody is addressed twice, however the address is written', async () => {
  const { user, box, addresses } = open([fatima])
  await user.type(box, 'Fatima@Oeztuerk.Example{Enter}')
  expect(addresses()).toEqual(['fatima@oeztuerk.example'])
})
test('backspace in the empty field takes the last one out, never in words', async () => {
  const { user, box, addresses, change } = open([fatima, willem])
  await user.type(box, 'a{Backspace}')
  expect(change).not.toHaveBeenCalled()
  await user.keyboard('{Backspace}')
  expect(addresses()).toEqual(['fatima@oeztuerk.example'])
})
test('each can be taken out by its own button, which names it', async () => {
  const { user, addresses } = open([fatima, willem])
  await user.click(button('Remove fatima@oeztuerk.example'))
  expect(addresses()).toEqual(['willem@firma.example'])
})
test('Ctrl+Enter is left to the composer: it sends', async () => {
  const { user, box, change } = open()
  await user.type(box, 'willem@firma.example')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(change).not.toHaveBeenCalled()
})
