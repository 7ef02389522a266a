import { beforeAll, expect, test } from 'vitest'
import type { TextDeed } from '#contracts/knowledge'
import { speak } from '#kit/i18n.ts'
import { blankDeed, deedKey, listOf } from './macro-deeds.ts'
import { deedWords } from './macro-words.ts'

beforeAll(() => speak('en'))
const fields = [{ id: 'f1', name: 'Charge', kind: 'text' as const, choices: [] }, { id: 'f2', name: 'Kulanz', kind: 'yes-no' as const, choices: [] }, { id: 'f3', name: 'Grund', kind: 'choice' as const, choices: [{ key: 'k1', label: 'Bruch', retired: false }] }]
const names = { nameOf: (id: string) => ({ p2: 'Jonas Brandt' })[id], teamOf: (id: string) => ({ t1: 'Zelte' })[id], fields }

test.each<[TextDeed, string[]]>([
  [{ kind: 'status', status: 'solved' }, ['Solved']], [{ kind: 'priority', priority: 'high' }, ['Priority: High']], [{ kind: 'assign', to: 'me', id: null }, ['→ whoever uses it']], [{ kind: 'assign', to: 'person', id: 'p2' }, ['→ Jonas Brandt']], [{ kind: 'assign', to: 'team', id: 't1' }, ['→ Zelte']],
  [{ kind: 'assign', to: 'person', id: 'p9' }, ['→ no longer there']], [{ kind: 'tag', add: ['zelt', 'eilig'], remove: ['alt'] }, ['+ zelt', '+ eilig', '− alt']], [{ kind: 'field', fieldId: 'f1', value: '7-B' }, ['Charge: 7-B']], [{ kind: 'field', fieldId: 'f1', value: null }, ['Charge: None']],
  [{ kind: 'field', fieldId: 'f2', value: true }, ['Kulanz: Yes']], [{ kind: 'field', fieldId: 'f3', value: 'k1' }, ['Grund: Bruch']], [{ kind: 'field', fieldId: 'f9', value: 'x' }, ['no longer there: x']], [{ kind: 'snooze', hours: 48 }, ['Snooze for 2 days']], [{ kind: 'snooze', hours: 1 }, ['Snooze for 1 hour']], [{ kind: 'follow' }, ['Follow']],
])('%j: %j', (deed, words) => expect(deedWords(deed, names)).toEqual(words))
test('a deed begins as what is most often meant, and each stands once', () => {
  expect((['status', 'priority', 'assign', 'tag', 'snooze', 'follow'] as const).map((kind) => deedKey(blankDeed(kind)))).toEqual(['status', 'priority', 'assign', 'tag', 'snooze', 'follow'])
  expect(deedKey({ kind: 'field', fieldId: 'f1', value: null })).toBe('f1')
})
test('tags are a list between commas, each once', () => expect(listOf(' zelt, eilig ,, zelt')).toEqual(['zelt', 'eilig']))
