import { beforeAll, expect, test } from 'vitest'
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { QueryClientProvider } from '@tanstack/react-query'
import { Router } from 'wouter'
import { speak } from '#kit/i18n.ts'
import { en } from '#kit/messages/en.ts'
import { enLater } from '#kit/messages/later/en.ts'
import { makeQueryClient } from './query-client.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const files = globSync(['kit/*.fixtures.tsx', 'modules/*/ui/*.fixtures.tsx'], { cwd: root }).toSorted()
const client = makeQueryClient()

beforeAll(async () => {
  await speak('en')
  const brand = (id: string, name: string) => ({ id, name, referencePrefix: 'F', language: 'de', timeZone: 'Europe/Berlin', signature: '' })
  client.setQueryData(['me'], { personId: 'p1', name: 'Maren Lindqvist', permissions: ['ledger.act', 'case.reply'], brands: [brand('b1', 'Fjeld & Wald'), brand('b2', 'Polder Verzekert')], teams: [] })
})

const families = new Set(Object.keys({ ...en, ...enLater }).filter((key) => key.includes('.')).map((key) => key.split('.')[0]!))
const textOf = (html: string) => html.replace(/<[^>]+>/g, '\n')
const draw = (piece: ReactNode) => renderToString(<QueryClientProvider client={client}><Router ssrPath="/">{piece}</Router></QueryClientProvider>)

test('every room shows its pieces', () => {
  expect(files.length).toBeGreaterThan(12)
  for (const room of ['kit', 'modules/accounts', 'modules/cases', 'modules/conversations', 'modules/email']) expect(files.some((file) => file.startsWith(room)), room).toBe(true)
})

test.each(files)('%s: each state is drawn, in words and without gaps', async (file) => {
  const states = Object.entries(await import(/* @vite-ignore */ `${root}${file}`) as Record<string, ReactNode>)
  expect(states.length).toBeGreaterThan(0)
  for (const [name, piece] of states) {
    const text = textOf(draw(piece))
    expect(text, name).not.toMatch(/\{\w+\}|undefined|\[object/)
    // What looks like a key of one of our families was asked for and not found.
    expect(text.split('\n').filter((line) => families.has(/^([a-z-]+)\.[a-z.-]+$/.exec(line.trim())?.[1] ?? '')), name).toEqual([])
  }
})
