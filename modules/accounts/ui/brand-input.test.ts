import { expect, test } from 'vitest'
import { prefixOf } from './brand-input.ts'

test.each([['Fjeld & Wald', 'F'], ['Øst & Søn', 'O'], ['7-Nord', 'N'], ['Überlingen', 'U'], ['***', '']])('the references of %s begin with "%s"', (name, prefix) => {
  expect(prefixOf(name)).toBe(prefix)
})
