import { expect, test } from 'vitest'
import type { TextDeed } from '#contracts/knowledge'
import { inOrder, notPermitted } from './macro.ts'

const all: TextDeed[] = [{ kind: 'assign', to: 'me', id: null }, { kind: 'snooze', hours: 24 }, { kind: 'follow' }, { kind: 'status', status: 'waiting-customer' }, { kind: 'priority', priority: 'high' }, { kind: 'field', fieldId: 'f1', value: '7-B' }, { kind: 'tag', add: ['zelt'], remove: [] }]
test('what is seen last is done first, and it is given away at the end', () => expect(inOrder(all).map((each) => each.kind)).toEqual(['tag', 'field', 'priority', 'status', 'follow', 'snooze', 'assign']))
test.each([
  ['everything', () => true, []], ['to see', (permission: string) => permission === 'case.see', ['assign it', 'snooze it', 'change its status', 'change its priority', 'fill in its fields', 'change its tags']], ['all but to assign', (permission: string) => permission !== 'case.assign', ['assign it']],
] as const)('who may %s', (_, may, words) => expect(notPermitted(all, may).map((each) => each.words)).toEqual(words))
