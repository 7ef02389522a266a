import { expect, test } from 'vitest'
import { readMbox, type FoundMail, type MboxKind } from './mbox.ts'

const file = [
  'From fatima@kunde.example Tue Nov 24 10:00:00 2026', 'Subject: Zelt', '', 'Guten Tag,', '>From Flensburg, with love', '>>From deeper', 'From here on it is prose.', '', 'From the shop too, said she.', '',
  'From MAILER-DAEMON Tue Nov 24 10:05:00 2026', 'Subject: Stange', '', 'Die Stange ist da.', '',
].join('\n')

function read(text: string, pieces: number, kind: MboxKind = 'rd', maxBytes = 100_000): FoundMail[] {
  const reader = readMbox({ kind, maxBytes })
  const bytes = Buffer.from(text)
  const found: FoundMail[] = []
  for (let at = 0; at < bytes.length; at += pieces) found.push(...reader.push(bytes.subarray(at, at + pieces)))
  return [...found, ...reader.end()]
}
const texts = (found: FoundMail[]) => found.map((each) => each.raw.toString())

test.each([1, 7, 64, 10_000])('in pieces of %i bytes it is the same two messages', (pieces) => {
  expect(texts(read(file, pieces))).toEqual([
    'Subject: Zelt\n\nGuten Tag,\nFrom Flensburg, with love\n>From deeper\nFrom here on it is prose.\n\nFrom the shop too, said she.\n',
    'Subject: Stange\n\nDie Stange ist da.\n',
  ])
})
test('the older kind takes a quote sign only from the plain quoted line', () => {
  expect(texts(read(file, 64, 'o'))[0]).toContain('\nFrom Flensburg, with love\n>>From deeper\n')
})
test('lines that end with CRLF do as well', () => {
  expect(texts(read(file.replaceAll('\n', '\r\n'), 50))[1]).toBe('Subject: Stange\r\n\r\nDie Stange ist da.\r\n')
})
test('of what is too large its header stays, with its real size', () => {
  const large = `From a@b.example Tue Nov 24 10:00:00 2026\nSubject: Film\n\n${'x'.repeat(70)}\n`.padEnd(300_000, 'y\n')
  const [found] = read(`${large}\n\nFrom c@d.example Tue Nov 24 10:00:00 2026\nSubject: klein\n\nda\n`, 4096, 'rd', 100_000)
  expect(found).toMatchObject({ whole: false })
  expect(found!.size).toBeGreaterThan(290_000)
  expect(found!.raw.length).toBeLessThanOrEqual(100_100)
  expect(found!.raw.toString()).toMatch(/^Subject: Film/)
})
test('what is no mailbox file holds no message', () => expect(read('just some text\nFrom nobody\n', 10)).toEqual([]))
test('an empty file holds none either', () => expect(read('', 10)).toEqual([]))
