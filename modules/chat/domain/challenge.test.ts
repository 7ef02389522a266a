import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { solve } from '../../../widget/solve.ts'
import { openChallenges } from './challenge.ts'

const key = Buffer.alloc(32, 7)
const open = () => openChallenges(() => key)

test('what the widget works out is an answer, for whom it was asked, in time, once', async () => {
  const challenges = open()
  const { nonce, bits } = challenges.ask('fatima', 0)
  const answer = await solve(nonce, bits)
  expect(bits).toBe(15)
  expect(createHash('sha256').update(`${nonce}:${answer}`).digest().readUInt32BE(0) >>> (32 - bits)).toBe(0)
  expect(challenges.isAnswered('maren', { nonce, answer }, 1_000)).toBe(false)
  expect(challenges.isAnswered('fatima', { nonce, answer }, 181_000)).toBe(false)
  expect(challenges.isAnswered('fatima', { nonce, answer }, 1_000)).toBe(true)
  expect(challenges.isAnswered('fatima', { nonce, answer }, 1_000)).toBe(false)
  challenges.sweep(1_000_000)
  expect(challenges.size).toBe(0)
})

test('nobody makes their own: not easier, not later, not by another key', async () => {
  const challenges = open()
  const { nonce } = challenges.ask('fatima', 0)
  const [, until, random, tag] = nonce.split('.')
  const forged = [`0.${until}.${random}.${tag}`, `15.zzzzzz.${random}.${tag}`, openChallenges(() => Buffer.alloc(32, 8)).ask('fatima', 0).nonce, '0', '', '0.0.0.0.0', `${nonce}.x`]
  for (const each of forged) expect(challenges.isAnswered('fatima', { nonce: each, answer: await solve(each, 15) }, 0), each).toBe(false)
  // Nor is any number an answer: of a thousand hardly one begins with 15 zeros.
  expect(Array.from({ length: 1_000 }, (_, n) => challenges.isAnswered('fatima', { nonce, answer: String(n) }, 0)).filter(Boolean).length).toBeLessThan(3)
})

test('who goes on works harder; who is calm is asked as at first; others are not asked for more', async () => {
  const challenges = open()
  const asked: number[] = []
  for (let n = 0; n < 7; n++) {
    const { nonce, bits } = challenges.ask('flood', 0)
    asked.push(bits)
    challenges.isAnswered('flood', { nonce, answer: await solve(nonce, bits) }, 0)
  }
  expect(asked).toEqual([15, 15, 15, 16, 16, 16, 17])
  expect(challenges.ask('fatima', 0).bits).toBe(15)
  expect(challenges.ask('flood', 70_000).bits).toBe(15)
}, 30_000)
