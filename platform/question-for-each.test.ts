import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase, type TestDatabase } from '../tests/database.ts'
import { db, type Tx } from './db.ts'
import { commandForAll, questionForAll, questionForEach } from './question-for-each.ts'

let house: TestDatabase
beforeAll(async () => { house = await testDatabase() })
afterAll(() => house.close())

const Word = z.object({ word: z.string() })
const wordsOf = questionForEach<{ from: string; ids: string[] }, typeof Word>('test: words of', Word, { from: 'text', ids: 'text[]' }, "select :from || id as word from unnest(:ids) as id where id <> 'nobody' order by id limit 2")

/** A transaction that counts what leaves. */
const counted = <T>(work: (tx: Tx, sent: string[]) => Promise<T>) => db().acrossAccounts('test', (tx) => {
  const sent: string[] = []
  return work({ ...tx, run: (name, text, values) => { sent.push(name); return tx.run(name, text, values) } }, sent)
})

test('who asks at the same moment shares a statement, and gets the own rows in their order', async () => {
  await counted(async (tx, sent) => {
    const answers = await Promise.all([wordsOf(tx, { from: 'a', ids: ['2', '1', '3'] }), wordsOf(tx, { from: 'b', ids: ['nobody'] }), wordsOf(tx, { from: 'c', ids: ['9'] })])
    expect(answers).toEqual([[{ word: 'a1' }, { word: 'a2' }], [], [{ word: 'c9' }]])
    expect(sent).toEqual(['test: words of'])
  })
})

test('flows that go side by side meet again at each question', async () => {
  await counted(async (tx, sent) => {
    const flow = async (from: string) => { const [first] = await wordsOf(tx, { from, ids: ['1'] }); await Promise.resolve(); return wordsOf(tx, { from: first!.word, ids: ['2'] }) }
    expect(await Promise.all(['a', 'b', 'c'].map(flow))).toEqual([[{ word: 'a12' }], [{ word: 'b12' }], [{ word: 'c12' }]])
    expect(sent).toHaveLength(2)
  })
})

test('another transaction is another matter', async () => {
  await counted((one, sentByOne) => counted(async (other, sentByOther) => {
    await Promise.all([wordsOf(one, { from: 'a', ids: [] }), wordsOf(other, { from: 'b', ids: [] })])
    expect([sentByOne, sentByOther].map((sent) => sent.length)).toEqual([1, 1])
  }))
})

test('rows for all: none ask nothing, NUL and half characters are replaced, the rest is left as it is', async () => {
  const echo = questionForAll<{ text: string; n: number | null }, z.ZodObject<{ text: z.ZodString; n: z.ZodNullable<z.ZodNumber> }>>('test: echo', z.object({ text: z.string(), n: z.number().nullable() }), { text: 'text', n: 'int' }, 'select :text as text, :n as n from each')
  await counted(async (tx, sent) => {
    expect(await echo(tx, [])).toEqual([])
    expect(sent).toEqual([])
    expect(await echo(tx, [{ text: 'a\u0000b', n: 1 }, { text: '\ud83d', n: null }, { text: String.raw`a\u0000 is six letters 🙂`, n: 3 }])).toEqual([{ text: 'a\ufffdb', n: 1 }, { text: '\ufffd', n: null }, { text: String.raw`a\u0000 is six letters 🙂`, n: 3 }])
  })
})

test('a value without a type is noticed when the question is written', () => {
  expect(() => commandForAll<{ a: string }>('test: wrong', { a: 'text' }, 'select :a, :b from each')).toThrow('What type is :b?')
})
