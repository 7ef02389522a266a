import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { place } from './place.ts'

const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height, right: left + width, bottom: top + height })
const element = (rectangle: ReturnType<typeof box>) => ({ style: {} as Record<string, string>, getBoundingClientRect: () => rectangle }) as unknown as HTMLElement & { style: { top: string; left: string } }

beforeEach(() => { vi.stubGlobal('innerWidth', 1000); vi.stubGlobal('innerHeight', 800) })
afterEach(() => { vi.unstubAllGlobals() })

test.each([
  ['below, from the left edge', box(100, 100, 80, 30), ['134px', '100px']],
  ['above, when there is no room below', box(100, 700, 80, 30), ['496px', '100px']],
  ['towards the middle, at the right', box(900, 100, 80, 30), ['134px', '780px']],
  ['on the screen, whatever happens', box(-50, 100, 80, 30), ['134px', '4px']],
])('a list opens %s', (_where, opener, position) => {
  const popover = element(box(0, 0, 200, 200))
  place(popover, element(opener))
  expect([popover.style.top, popover.style.left]).toEqual(position)
})
