import { expect, test } from 'vitest'
import { mayMerge } from './merging.ts'

const side = (id: string, change: object = {}) => ({ id, brandId: 'fjeld', name: `Kunde ${id}`, mergedInto: null, ...change })
test.each([
  ['two of one brand', side('1'), side('2'), null], ['a circle', side('1'), side('1'), /merged into this one/],
  ['one who was merged', side('1', { mergedInto: '3' }), side('2'), /Kunde 1 was merged already/], ['two brands', side('1'), side('2', { brandId: 'polder' }), /two brands/],
])('merging %s', (_words, from, into, refused) => {
  if (refused) expect(() => mayMerge(from, into)).toThrow(refused)
  else expect(() => mayMerge(from, into)).not.toThrow()
})
