import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import pg from 'pg'
import { chromium, type Page } from 'playwright-core'
import { connection } from '#platform/db'
import { loadConfig } from '#platform/config'
import { addPerson, openSignIn } from '#modules/accounts'
import { db } from '#platform/db'
import { createServer } from '../app/server.ts'
import { startLive } from '../app/live.ts'
import { home } from '../app/home.ts'
import { anOperator, fillCases } from './fill.ts'
import { openGround, option, percentile, report, round } from './ground.ts'

const chromiumPath = '/usr/bin/chromium'

/** The desk in a real browser: what comes over the wire, when the list can be used, what a key takes to be seen, and a long list that is scrolled. `--cases=100000` */
export async function run() {
  if (!existsSync(chromiumPath)) { console.log('web: skipped, Chromium is not installed here'); return }
  const size = Number(option('cases', '100000'))
  // As it is handed out in service: built without what React has for developers.
  spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'app/web/vite.config.ts', '--logLevel', 'warn'], { cwd: home, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
  const ground = await openGround()
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-background-networking', '--no-first-run'] })
  try {
    const operator = await anOperator(1)
    await fillCases(ground.ownerUrl, operator, 0, size)
    const owner = new pg.Client(connection(ground.ownerUrl))
    await owner.connect()
    await owner.query("update cases.cases set status = 'open'")
    await owner.query('insert into cases.counts (account_id, brand_id, team_id, owner_id, status, n) select account_id, brand_id, team_id, owner_id, status, count(*) from cases.cases group by 1, 2, 3, 4, 5')
    await owner.query('vacuum analyze cases.cases')
    await owner.end()
    const { accountId, brandIds } = operator
    const grants = brandIds.map((brandId) => ({ brandId, visibility: 'all' as const }))
    const [email, password] = ['desk@bench.example', 'a bench password']
    await db().transaction({ accountId, brandIds: 'all' }, (tx) => addPerson(tx, { name: 'Desk', email, password, role: 'supervisor', grants }))
    const signIn = await openSignIn({ url: ground.url, baseUrl: 'http://127.0.0.1' })
    const app = await createServer(loadConfig({}, ground.folder))
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const live = await startLive(app, { origin: url })
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${url}/sign-in`)
    await page.evaluate((credentials) => fetch('/api/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(credentials) }), { email, password })
    const rows = [...await opening(page, url), ...await acting(page), ...await scrolling(page, size)]
    await live.stop()
    await app.close()
    await signIn.close()
    report('web', rows, 'Chromium beside the server on the same machine. Bytes as compressed by gzip; action to paint: from the key to the frame after the change. A frame is late when it takes more than 25 ms.')
  } finally {
    await browser.close()
    await ground.close()
  }
}

type Measured = { what: string; value: number; unit: string; goal: string }

async function opening(page: Page, url: string): Promise<Measured[]> {
  const { gzipSync } = await import('node:zlib')
  const sizes = { js: 0, css: 0, requests: 0 }
  page.on('response', (answer) => {
    const kind = /\.js$/.test(answer.url()) ? 'js' : /\.css$/.test(answer.url()) ? 'css' : null
    if (kind) { sizes.requests++; void answer.body().then((body) => { sizes[kind] += gzipSync(body, { level: 9 }).length }, () => {}) }
  })
  const usable: number[] = []
  let first = { ...sizes }
  for (let n = 0; n < 9; n++) {
    await page.goto(`${url}/cases/all`, { waitUntil: 'commit' })
    await page.locator('.case-row').nth(8).waitFor()
    usable.push(await page.evaluate(() => performance.now() - (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).responseEnd))
    if (n === 0) first = { ...sizes }
    await page.waitForTimeout(600)
  }
  return [{ what: 'JavaScript before the list can be used', value: round(first.js / 1000), unit: 'kB gz', goal: '120' }, { what: 'CSS', value: round(first.css / 1000), unit: 'kB gz', goal: '20' }, { what: 'requests for them', value: first.requests, unit: '', goal: '6' },
    { what: 'usable list after the HTML, p50', value: round(percentile(usable.slice(1), 0.5), 0), unit: 'ms', goal: '300' }]
}

/** Keys are pressed, and the page asked after each when the frame behind it was shown. */
async function acting(page: Page): Promise<Measured[]> {
  await page.evaluate(() => {
    const took: number[] = []
    Object.assign(window, { took })
    document.addEventListener('keydown', (event) => requestAnimationFrame(() => requestAnimationFrame(() => took.push(performance.now() - event.timeStamp))), { capture: true })
  })
  await page.locator('.case-row').first().focus()
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press(n % 10 === 9 ? 'k' : 'j')
    await page.waitForTimeout(50)
  }
  const took = await page.evaluate(() => (window as unknown as { took: number[] }).took)
  return [{ what: 'key to paint in the list, p95', value: round(percentile(took, 0.95), 0), unit: 'ms', goal: '50' }]
}

/** From the top down as fast as one can turn a wheel, part after part being read on the way. */
async function scrolling(page: Page, size: number): Promise<Measured[]> {
  const result = await page.evaluate(async (rows) => {
    const box = document.querySelector('.case-list__rows')!
    const frames: number[] = []
    let before = performance.now()
    const began = before
    let stuck = 0
    while (stuck < 300) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      frames.push(now - before)
      before = now
      const top = box.scrollTop
      box.scrollTop += 1500
      stuck = box.scrollTop === top ? stuck + 1 : 0
      if (performance.now() - began > 45_000) break
    }
    return { frames, seconds: (performance.now() - began) / 1000, drawn: document.querySelectorAll('.case-row').length, reached: Math.max(...[...box.querySelectorAll('[aria-posinset]')].map((row) => Number(row.getAttribute('aria-posinset')))), rows }
  }, size)
  const late = result.frames.filter((each) => each > 25).length
  return [{ what: `rows scrolled through, of ${size}`, value: result.reached, unit: 'rows', goal: String(size) }, { what: 'in', value: round(result.seconds), unit: 's', goal: '' }, { what: 'frames that were late', value: round((late / result.frames.length) * 100), unit: '%', goal: '' }, { what: 'frame, p95', value: round(percentile(result.frames, 0.95)), unit: 'ms', goal: '' }, { what: 'rows drawn at once', value: result.drawn, unit: '', goal: '' }]
}
