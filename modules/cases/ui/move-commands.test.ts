import { beforeAll, expect, test, vi } from 'vitest'
import type { CaseView } from '#contracts/cases'
import { speak } from '#kit/i18n.ts'
import { moveCommands } from './move-commands.ts'
import { message, view } from './sample-case.ts'

beforeAll(() => speak('en'))
const can = (canMove = true) => ({ canMove, moves: { split: vi.fn(), unmerge: vi.fn() }, setStatus: vi.fn() })
const names = (wish: Partial<CaseView>, canMove?: boolean) => moveCommands({ ...view, ...wish }, can(canMove)).map((each) => each.name)
const second = { ...message, id: 'm2' }

test('a status can be chosen by its name, but not the one that it has', () => {
  expect(names({})).toEqual(['Status: Waiting for customer', 'Status: Waiting for someone else', 'Status: Solved', 'Status: Closed'])
})
test('the newest message becomes a case of its own, notes aside', () => {
  const with_ = can()
  const found = moveCommands({ ...view, messages: [message, second, { ...message, id: 'm3', kind: 'note' }] }, with_).find((each) => each.id === 'split')
  found!.run()
  expect(with_.moves.split).toHaveBeenCalledWith('m2')
})
test.each([['the only message', [message]], ['one message and a note', [message, { ...message, id: 'm3', kind: 'note' as const }]], ['no message', []]])('of %s nothing would be left: it is not split', (_, messages) => {
  expect(names({ messages }).filter((each) => each.startsWith('New case'))).toEqual([])
})
test('each case that was merged into this one can be parted again', () => {
  const with_ = can()
  const link = (caseId: string, kind: CaseView['links'][number]['kind']) => ({ kind, caseId, reference: `F-${caseId}`, subject: 'Zelt', reason: '' })
  const found = moveCommands({ ...view, links: [link('1', 'merged-from'), link('2', 'related'), link('3', 'merged-from')] }, with_).filter((each) => each.id.startsWith('unmerge'))
  expect(found.map((each) => each.name)).toEqual(['Undo the merge: F-1 Zelt', 'Undo the merge: F-3 Zelt'])
  found[1]!.run()
  expect(with_.moves.unmerge).toHaveBeenCalledWith('3')
})
test('who may not change it, or a case that is worked on elsewhere, is offered nothing', () => {
  expect([names({}, false), names({ merged: true })]).toEqual([[], []])
})
