import { expect, test } from 'vitest'
import { scenarios } from './company.ts'
import { randomFor } from './random.ts'
import { strand } from './strand.ts'

test('the first marked sentence decides, later ones keep to it', () => {
  for (let seed = 0; seed < 50; seed++) {
    const { pick, fits } = strand(randomFor('strand', seed))
    const first = pick(['a| tent', 'b| boots'])
    expect(pick(['a| tent again', 'b| boots again'])).toBe(`${first} again`)
    expect(fits([{ by: 'agent', texts: [first === 'tent' ? 'b| no' : 'a| no'] }])).toBe(false)
  }
})

test('a settled story without a strand takes unmarked sentences only', () => {
  for (let seed = 0; seed < 50; seed++) {
    const { pick, settle } = strand(randomFor('settled', seed))
    pick(['unmarked'])
    settle()
    expect(pick(['a| marked', 'for all'])).toBe('for all')
  }
})

const anyStrand = '*'
const marksOf = (text: string) => /^([a-z]+)\| /.exec(text)?.[1]
const narrowed = (held: string, text: string) => {
  const marks = marksOf(text)
  return !marks ? held : held === anyStrand ? marks : [...marks].filter((mark) => held.includes(mark)).join('')
}
const allowed = (held: string, texts: string[]) => texts.filter((text) => !marksOf(text) || narrowed(held, text) !== '')

/** Every set of strands that can still be held after these choices. */
function walk(held: Set<string>, steps: string[][], where: string): Set<string> {
  return steps.reduce((before, texts) => new Set([...before].flatMap((strands) => {
    const open = allowed(strands, texts)
    expect(open, `${where}: nothing to say on strand "${strands}" among: ${texts[0]}`).not.toHaveLength(0)
    return open.map((text) => narrowed(strands, text))
  })), held)
}

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s can be told to its end whatever strand it takes', (id, scenario) => {
  const opened = walk(new Set([anyStrand]), [...scenario.opening, scenario.subjects], id)
  for (const strands of opened) {
    const settled = strands === anyStrand ? '' : strands
    const usable = scenario.courses.map((course) => course.map(({ texts }) => texts)).filter((steps) => steps.every((texts) => allowed(settled, texts).length > 0))
    expect(usable, `${id} has no course for strand "${settled}"`).not.toHaveLength(0)
    for (const steps of usable) walk(new Set([settled]), steps, id)
  }
})
