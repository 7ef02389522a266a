import { number } from '#kit/formats.ts'

/** Where it goes: a terminal gets a bar that moves, everything else plain lines now and then. */
export type Screen = { isTTY?: boolean; columns?: number; write: (text: string) => unknown }
export type Progress = { at: (done: number) => void; end: (words?: string) => void }

const barLetters = 24
const drawEveryMs = 80
const lineEveryMs = 5_000

/** Shows how far something is. `total` 0: nobody knows how much there is. */
export function progress(what: string, total: number, screen: Screen = process.stderr, now: () => number = () => performance.now()): Progress {
  const since = now()
  let drawn = -Infinity
  let done = 0
  const draw = () => screen.write(`\r\u001b[2K${lineOf(what, done, total, now() - since).slice(0, (screen.columns ?? 80) - 1)}`)
  return {
    at(count) {
      done = count
      if (now() - drawn < (screen.isTTY ? drawEveryMs : lineEveryMs)) return
      drawn = now()
      if (screen.isTTY) draw()
      else if (now() - since >= lineEveryMs) screen.write(`${lineOf(what, done, total, now() - since, '')}\n`)
    },
    end(words) {
      if (screen.isTTY) screen.write('\r\u001b[2K')
      screen.write(`${words ?? lineOf(what, done, 0, now() - since, '')}\n`)
    },
  }
}

/** `Mail [#########               ] 38 %  1,140 of 3,000  210/s  0:09 left` */
export function lineOf(what: string, done: number, total: number, ms: number, bar = barOf(done, total)): string {
  const perSecond = ms > 500 ? done / (ms / 1000) : 0
  const left = perSecond > 0 && total > done ? (total - done) / perSecond : 0
  return [what, bar, total ? `${Math.floor((done / total) * 100)} %` : '', total ? `${number(done, 'en')} of ${number(total, 'en')}` : number(done, 'en'), perSecond >= 1 ? `${number(Math.round(perSecond), 'en')}/s` : '', left >= 1 ? `${minutes(left)} left` : ''].filter(Boolean).join('  ')
}

const barOf = (done: number, total: number) => (total ? `[${'#'.repeat(Math.round((Math.min(done, total) / total) * barLetters)).padEnd(barLetters)}]` : '')
const minutes = (seconds: number) => (seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)} h` : `${Math.floor(seconds / 60)}:${two(seconds % 60)}`)
const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
