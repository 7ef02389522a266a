import { afterEach, beforeEach, expect, test, vi } from 'vitest'

type Note = { pitch: number; start: number; stop: number }
let notes: Note[]
let ramps: number[]
let contexts: Array<{ state: string; resumed: number }>
beforeEach(() => {
  vi.resetModules()
  notes = []
  ramps = []
  contexts = []
  vi.stubGlobal('AudioContext', class {
    state = 'suspended'
    resumed = 0
    currentTime = 10
    destination = {}
    constructor() { contexts.push(this) }
    async resume() { this.resumed++; this.state = 'running' }
    createOscillator() {
      const note: Note = { pitch: 0, start: 0, stop: 0 }
      notes.push(note)
      return { type: '', frequency: { set value(pitch: number) { note.pitch = pitch } }, connect: (to: unknown) => to, start: (at: number) => { note.start = at }, stop: (at: number) => { note.stop = at } }
    }
    createGain() { return { gain: { setValueAtTime: () => undefined, linearRampToValueAtTime: (loudness: number) => ramps.push(loudness), exponentialRampToValueAtTime: () => undefined }, connect: (to: unknown) => to } }
  })
})
afterEach(() => vi.unstubAllGlobals())
const chime = async (volume: number) => (await import('./sound.ts')).chime(volume)

test('two notes, one after the other, that end; a browser that sleeps is woken, and one context serves all', async () => {
  await chime(1)
  expect(notes.map((each) => each.pitch)).toEqual([659.25, 880])
  expect(notes[1]!.start).toBeGreaterThan(notes[0]!.start)
  expect(notes.every((each) => each.stop > each.start && each.stop - each.start < 1)).toBe(true)
  await chime(0.5)
  expect([contexts.length, contexts[0]!.resumed, notes.length]).toEqual([1, 1, 4])
  // As loud as was chosen, and never as loud as the machine can.
  expect(ramps).toEqual([0.25, 0.25, 0.125, 0.125])
})
test('at no loudness nothing is made, and where there is no sound nothing breaks', async () => {
  await chime(0)
  vi.stubGlobal('AudioContext', undefined)
  await chime(1)
  expect([contexts, notes]).toEqual([[], []])
})
