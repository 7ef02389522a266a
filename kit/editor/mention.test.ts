import { expect, test } from 'vitest'
import { findPeople } from './mention.ts'

const people = ['Maren Lindqvist', 'Jonas Mareike-Öhm', 'Anna-Maria Ek', 'Jaan Õunapuu', 'Mats'].map((name) => ({ id: name, name }))
test.each([
  ['mar', ['Maren Lindqvist', 'Jonas Mareike-Öhm', 'Anna-Maria Ek']], ['Maren L', ['Maren Lindqvist']], ['maren ', ['Maren Lindqvist']], ['ou', ['Jaan Õunapuu']], ['öhm', ['Jonas Mareike-Öhm']],
  ['', people.map((each) => each.name)], ['maren the', []], ['qq', []],
])('@%s could be %j', (typed, names) => expect(findPeople(people, typed).map((each) => each.name)).toEqual(names))
