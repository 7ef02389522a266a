import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chatSignStore } from './chat-signs.ts'

const sign = { talkId: 't1', caseId: 'c1', typing: true, peek: 'Wo ist', online: true }
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

test('who types is known until they stop, or have been silent for too long', () => {
  const store = chatSignStore()
  store.hear(sign)
  expect(store.of('t1')).toEqual(sign)
  vi.advanceTimersByTime(9_000)
  store.hear({ ...sign, peek: 'Wo ist mein' })
  vi.advanceTimersByTime(9_000)
  expect(store.of('t1')?.peek).toBe('Wo ist mein')
  vi.advanceTimersByTime(1_001)
  expect(store.of('t1')).toEqual({ ...sign, typing: false, peek: '' })
  expect(store.of('t2')).toBeUndefined()
})

test('says that it watches once, again after every new line, and stops when nobody does', () => {
  const store = chatSignStore()
  const said: object[] = []
  store.connect((each) => said.push(each))
  const [first, second] = [store.watch(), store.watch()]
  store.connect((each) => said.push(each))
  first()
  second()
  expect(said).toEqual([{ type: 'chats', on: true }, { type: 'chats', on: true }, { type: 'chats', on: false }])
})
