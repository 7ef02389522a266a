import { expect, test } from 'vitest'
import { planFor } from './search-plan.ts'

test.each([
  [100, 1_000_000, 'ranked'], [2_000, 1_000_000, 'ranked'], [6_000, 1_000_000, 'ranked'], [20_000, 1_000_000, 'newest'], [50_000, 1_000_000, 'newest'], [900_000, 1_000_000, 'newest'],
  // In a small house everything is gathered.
  [1_900, 2_000, 'ranked'], [50_000, 100_000, 'newest'], [1, 0, 'ranked'], [0, 0, 'ranked'],
] as const)('%i hits among %i messages: %s', (found, total, plan) => expect(planFor({ found, total }, 50)).toBe(plan))
