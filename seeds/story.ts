import { customerLetter, agentLetter, paragraphs } from './letters.ts'
import type { Random } from './random.ts'
import { dayMs, hourMs, inOfficeHours } from './rhythm.ts'
import type { Fill } from './slots.ts'
import { strand } from './strand.ts'
import type { Agent, BrandKey, Customer, Scenario, SeedMessage, Status, Turn } from './types.ts'
import { voices } from './voice.ts'

export interface Cast {
  scenario: Scenario
  brand: BrandKey
  customer: Customer
  owner: Agent | null
  /** Who may leave a note; each note is written by someone who has its language. */
  colleagues: Agent[]
}

/** Whoever writes "photo attached" in these seeds has not forgotten it. */
const promisesAttachment = /Foto|Anhang|hängt an|edhæftet|billede|stuur ik mee|Lisan video|I have photos/

export type Ending = 'resolved' | 'pending' | 'unanswered'

/** Where a course may stop, and the status that it stops in. */
function stops(course: Turn[]): { length: number; status: Status; nudge?: boolean }[] {
  return course.flatMap((turn, i): { length: number; status: Status; nudge?: boolean }[] => {
    if (turn.by === 'customer') return [{ length: i + 1, status: 'open' }]
    if (turn.waitsFor === 'customer') return [{ length: i + 1, status: 'waiting-customer' }]
    if (turn.waitsFor === 'third-party') return [{ length: i + 1, status: 'waiting-third-party' }, { length: i + 1, status: 'open', nudge: true }]
    return []
  })
}

function plan(course: Turn[], ending: Ending, language: Customer['language'], age: number, random: Random): { turns: Turn[]; status: Status } {
  const nudge: Turn = { by: 'customer', texts: voices[language].nudges }
  // Nobody asks for news within the hour.
  const impatient = age > 3 * dayMs
  if (ending === 'resolved') {
    const thanks: Turn[] = random.chance(0.38) && course.at(-2)?.by !== 'customer' ? [{ by: 'customer', texts: voices[language].thanks }] : []
    const asked = impatient && random.chance(0.12) ? [nudge] : []
    return { turns: [...asked, ...course, ...thanks], status: 'solved' }
  }
  const choices = ending === 'pending' ? stops(course).filter((stop) => impatient || !stop.nudge) : []
  if (choices.length > 0 && random.chance(0.85)) {
    const stop = random.weighted(choices, ({ status }) => (status === 'open' ? 1 : 1.5))
    return { turns: [...course.slice(0, stop.length), ...(stop.nudge ? [nudge] : [])], status: stop.status }
  }
  const note = course[0]?.by === 'note' && ending === 'pending' && random.chance(0.6) ? [course[0]] : []
  return { turns: [...(impatient && random.chance(0.6) ? [nudge] : []), ...note], status: 'open' }
}

/** Pauses as they happen: answers within working hours, replies within a day or so, notes in between. */
function pause(turn: Turn, before: Turn | undefined, random: Random): number {
  if (turn.by === 'note') return random.int(6, 90) * 60_000
  if (Object.values(voices).some(({ nudges }) => nudges === turn.texts)) return random.int(22, 60) * hourMs
  // A courier, a workshop or a loss adjuster needs days.
  if (before?.waitsFor === 'third-party') return random.int(20, 66) * hourMs
  if (turn.by === 'agent') return random.int(25, 420) * 60_000
  return random.chance(0.6) ? random.int(12, 300) * 60_000 : random.int(5, 40) * hourMs
}

function timesFor(turns: Turn[], openedAt: Date, now: Date, customer: Customer, random: Random): Date[] {
  const times = [openedAt.getTime()]
  for (const [i, turn] of turns.entries()) {
    const wish = new Date(times.at(-1)! + pause(turn, turns[i - 1], random))
    times.push((turn.by === 'customer' ? wish : inOfficeHours(wish, customer.language)).getTime())
  }
  const available = now.getTime() - openedAt.getTime()
  const needed = times.at(-1)! - openedAt.getTime()
  // A young case cannot have lasted longer than it exists: then everyone was quicker.
  const pace = needed > available * 0.97 ? (available * 0.97) / needed : 1
  return times.map((time, i) => new Date(Math.floor(openedAt.getTime() + (time - openedAt.getTime()) * pace) + i))
}

export function tell(cast: Cast, ending: Ending, openedAt: Date, now: Date, fill: Fill, random: Random) {
  const { scenario, brand, customer, owner, colleagues } = cast
  const { language } = customer
  const spoken = strand(random)
  const body = paragraphs(scenario.opening.map((part) => spoken.pick(part)), random)
  const subject = fill(spoken.pick(scenario.subjects), openedAt)
  spoken.settle()
  const fitting = scenario.courses.filter((each) => spoken.fits(each))
  const pausing = ending === 'pending' ? fitting.filter((each) => stops(each).length > 0) : []
  const course = random.pick(pausing.length > 0 ? pausing : fitting)
  const { turns, status } = plan(course, ending, language, now.getTime() - openedAt.getTime(), random)
  const times = timesFor(turns, openedAt, now, customer, random)
  const channel = 'email' as const
  const first: SeedMessage = { direction: 'in', author: customer.key, at: openedAt, text: customerLetter(fill(body, openedAt), customer, random, true), language, channel }
  if (scenario.attachments && random.chance(promisesAttachment.test(body) ? 1 : 0.25)) first.attachmentNames = [random.pick(scenario.attachments)]
  const rest = turns.map((turn, i): SeedMessage => {
    const at = times[i + 1]!
    const text = fill(spoken.pick(turn.texts), at)
    switch (turn.by) {
      case 'customer': return { direction: 'in', author: customer.key, at, text: customerLetter(text, customer, random, false), language, channel }
      case 'agent': return { direction: 'out', author: owner!.key, at, text: agentLetter(text, customer, owner!, brand, random), language, channel }
      case 'note': {
        const spokenIn = turn.language ?? language
        const author = random.pick(colleagues.filter(({ languages }) => languages.includes(spokenIn)))
        return { direction: 'note', author: author.key, at, text, language: spokenIn, channel }
      }
    }
  })
  const messages = [first, ...rest]
  const old = now.getTime() - messages.at(-1)!.at.getTime() > 7 * dayMs
  return { subject, messages, status: status === 'solved' && old ? ('closed' as const) : status }
}
