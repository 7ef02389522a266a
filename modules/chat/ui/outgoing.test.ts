import { expect, test } from 'vitest'
import { Declined } from '#kit/api.ts'
import type { LineSent } from './api.ts'
import { outgoingStore } from './outgoing.ts'

const line = (clientId: string): LineSent => ({ clientId, text: clientId })
const settled = () => new Promise((resolve) => { setTimeout(resolve, 5) })

test('lines go one after the other, in the order in which they were written', async () => {
  const said: string[] = []
  let under = 0
  const store = outgoingStore(async (_, { clientId }) => { expect(++under).toBe(1); await settled(); said.push(clientId); under-- }, () => undefined)
  for (const each of ['a', 'b', 'c']) store.add('t', line(each))
  expect(store.of('t')).toHaveLength(3)
  await expect.poll(() => store.of('t').length).toBe(0)
  expect(said).toEqual(['a', 'b', 'c'])
})

test('one that failed holds the later ones back, says why, and goes with the same id when tried again', async () => {
  const said: string[] = []
  let works = false
  const store = outgoingStore(async (_, { clientId }) => { if (!works) throw new Declined('network', 'No connection.', 0); said.push(clientId) }, () => undefined)
  store.add('t', line('a'))
  store.add('t', line('b'))
  await settled()
  expect(store.of('t').map(({ state, why }) => ({ state, why }))).toEqual([{ state: 'failed', why: 'No connection.' }, { state: 'sending', why: '' }])
  works = true
  store.again('t', 'a')
  await settled()
  expect(said).toEqual(['a', 'b'])
  expect(store.of('t')).toEqual([])
})

test('one that is dropped lets the later ones go', async () => {
  const said: string[] = []
  const store = outgoingStore(async (_, { clientId }) => { if (clientId === 'a') throw new Error('no'); said.push(clientId) }, () => undefined)
  store.add('t', line('a'))
  store.add('t', line('b'))
  await settled()
  store.drop('t', 'a')
  await settled()
  expect(said).toEqual(['b'])
})
