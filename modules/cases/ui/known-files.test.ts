import { expect, test } from 'vitest'
import { knownFiles } from './known-files.ts'
import { message } from './sample-case.ts'

function storage(broken = false) {
  const kept = new Map<string, string>()
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => { if (broken) throw new Error('full'); kept.set(key, value) } }
}
const nothingSaid = { messages: [] }

test('a file keeps its name over a reload', () => {
  const keep = storage()
  knownFiles(keep).remember({ id: 'a1', name: 'stange.pdf', size: 10 })
  expect(knownFiles(keep).find(['a1'], nothingSaid)).toEqual([{ id: 'a1', name: 'stange.pdf', size: 10 }])
})
test('files of a sending that came back are known from its message', () => {
  const messages = [{ ...message, attachments: [{ id: 'a2', name: 'foto.jpg', contentType: 'image/jpeg', size: 20, inline: false, contentId: null, kind: 'image' as const, url: '' }] }]
  expect(knownFiles(storage()).find(['a2'], { messages })[0]).toMatchObject({ name: 'foto.jpg', size: 20 })
})
test('a file from another browser is there without a name', () => {
  expect(knownFiles(storage()).find(['a3'], nothingSaid)).toEqual([{ id: 'a3', name: null, size: null }])
})
test('a full storage costs the name, not the sending', () => {
  const files = knownFiles(storage(true))
  expect(() => files.remember({ id: 'a1', name: 'x', size: 1 })).not.toThrow()
})
test('only the newest two hundred are remembered', () => {
  const files = knownFiles(storage())
  for (let at = 0; at < 201; at++) files.remember({ id: `a${at}`, name: `${at}.pdf`, size: 1 })
  expect(files.find(['a0', 'a200'], nothingSaid).map((each) => each.name)).toEqual([null, '200.pdf'])
})
