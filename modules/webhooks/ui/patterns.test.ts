import { expect, test } from 'vitest'
import { verbFamilies } from '#contracts/webhooks'
import { families, fromPatterns, toPatterns } from './patterns.ts'

test('the form offers every family that there is', () => expect([...families]).toEqual([...verbFamilies]))

test.each([
  [['*']], [['case.*', 'message.*']], [['case.*', 'message.received']], [['message.received', 'message.written']],
])('%o comes back as it went into the form', (patterns) => { expect(toPatterns(fromPatterns(patterns))).toEqual(patterns) })

test('everything needs nothing else said', () => expect(toPatterns({ everything: true, families: ['case'], others: 'message.received' })).toEqual(['*']))
test('a verb of a family that is chosen whole is left out', () => expect(toPatterns({ everything: false, families: ['case'], others: ' case.opened,  message.received ' })).toEqual(['case.*', 'message.received']))
test('nothing chosen asks for nothing', () => expect(toPatterns({ everything: false, families: [], others: ' ' })).toEqual([]))
