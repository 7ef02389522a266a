import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCounter, aMail, look, type Counter } from '#testing/email'
import { openHouse, type OpenHouse } from '../../tests/open-house.ts'
import { importMailFiles } from './import-mail.ts'
import { findMail, readMailFiles } from './mail-files.ts'

let house: OpenHouse
let counter: Counter
beforeAll(async () => { house = await openHouse(); counter = await aCounter({ address: 'hilfe@fjeld-wald.test' }) })
afterAll(() => house.close())

const folder = () => mkdtempSync(join(tmpdir(), 'balie-import-'))
const mails = (count: number, start = 0) => Array.from({ length: count }, (_, n) => aMail(counter, { id: `old-${start + n}@kunde.example`, from: `Kunde ${n} <kunde${n}@kunde.example>`, subject: `Alte Frage ${start + n}`, text: 'From a friend I heard of you.\n\nFrom time to time I wonder.' }).toString())
const asMbox = (all: string[]) => all.map((mail) => `From kunde@kunde.example Tue Nov 24 10:00:00 2026\n${mail.replaceAll('\r\n', '\n').replace(/^(>*From )/gm, '>$1')}\n`).join('')
const quiet = { write: () => true }
const wish = (path: string) => ({ path, kind: 'rd' as const, maxMailMb: 1, screen: quiet })
const ledger = () => look<{ state: string; n: number }>(counter, "select state, count(*)::int as n from email.ledger where source = 'import' group by state order by state")

test('a mailbox file becomes cases, through the ledger; brought in once more, everything is known', async () => {
  const file = join(folder(), 'archive.mbox')
  writeFileSync(file, asMbox(mails(70)))
  expect(await importMailFiles(wish(file))).toEqual({ seen: 70, added: 70, known: 0, tooLarge: 0 })
  expect(await ledger()).toEqual([{ state: 'filed', n: 70 }])
  expect((await house.ask(counter.agent, 'GET', 'cases?limit=100')).body.rows).toHaveLength(70)
  const [said] = await look<{ text: string }>(counter, "select m.text from conversations.messages m where m.subject = 'Alte Frage 5'")
  expect(said!.text).toContain('From time to time I wonder.')
  expect(await importMailFiles(wish(file))).toEqual({ seen: 70, added: 0, known: 70, tooLarge: 0 })
  expect(await ledger()).toEqual([{ state: 'filed', n: 70 }])
})

test('an import that was broken off goes on where it was', async () => {
  const inside = folder()
  const all = mails(20, 100)
  writeFileSync(join(inside, 'first-half.mbox'), asMbox(all.slice(0, 8)))
  await importMailFiles(wish(inside))
  writeFileSync(join(inside, 'whole.mbox'), asMbox(all))
  expect(await importMailFiles(wish(inside))).toEqual({ seen: 28, added: 12, known: 16, tooLarge: 0 })
})

test('a Maildir with a sub-folder, beside files that are no mail; the same mail by another way is one message', async () => {
  const inside = folder()
  for (const each of ['cur', 'new', 'tmp', '.Archiv/cur', '.Archiv/new']) mkdirSync(join(inside, each), { recursive: true })
  const [one, two, three] = mails(3, 200) as [string, string, string]
  writeFileSync(join(inside, 'cur', '1.host:2,S'), one)
  writeFileSync(join(inside, '.Archiv', 'new', '2.host'), two)
  writeFileSync(join(inside, 'tmp', '3.host'), 'half a mail')
  writeFileSync(join(inside, 'dovecot-uidlist'), '3 V1')
  expect((await findMail(inside)).map((each) => each.holds)).toEqual(['message', 'message'])
  expect(await importMailFiles(wish(inside))).toMatchObject({ seen: 2, added: 2 })
  // As another program kept it: with an X-header more, and so with other bytes.
  writeFileSync(join(inside, 'new', '4.host'), `X-Mozilla-Status: 0001\r\n${one}`)
  writeFileSync(join(inside, 'new', '5.host'), three)
  expect(await importMailFiles(wish(inside))).toMatchObject({ seen: 4, added: 2, known: 2 })
  expect(await look(counter, "select count(*)::int as n from conversations.messages where subject = 'Alte Frage 200'")).toEqual([{ n: 1 }])
})

test('what is too large stands in the ledger, with the reason', async () => {
  const file = join(folder(), 'large.mbox')
  writeFileSync(file, asMbox([aMail(counter, { id: 'film@kunde.example', subject: 'Der Film', text: 'x'.repeat(76).concat('\n').repeat(16_000) }).toString(), ...mails(1, 300)]))
  expect(await importMailFiles(wish(file))).toEqual({ seen: 2, added: 2, known: 0, tooLarge: 1 })
  expect(await look(counter, "select state, reason, subject from email.ledger where reason = 'too-large-for-limit'")).toEqual([{ state: 'rejected', reason: 'too-large-for-limit', subject: 'Der Film' }])
})

test('no more than one message and one piece is in memory', async () => {
  const file = join(folder(), 'many.mbox')
  const mail = asMbox(mails(1, 400))
  writeFileSync(file, mail.repeat(4_000))
  let seen = 0
  let most = 0
  for await (const { raw } of readMailFiles(await findMail(file), { kind: 'rd', maxBytes: 1e6, told: (bytes) => { most = bytes } })) { seen += 1; expect(raw.length).toBeLessThan(1_000) }
  expect([seen, most]).toEqual([4_000, mail.length * 4_000])
})

test('where there are several mailboxes one has to be named, and one that is not there is said so', async () => {
  const other = await aCounter({ accountId: counter.accountId, address: 'service@polder.test' })
  const file = join(folder(), 'one.mbox')
  writeFileSync(file, asMbox(mails(1, 500)))
  await expect(importMailFiles(wish(file))).rejects.toThrow(/Say into which mailbox.*hilfe@fjeld-wald.test, service@polder.test/)
  await expect(importMailFiles({ ...wish(file), mailbox: 'nobody@polder.test' })).rejects.toThrow(/There is no mailbox nobody@polder.test/)
  await importMailFiles({ ...wish(file), mailbox: 'Service@polder.test' })
  expect(await look(counter, "select brand_id from email.ledger where subject = 'Alte Frage 500'")).toEqual([{ brand_id: other.brandId }])
  await expect(importMailFiles({ ...wish(folder()), mailbox: 'service@polder.test' })).rejects.toThrow(/There is no mail in/)
})
