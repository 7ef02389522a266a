import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { hasChromium, objections, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

/** RFC 6238 with the defaults of authenticator apps: SHA-1, 30 s, six digits. */
function totp(secret: string, now = Date.now()): string {
  const bits = [...secret.replace(/=+$/, '').toUpperCase()].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const at = hash.at(-1)! & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

describe.runIf(hasChromium)('the doors', () => {
  let desk: Desk
  let page: Page
  const owner = { email: 'geert@veerhuis.example', password: 'a long password of hers' }
  beforeAll(async () => { desk = await openDesk(); page = await desk.pageFor(null) })
  afterAll(() => desk?.close())

  const signIn = async (at: Page, email: string, password: string) => {
    await at.getByLabel('E-mail address').fill(email)
    await at.getByLabel('Password', { exact: true }).fill(password)
    await at.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  const signOut = async (at: Page, name: string) => {
    await at.getByRole('button', { name }).click()
    await at.getByRole('menuitem', { name: 'Sign out' }).click()
    await at.getByRole('heading', { name: 'Sign in' }).waitFor()
  }

  test('the first visit sets Balie up, and the owner stands at the desk', async () => {
    await page.getByRole('heading', { name: 'Set up Balie' }).waitFor()
    await shot(page, 'set-up')
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await shot(page, 'set-up-320')
    await page.setViewportSize({ width: 1440, height: 900 })
    expect(await objections(page)).toEqual([])
    await page.getByLabel('Name of the organisation').fill('Veerhuis')
    await page.getByLabel('Your name').fill('Geert Veenstra')
    await page.getByLabel('E-mail address').fill(owner.email)
    await page.getByLabel('Password', { exact: true }).fill(owner.password)
    await page.getByLabel('Name of the brand').fill('Fjeld & Wald')
    await page.getByRole('button', { name: 'Set up' }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    expect((await desk.ask(null, 'POST', 'setup', {})).status).not.toBe(200)
  }, 60_000)

  test('out, in with a wrong password (no), in with the right one', async () => {
    await signOut(page, 'Geert Veenstra')
    await signIn(page, owner.email, 'wrong wrong wrong')
    await page.getByText('do not fit together').waitFor()
    await signIn(page, owner.email, owner.password)
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
  }, 60_000)

  test('a second factor is set up, asked for, and a recovery code opens once', async () => {
    await page.goto(`${desk.url}/profile`)
    await page.getByRole('button', { name: 'Set up' }).click()
    const part = page.locator('.part', { has: page.getByRole('heading', { name: 'Second factor' }) })
    await part.getByLabel('Current password').fill(owner.password)
    await page.getByRole('button', { name: 'Next' }).click()
    const key = await page.locator('.factor code').innerText()
    await page.getByLabel('Code').fill(totp(key))
    await page.getByRole('button', { name: 'Switch on' }).click()
    const code = await page.locator('.codes code').first().innerText()
    await page.goto(`${desk.url}/cases/mine`)
    await signOut(page, 'Geert Veenstra')
    await signIn(page, owner.email, owner.password)
    await page.getByLabel('Code').fill('000000')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('This code is not right').waitFor()
    await page.getByLabel('Code').fill(code)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await signOut(page, 'Geert Veenstra')
    await signIn(page, owner.email, owner.password)
    await page.getByLabel('Code').fill(code)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('This code is not right').waitFor()
    await page.getByLabel('Code').fill(totp(key))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
  }, 60_000)

  test('a colleague is invited by a link that works once', async () => {
    await page.goto(`${desk.url}/people`)
    await page.getByRole('button', { name: 'Invite' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Maren Lindqvist')
    await dialog.getByLabel('E-mail address').fill('maren@veerhuis.example')
    await dialog.getByRole('button', { name: 'Invite' }).click()
    const link = await page.getByRole('dialog').locator('.copy-line__text').innerText()
    const path = new URL(link).pathname
    const hers = await desk.pageFor(null, { path })
    await hers.getByRole('heading', { name: 'Welcome to Veerhuis' }).waitFor()
    expect(await objections(hers)).toEqual([])
    await shot(hers, 'invitation')
    await hers.getByLabel('Password', { exact: true }).fill('maren has a password')
    await hers.getByRole('button', { name: 'Join' }).click()
    await hers.getByRole('navigation', { name: 'Main' }).waitFor()
    const again = await desk.pageFor(null, { path })
    await again.getByText('not valid any more').waitFor()
    await Promise.all([hers, again].map((each) => each.context().close()))
  }, 60_000)
})
