import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { permissionNow, showOutside, takeAway } from './browser-notice.ts'

type Made = { title: string; options: { body: string; tag: string; silent: boolean }; closed: boolean; onclick: (() => void) | null; onclose: (() => void) | null }
let made: Made[]
const focus = vi.fn()
beforeEach(() => {
  made = []
  vi.stubGlobal('window', { focus })
  vi.stubGlobal('Notification', class {
    static permission = 'granted'
    closed = false
    onclick = null
    onclose: (() => void) | null = null
    title: string
    options: Made['options']
    constructor(title: string, options: Made['options']) { this.title = title; this.options = options; made.push(this) }
    close() { this.closed = true; this.onclose?.() }
  })
})
afterEach(() => { takeAway(() => true); vi.unstubAllGlobals() })

const show = (key: string, onClick = () => undefined) => showOutside(key, { title: 'Jonas mentioned you', body: 'F-1042' }, onClick)

test('it says what it is given, silently, and replaces what was shown of the same', () => {
  show('a')
  expect(made[0]).toMatchObject({ title: 'Jonas mentioned you', options: { body: 'F-1042', tag: 'balie a', silent: true } })
})
test('a click brings the window to the front, goes there and closes it', () => {
  const go = vi.fn()
  show('a', go)
  made[0]!.onclick!()
  expect([focus.mock.calls.length, go.mock.calls.length, made[0]!.closed]).toEqual([1, 1, true])
})
test('what was read goes, and only that; what was closed by hand is forgotten', () => {
  for (const key of ['a', 'b', 'c']) show(key)
  made[2]!.onclose!()
  takeAway((key) => key !== 'b')
  expect(made.map((each) => each.closed)).toEqual([true, false, false])
})
test('without permission, or where a page may not make any, nothing is shown and nothing breaks', () => {
  Object.assign(Notification, { permission: 'denied' })
  show('a')
  expect(made).toEqual([])
  vi.stubGlobal('Notification', Object.assign(function refuse() { throw new TypeError('Illegal constructor') }, { permission: 'granted' }))
  expect(() => show('b')).not.toThrow()
  vi.stubGlobal('Notification', undefined)
  expect(permissionNow()).toBe('none')
})
