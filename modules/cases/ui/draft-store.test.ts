import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Draft } from '#contracts/cases'
import { blank, type Writing } from './composer.ts'
import { draftStore, sentElsewhere } from './draft-store.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

function storage() {
  const kept = new Map<string, string>()
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => { kept.set(key, value) }, removeItem: (key: string) => { kept.delete(key) } }
}
function desk({ put = vi.fn(async (_case: string, _kind: string, _writing: Writing): Promise<{ version: number }> => ({ version: 1 })), keep = storage() } = {}) {
  const remove = vi.fn(async () => undefined)
  const store = draftStore({ put, remove, keep, now: () => Date.parse('2026-11-24T10:00:00Z'), waitMs: 600 })
  return { store, put, remove, keep }
}
const serverDraft = (text: string, savedAt = '2026-11-24T09:00:00Z', version = 1): Draft => ({ ...blank, kind: 'reply', text, files: [], savedAt, version })
const opened = (store: ReturnType<typeof draftStore>, fromServer?: Draft, seen: string | null = 'm1') => store.open('c1', 'reply', blank, fromServer, seen)

test('what is typed is in the window at once and on the server when the typing pauses', async () => {
  const { store, put, keep } = desk()
  opened(store)
  store.change('c1', 'reply', { text: 'Hal' })
  store.change('c1', 'reply', { text: 'Hallo' })
  expect(keep.getItem('balie-draft:c1:reply')).toContain('Hallo')
  expect(put).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(600)
  expect(put).toHaveBeenCalledTimes(1)
  expect(put.mock.calls[0]![2].text).toBe('Hallo')
  expect(store.read('c1', 'reply')?.state).toBe('saved')
  expect(keep.kept.size).toBe(0)
})
test('an emptied draft is removed from the server', async () => {
  const { store, put, remove } = desk()
  opened(store, serverDraft('Hallo'))
  store.change('c1', 'reply', { text: '' })
  await vi.advanceTimersByTimeAsync(600)
  expect([put.mock.calls.length, remove.mock.calls.length]).toEqual([0, 1])
})
test('without the server the window keeps the text, and tries again', async () => {
  const put = vi.fn(async (_case: string, _kind: string, _writing: Writing): Promise<{ version: number }> => { throw new Error('offline') })
  const { store, keep } = desk({ put })
  opened(store)
  store.change('c1', 'reply', { text: 'Hallo' })
  await vi.advanceTimersByTimeAsync(600)
  expect(store.read('c1', 'reply')?.state).toBe('kept')
  expect(keep.kept.size).toBe(1)
  put.mockImplementation(async () => ({ version: 1 }))
  await vi.advanceTimersByTimeAsync(6000)
  expect(store.read('c1', 'reply')?.state).toBe('saved')
})
test('what is typed while a saving is under way is saved after it', async () => {
  let finish = () => {}
  const put = vi.fn(async (_case: string, _kind: string, writing: Writing): Promise<{ version: number }> => (writing.text === 'one' ? new Promise((resolve) => { finish = () => resolve({ version: 1 }) }) : { version: 2 }))
  const { store } = desk({ put })
  opened(store)
  store.change('c1', 'reply', { text: 'one' })
  await vi.advanceTimersByTimeAsync(600)
  store.change('c1', 'reply', { text: 'one two' })
  await vi.advanceTimersByTimeAsync(600)
  expect(put).toHaveBeenCalledTimes(1)
  finish()
  await vi.advanceTimersByTimeAsync(1)
  expect(put.mock.calls.at(-1)![2].text).toBe('one two')
  expect(store.read('c1', 'reply')?.state).toBe('saved')
})

test('after a crash the window knows more than the server', () => {
  const keep = storage()
  const first = desk({ keep })
  opened(first.store)
  first.store.change('c1', 'reply', { text: 'not lost' })
  const entry = opened(desk({ keep }).store, serverDraft('older'))
  expect([entry.writing.text, entry.state]).toEqual(['not lost', 'kept'])
})
test('a draft that was written elsewhere since is the newer one', () => {
  const keep = storage()
  const first = desk({ keep })
  opened(first.store)
  first.store.change('c1', 'reply', { text: 'morning' })
  expect(opened(desk({ keep }).store, serverDraft('afternoon', '2026-11-24T15:00:00Z')).writing.text).toBe('afternoon')
})
test('what the browser kept and nobody can read does no harm', () => {
  const keep = storage()
  keep.setItem('balie-draft:c1:reply', '{broken')
  expect(opened(desk({ keep }).store).state).toBe('clean')
})

test('the writing remembers which message was seen when it began, not when it ended', () => {
  const { store } = desk()
  opened(store, undefined, 'm1')
  store.change('c1', 'reply', { text: 'H' }, 'm1')
  opened(store, undefined, 'm2')
  store.change('c1', 'reply', { text: 'Ha' }, 'm2')
  expect(store.read('c1', 'reply')?.seenMessageId).toBe('m1')
  store.seen('c1', 'reply', 'm2')
  expect(store.read('c1', 'reply')?.seenMessageId).toBe('m2')
})
test('while nothing was written, the recipients follow the newest message', () => {
  const { store } = desk()
  opened(store, undefined, 'm1')
  const to = [{ address: 'lone@holm.example', name: '' }]
  expect(store.open('c1', 'reply', { ...blank, to }, undefined, 'm2').writing.to).toEqual(to)
})

test('what was sent does not come back with an answer that was under way', async () => {
  const { store } = desk()
  opened(store)
  store.change('c1', 'reply', { text: 'sent' })
  await store.settle('c1', 'reply')
  store.forget('c1', 'reply')
  expect(opened(store, serverDraft('sent')).writing.text).toBe('')
  expect(opened(store, serverDraft('another')).writing.text).toBe('another')
})
test('nor does what stood there before it: half of it, or what was taken back and corrected', () => {
  const { store } = desk()
  opened(store)
  store.restore('c1', serverDraft('It costs 19.'), 'm1')
  store.change('c1', 'reply', { text: 'It costs 91.' })
  store.forget('c1', 'reply', [serverDraft('It costs 19.')])
  // A screen that was drawn before, and is asked once more.
  expect(opened(store, serverDraft('It costs 19.')).writing.text).toBe('')
  expect(opened(store, serverDraft('It costs 91.')).writing.text).toBe('')
})
test('after settling no saving is left that could bring a sent draft back', async () => {
  const { store, put } = desk()
  opened(store)
  store.change('c1', 'reply', { text: 'sent' })
  await store.settle('c1', 'reply')
  store.forget('c1', 'reply')
  await vi.advanceTimersByTimeAsync(5000)
  expect(put).not.toHaveBeenCalled()
})
test('taken back, the text is the draft again', () => {
  const { store } = desk()
  opened(store)
  store.change('c1', 'reply', { text: 'sent' })
  store.forget('c1', 'reply')
  store.restore('c1', serverDraft('sent'), 'm1')
  expect(opened(store, serverDraft('sent')).writing.text).toBe('sent')
})
test('listeners hear of changes until they leave', () => {
  const { store } = desk()
  const hear = vi.fn()
  const leave = store.subscribe(hear)
  opened(store)
  store.change('c1', 'reply', { text: 'x' })
  leave()
  store.change('c1', 'reply', { text: 'xy' })
  expect(hear).toHaveBeenCalledTimes(1)
})

test('each saving names the version that was known; whoever was overtaken is asked, and insists or takes the other words', async () => {
  const overtaken = new Error('version-mismatch')
  const put = vi.fn(async (_case: string, _kind: string, writing: Writing): Promise<{ version: number }> => { if (writing.version !== 7) throw overtaken; return { version: 8 } })
  const store = draftStore({ put, remove: async () => undefined, keep: storage(), overtakenBy: (error) => (error === overtaken ? 7 : null), waitMs: 600 })
  opened(store, serverDraft('Hallo', '2026-11-24T09:00:00Z', 3))
  store.change('c1', 'reply', { text: 'Hallo Frau' })
  await vi.advanceTimersByTimeAsync(600)
  expect(put.mock.calls[0]![2]).toMatchObject({ text: 'Hallo Frau', version: 3 })
  expect(store.read('c1', 'reply')).toMatchObject({ state: 'overtaken', version: 3 })
  // It is not tried again by itself: that would overwrite what nobody here has read.
  await vi.advanceTimersByTimeAsync(20_000)
  expect(put).toHaveBeenCalledTimes(1)
  await store.insist('c1', 'reply', 7)
  expect(store.read('c1', 'reply')).toMatchObject({ state: 'saved', version: 8, writing: { text: 'Hallo Frau' } })
  store.restore('c1', serverDraft('Sehr geehrte Frau', '2026-11-24T09:10:00Z', 9), 'm1')
  expect(store.read('c1', 'reply')).toMatchObject({ state: 'saved', version: 9, writing: { text: 'Sehr geehrte Frau' } })
})
test('what another has put into a shared draft comes in where nothing is unsaved, and only then', async () => {
  const { store } = desk()
  opened(store, serverDraft('Hallo', '2026-11-24T09:00:00Z', 3))
  expect(opened(store, serverDraft('Hallo Fatima', '2026-11-24T09:01:00Z', 4)).writing.text).toBe('Hallo Fatima')
  // An older answer that was under way changes nothing.
  expect(opened(store, serverDraft('Hallo', '2026-11-24T09:00:00Z', 3)).writing.text).toBe('Hallo Fatima')
  store.change('c1', 'reply', { text: 'Hallo Fatima!' })
  expect(opened(store, serverDraft('Moin', '2026-11-24T09:02:00Z', 5)).writing.text).toBe('Hallo Fatima!')
})

test('sent from another window: the same words among what came since, and nothing unsaved here', async () => {
  const { store } = desk()
  opened(store)
  store.change('c1', 'reply', { text: 'Danke, die Stange kommt.' }, 'm1')
  const message = (id: string, kind: string, text: string) => ({ id, kind, text })
  const [first, sent] = [message('m1', 'in', 'Wann?'), message('m2', 'out', 'Danke, die Stange kommt.\n\nMaren Lindqvist')]
  const found = (...messages: (typeof first)[]) => sentElsewhere(store.read('c1', 'reply')!, messages)
  expect(found(first, sent), 'it is being written').toBe(false)
  await vi.advanceTimersByTimeAsync(600)
  expect(found(first, sent)).toBe(true)
  expect([found(first), found(sent, first), found(first, message('m2', 'in', sent.text)), found(first, message('m2', 'out', 'Danke.'))]).toEqual([false, false, false, false])
  store.change('c1', 'reply', { text: '' })
  await vi.advanceTimersByTimeAsync(600)
  expect(found(first, sent), 'there is nothing in it').toBe(false)
})
