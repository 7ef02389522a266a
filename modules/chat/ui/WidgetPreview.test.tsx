// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { act } from '@testing-library/react'
import { button, draw, field, given } from '../../../tests/pieces/draw.tsx'
import { someSettings } from './sample-chat.ts'
import { WidgetPreview } from './WidgetPreview.tsx'

const inside = { postMessage: vi.fn() }
beforeEach(() => { inside.postMessage.mockClear(); vi.spyOn(HTMLIFrameElement.prototype, 'contentWindow', 'get').mockReturnValue(inside as unknown as Window) })
afterEach(() => { vi.restoreAllMocks() })
const says = (data: unknown, source: unknown = inside, origin = location.origin) => act(() => { dispatchEvent(Object.assign(new Event('message'), { data, source, origin })) })
const told = () => inside.postMessage.mock.calls.map(([message]) => message)
const open = () => { given({}); return draw(<WidgetPreview siteKey="kQ3x" settings={someSettings} language="de" name="Fjeld & Wald" />) }

test('the frame is the widget’s own test page, which is told everything when it listens', () => {
  open()
  expect(document.querySelector('iframe')!.getAttribute('src')).toBe('/chat/test/kQ3x?preview')
  expect(told()).toEqual([])
  says({ type: 'balie-preview-ready' })
  expect(inside.postMessage.mock.calls[0]![1], 'to our own page only').toBe(location.origin)
  expect(told()[0]).toMatchObject({ type: 'balie-preview', language: 'de', theme: 'light', show: 'before', settings: { name: 'Fjeld & Wald', colour: '#0b5c4a', greeting: { de: 'Moin! Was können wir für Sie tun?' }, staffed: { online: true } } })
})
test('what only we may know is not told', () => {
  open()
  says({ type: 'balie-preview-ready' })
  expect(Object.keys(told()[0].settings).filter((key) => ['origins', 'mailboxId', 'hours', 'mailAfterMinutes', 'endAfterMinutes'].includes(key))).toEqual([])
})
test.each<[string, unknown, unknown, string | undefined]>([['another origin', { type: 'balie-preview-ready' }, inside, 'https://elsewhere.example'], ['another window', { type: 'balie-preview-ready' }, {}, undefined], ['another message', { type: 'hello' }, inside, undefined], ['no message', null, inside, undefined]])('%s is not listened to', (_, data, source, origin) => {
  open()
  says(data, source, origin)
  expect(told()).toEqual([])
})
test('each letter is shown as it is written, and a page that comes anew is told again', () => {
  const { again } = open()
  says({ type: 'balie-preview-ready' })
  again(<WidgetPreview siteKey="kQ3x" settings={{ ...someSettings, title: 'Zelte' }} language="de" name="Fjeld & Wald" />)
  says({ type: 'balie-preview-ready' })
  expect(told().map((each) => each.settings.title)).toEqual(['Fjeld & Wald', 'Zelte', 'Zelte'])
})
test('every moment of it can be looked at, in the dark and on a phone', async () => {
  const { user } = open()
  says({ type: 'balie-preview-ready' })
  await user.selectOptions(field('What is shown'), 'away')
  expect(told().at(-1)).toMatchObject({ show: 'before', settings: { staffed: { online: false, agents: [] } } })
  await user.selectOptions(field('What is shown'), 'after')
  await user.click(button('Dark'))
  expect(told().at(-1)).toMatchObject({ show: 'after', theme: 'dark', settings: { staffed: { online: true } } })
  await user.click(button('Phone'))
  expect(document.querySelector('iframe')!.style.width).toBe('390px')
})
