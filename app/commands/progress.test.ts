import { expect, test } from 'vitest'
import { lineOf, progress } from './progress.ts'

test.each([
  [1140, 3000, 5000, 'Mail  [#########               ]  38 %  1,140 of 3,000  228/s  0:08 left'],
  [3000, 3000, 5000, 'Mail  [########################]  100 %  3,000 of 3,000  600/s'],
  [50, 0, 1000, 'Mail  50  50/s'], [0, 10, 0, 'Mail  [                        ]  0 %  0 of 10'],
  [100, 1_000_000, 10_000, 'Mail  [                        ]  0 %  100 of 1,000,000  10/s  27:46 h left'],
])('%i of %i after %i ms', (done, total, ms, line) => { expect(lineOf('Mail', done, total, ms)).toBe(line) })

function watch(isTTY: boolean) {
  let clock = 0
  let shown = ''
  const shows = progress('Mail', 100, { isTTY, columns: 80, write: (text) => { shown += text } }, () => clock)
  return { to: (ms: number, done: number) => { clock = ms; shows.at(done) }, end: (words?: string) => shows.end(words), shown: () => shown }
}
test('on a terminal one line is drawn over and over, and is gone in the end', () => {
  const screen = watch(true)
  screen.to(0, 1)
  screen.to(10, 2)
  screen.to(100, 50)
  screen.end('100 mails.')
  expect(screen.shown().split('\r').length - 1).toBe(3)
  expect(screen.shown()).toMatch(/50 of 100/)
  expect(screen.shown()).not.toMatch(/2 of 100/)
  expect(screen.shown().endsWith('\u001b[2K100 mails.\n')).toBe(true)
})
test('where there is no terminal there are lines, now and then, and no signs to steer one', () => {
  const screen = watch(false)
  screen.to(0, 1)
  screen.to(1_000, 10)
  screen.to(6_000, 60)
  screen.end()
  expect(screen.shown()).toBe('Mail  60 %  60 of 100  10/s  0:04 left\nMail  60  10/s\n')
})
