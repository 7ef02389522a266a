import { expect, test } from 'vitest'
import { titleOf } from './title.ts'

test.each([['', 0, 'Balie'], ['F-1042 Mein Zelt', 0, 'F-1042 Mein Zelt · Balie'], ['F-1042 Mein Zelt', 3, '(3) F-1042 Mein Zelt · Balie'], ['', 250, '(99+) Balie']])('%j with %i waiting is “%s”', (name, waiting, title) => { expect(titleOf(name, waiting)).toBe(title) })
