// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { draw, screen } from '../../../tests/pieces/draw.tsx'
import { aLine, aTalk } from './sample-chat.ts'
import { outgoing } from './outgoing.ts'
import { TalkLines } from './TalkLines.tsx'

const talk = aTalk({ state: 'active' })
afterEach(() => { for (const each of outgoing.of(talk.id)) outgoing.drop(talk.id, each.line.clientId) })
const said = () => [...screen.getByRole('log').querySelectorAll('li')].map((each) => each.textContent)

test('who said what, in the order of its numbers', () => {
  draw(<TalkLines talk={talk} lines={[aLine(1, { text: 'Hallo?' }), aLine(2, { by: 'agent', name: 'Maren Lindqvist', text: 'Moin!' })]} />)
  expect(said()).toEqual([expect.stringMatching(/^Fatima Öztürk.*Hallo\?$/), expect.stringMatching(/^Maren Lindqvist.*Moin!.*Sent$/)])
})
test.each<[number, number, string]>([[0, 0, '✓ Sent'], [2, 0, '✓ Delivered'], [2, 2, '✓✓ Read'], [3, 1, '✓ Delivered']])('got up to %i, read up to %i: %s', (visitorGot, visitorRead, words) => {
  draw(<TalkLines talk={{ ...talk, visitorGot, visitorRead }} lines={[aLine(1), aLine(2, { by: 'agent', name: 'Maren', text: 'Moin!' })]} />)
  expect(said()[1]).toContain(words)
})
test('who says several things in one breath is named once for the eye, and with each for the ear', () => {
  const later = '2026-11-24T09:30:00Z'
  draw(<TalkLines talk={talk} lines={[aLine(1, { text: 'Hallo?' }), aLine(2, { text: 'Ist da wer?' }), aLine(3, { text: 'Doch nicht?', at: later }), aLine(4, { by: 'agent', name: 'Maren', text: 'Doch!', at: later })]} />)
  expect([...document.querySelectorAll('.talk-line > p:first-child')].map((each) => each.className)).toEqual(['meta', 'hidden-text', 'meta', 'meta'])
  expect(said()[1]).toContain('Fatima Öztürk')
})
test('a note stands where it was said, and breaks what goes on', () => {
  draw(<TalkLines talk={talk} lines={[aLine(1, { at: '2026-11-24T09:21:00Z' }), aLine(2, { at: '2026-11-24T09:22:00Z' })]} notes={[{ id: 'n1', at: '2026-11-24T09:21:30Z', name: 'Jonas', text: 'Kulanz!' }]} />)
  expect(said().map((each) => /Kulanz|Zeile \d/.exec(each ?? '')?.[0])).toEqual(['Zeile 1', 'Kulanz!'.slice(0, 6), 'Zeile 2'])
  expect(document.querySelectorAll('.talk-line--on')).toHaveLength(0)
})
test('only the last of ours says how far it has come', () => {
  draw(<TalkLines talk={talk} lines={[aLine(1, { by: 'agent', text: 'Eins' }), aLine(2, { by: 'agent', text: 'Zwei' })]} />)
  expect(screen.getAllByText(/✓/)).toHaveLength(1)
})
test.each([['joined', 'Maren Lindqvist has joined'], ['transferred', 'Passed on to Maren Lindqvist'], ['by-mail', 'What was not seen went by e-mail'], ['ended', 'The chat has ended']])('the house says %s in words', (word, words) => {
  draw(<TalkLines talk={talk} lines={[aLine(1, { by: 'system', text: '', word, name: 'Maren Lindqvist' })]} />)
  expect(said()[0]).toContain(words)
})
test('a card says once what it is, shows where it leads and what can be chosen', () => {
  draw(<TalkLines talk={talk} lines={[
    aLine(1, { by: 'agent', text: 'Ersatzstange', card: { kind: 'product', title: 'Ersatzstange', text: '8,5 mm', picture: 'https://fjeld-wald.example/stange.webp', price: '12,90 €', link: { url: 'https://fjeld-wald.example/stange', words: 'Ansehen' }, choices: [] } }),
    aLine(2, { by: 'agent', text: 'Wann?', card: { kind: 'choices', title: 'Wann?', text: '', picture: null, price: '', link: null, choices: ['Heute', 'Morgen'] } })]} />)
  expect(screen.getAllByText('Ersatzstange')).toHaveLength(1)
  expect(said()[0]).toContain('Ansehen · https://fjeld-wald.example/stange')
  expect(document.querySelector<HTMLImageElement>('.talk-card img')!.referrerPolicy).toBe('no-referrer')
  expect(screen.getByText('Morgen')).toBeDefined()
})
test('pictures are seen, other files are named with their size', () => {
  draw(<TalkLines talk={talk} lines={[aLine(1, { files: [{ id: 'f1', name: 'stange.jpg', contentType: 'image/jpeg', size: 2048, picture: true, url: '/files/f1' }, { id: 'f2', name: 'rechnung.pdf', contentType: 'application/pdf', size: 4096, picture: false, url: '/files/f2' }] })]} />)
  expect(screen.getByRole('img', { name: 'stange.jpg' }).getAttribute('src')).toBe('/files/f1')
  expect(screen.getByRole('link', { name: /rechnung\.pdf 4/ }).getAttribute('href')).toBe('/files/f2')
})
test('words are words, whatever they look like', () => {
  draw(<TalkLines talk={talk} lines={[aLine(1, { text: '<img src=x onerror=alert(1)>' })]} />)
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeDefined()
  expect(document.querySelector('img')).toBeNull()
})
test('a rating stands at the end, with its words', () => {
  draw(<TalkLines talk={{ ...talk, rating: 4, ratingWords: 'Schnell!' }} lines={[aLine(1)]} />)
  expect(screen.getByText('Rated 4 of 5: Schnell!')).toBeDefined()
})
