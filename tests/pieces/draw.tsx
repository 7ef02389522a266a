import './browser-gaps.ts'
import { Suspense, type ReactNode } from 'react'
import { cleanup, configure, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { QueryClientProvider } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import type { Me } from '#contracts/accounts'
import { learn, speak } from '#kit/i18n.ts'
import { currentToasts, dismiss, takeNewestOffer } from '#kit/toasts.ts'
import { Toasts } from '#kit/Toasts.tsx'
import { makeQueryClient } from '../../app/web/query-client.ts'
import { apiDouble, type ApiDouble } from './api-double.ts'
import { aMe } from './samples.ts'

export { screen, within }
// The words on the screen say more than its whole tree.
configure({ asyncUtilTimeout: 4_000, getElementError: (message) => new Error(`${message?.split('\n')[0]}\n${document.body.textContent}`) })

let api: ApiDouble | null = null
beforeEach(async () => { await speak('en'); await learn(); localStorage.clear() })
afterEach(() => {
  cleanup()
  for (const each of currentToasts()) dismiss(each.id)
  const faults = api?.faults ?? []
  api = null
  vi.unstubAllGlobals()
  expect(faults, 'the screen and the contract do not speak of the same thing').toEqual([])
})

/** What the server says in this test. */
export const given = (answers: Parameters<typeof apiDouble>[0]): ApiDouble => { api = apiDouble(answers); return api }

/** A piece of the interface as it stands in the desk: somebody signed in, an address, messages at the edge, and a hand on the keyboard. */
export function draw(piece: ReactNode, { me = aMe(), at = '/' }: { me?: Me | null; at?: string } = {}) {
  const client = makeQueryClient()
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } })
  client.setQueryData(['me'], me)
  const { hook, searchHook, history } = memoryLocation({ path: at, record: true })
  const user = userEvent.setup()
  const around = (inside: ReactNode) => <QueryClientProvider client={client}><Router hook={hook} searchHook={searchHook}><Suspense fallback={null}>{inside}</Suspense></Router><Toasts /></QueryClientProvider>
  const drawn = render(around(piece))
  return { client, user, place: () => history.at(-1), again: (other: ReactNode) => drawn.rerender(around(other)), leave: drawn.unmount }
}

/** What stands at the edge of the screen. */
export const told = () => currentToasts().map((each) => each.text)
export const undo = () => takeNewestOffer()
export const field = (name: string | RegExp) => screen.getByLabelText<HTMLInputElement>(name)
export const button = (name: string | RegExp) => screen.getByRole('button', { name })
export const found = (name: string | RegExp) => screen.findByRole('button', { name })
export const gone = (words: string | RegExp) => vi.waitFor(() => expect(screen.queryByText(words)).toBeNull())
/** What the open menu offers. */
export const items = () => [...document.querySelectorAll<HTMLElement>('[data-popover-open] [role^=menuitem]')]
/** Opens a menu by its button and chooses. */
export async function choose(user: ReturnType<typeof userEvent.setup>, menu: string | RegExp, item: string | RegExp) {
  await user.click(await screen.findByRole('button', { name: menu }))
  await user.click(await vi.waitFor(() => items().find((each) => (typeof item === 'string' ? each.textContent === item : item.test(each.textContent ?? ''))) ?? expect.fail(`${String(item)} is not among ${items().map((each) => each.textContent).join(', ')}`)))
}
