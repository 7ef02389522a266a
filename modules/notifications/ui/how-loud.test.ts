import { beforeAll, describe, expect, test } from 'vitest'
import { usualSettings, type Settings, type Told } from '#contracts/notifications'
import { speak } from '#kit/i18n.ts'
import { howLoud, keyOf, newsSince, caseIn } from './how-loud.ts'
import { told } from './sample-told.ts'
import { aloud, hrefOf, sentenceOf } from './words.ts'

beforeAll(() => speak('en'))
const now = new Date('2026-11-24T10:00:00Z')
const row = told('answered', { id: '01900000-0000-7000-8000-000000000001' })
const loud: Settings = { ...usualSettings, wishes: { ...usualSettings.wishes, answered: { page: true, browser: true, sound: true } } }
const around = (change: object = {}) => ({ caseAtHand: null, visible: true, now, ...change })

describe('how loud', () => {
  test.each([
    ['in sight', loud, around(), [true, false, true]], ['hidden', loud, around({ visible: false }), [false, true, true]],
    ['the case at hand', loud, around({ caseAtHand: row.case!.id }), [false, false, false]], ['the case at hand, in a hidden window', loud, around({ caseAtHand: row.case!.id, visible: false }), [false, true, true]],
    ['as usual', usualSettings, around(), [true, false, false]], ['paused', { ...loud, pausedUntil: '2026-11-24T11:00:00Z' }, around({ visible: false }), [false, false, false]],
    ['in the quiet hours', { ...loud, quiet: { from: '10:00', to: '12:00', days: [2], zone: 'Europe/Berlin' } }, around(), [false, false, false]],
    ['declined', { ...loud, wishes: { ...loud.wishes, answered: { page: false, browser: true, sound: true } } }, around(), [false, false, false]],
  ] as Array<[string, Settings, ReturnType<typeof around>, boolean[]]>)('%s', (_, settings, where, expected) => {
    const { toast, browser, sound } = howLoud(row, settings, where)
    expect([toast, browser, sound]).toEqual(expected)
  })
})

describe('what is new', () => {
  const at = (seconds: number, change: Partial<Told> = {}) => told('answered', { at: new Date(now.getTime() + seconds * 1000).toISOString(), ...change })
  test('what was unread when the window opened is not; what comes later is, once, and again when it counts on', () => {
    const since = newsSince()
    const [old, fresh] = [at(0, { id: 'old' }), at(60, { id: 'fresh' })]
    expect(since([old])).toEqual([])
    expect(since([fresh, old]).map((each) => each.id)).toEqual(['fresh'])
    expect(since([fresh, old])).toEqual([])
    expect(since([{ ...fresh, count: 2 }, old]).map(keyOf)).toEqual(['fresh 2'])
  })
  test('what is unread again, or comes into the page from below, is not', () => {
    const since = newsSince()
    since([at(0, { id: 'one' }), at(-5, { id: 'two' })])
    expect(since([at(-5, { id: 'two' })])).toEqual([])
    expect(since([at(0, { id: 'one' }), at(-5, { id: 'two' }), at(-4000, { id: 'from below' })])).toEqual([])
  })
  test('where nothing was unread, the first is', () => {
    const since = newsSince()
    expect([since([]), since([at(-100)]).length]).toEqual([[], 1])
  })
})

describe('in words', () => {
  test('who, and how often', () => {
    expect([sentenceOf({ kind: 'answered', by: 'Fatima Öztürk', count: 1 }), sentenceOf({ kind: 'answered', by: 'Fatima Öztürk', count: 3 }), sentenceOf({ kind: 'mention', by: 'Jonas', count: 1 }), sentenceOf({ kind: 'assigned', by: '', count: 1 })])
      .toEqual(['Fatima Öztürk wrote', '3 new messages, last from Fatima Öztürk', 'Jonas mentioned you', 'a colleague gave you a case'])
  })
  test('aloud it says all, or only that there is something', () => {
    expect(aloud(row, 'full')).toEqual({ title: 'Fatima Öztürk wrote', body: 'F-1042 Zelt mit gebrochener Stange\nWann kommt die neue Stange?' })
    expect(JSON.stringify(aloud(row, 'discreet'))).not.toMatch(/Fatima|F-1042|Stange/)
  })
  test('it leads to its message, in the list that one has before one', () => {
    expect(hrefOf(row, '/cases/mine/other')).toBe(`/cases/mine/${row.case!.id}#message-${row.messageId}`)
    expect(hrefOf({ ...row, messageId: null }, '/people')).toBe(`/cases/all/${row.case!.id}`)
    expect(hrefOf(told('webhook', { case: null }), '/')).toBe('/webhooks')
    expect(hrefOf(told('chat'), '/cases/mine')).toBe('/chats/t1')
    expect([caseIn('/cases/mine/abc'), caseIn('/cases/mine'), caseIn('/people')]).toEqual(['abc', null, null])
  })
})
