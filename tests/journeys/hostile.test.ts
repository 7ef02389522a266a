import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { aCounter, aMail, arrive, type Counter } from '#testing/email'
import { hasChromium, openDesk, shot, whyNoBrowser, type Desk } from '../browser.ts'

test.skipIf(hasChromium)(whyNoBrowser, () => expect(hasChromium).toBe(false))

const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC', 'base64')

describe.runIf(hasChromium)('what strangers send', () => {
  let desk: Desk
  let counter: Counter
  let elsewhere: Server
  let host: string
  const visits: Array<{ path: string; headers: IncomingHttpHeaders }> = []
  beforeAll(async () => {
    desk = await openDesk()
    counter = await aCounter({ send: { host: '127.0.0.1', port: 9 } })
    elsewhere = createServer((request, answer) => {
      visits.push({ path: request.url!, headers: request.headers })
      if (request.url!.startsWith('/page')) answer.setHeader('content-type', 'text/html').end('<title>elsewhere</title>')
      else answer.setHeader('content-type', 'image/png').end(dot)
    })
    await new Promise<void>((ready) => elsewhere.listen(0, '127.0.0.1', ready))
    host = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  })
  afterAll(async () => { await desk?.close(); elsewhere?.closeAllConnections(); elsewhere?.close() })

  const html = (body: string) => ({ headers: { 'Content-Type': 'text/html; charset=utf-8' }, body })
  /** The case of a mail on a page; everything that the page asks for, and says, is kept. */
  async function open(mail: Parameters<typeof aMail>[1], cookieToo = false) {
    const { caseId } = await arrive(counter, aMail(counter, { from: 'Mallory <mallory@evil.example>', ...mail }))
    const page = await desk.pageFor(counter.agent, { path: '/profile' })
    const asked: string[] = []
    const dialogs: string[] = []
    page.context().on('request', (request) => asked.push(request.url()))
    page.on('dialog', (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss() })
    // Cookies know no ports: if the browser itself went to the other server, it would bring its session along.
    if (cookieToo) expect((await page.context().cookies(host)).length).toBeGreaterThan(0)
    await page.goto(`${desk.url}/cases/all/${caseId}`)
    await page.getByRole('article', { name: /^Message from/ }).waitFor()
    return { page, dialogs, frame: page.frameLocator('iframe'), foreign: () => asked.filter((each) => !each.startsWith(desk.url) && !/^(?:data|blob|about):/.test(each)) }
  }
  const settled = (page: Page) => page.waitForTimeout(700)

  test('thirty-eight ways to load, run or lead away: none of them does', async () => {
    visits.length = 0
    const tricks = [
      `<link rel=stylesheet href="${host}/css">`, `<link rel=preload as=image href="${host}/preload">`, `<link rel=dns-prefetch href="${host}">`, `<meta http-equiv=refresh content="0;url=${host}/page-refresh">`, `<base href="${host}/">`,
      `<style>@import "${host}/import"; body{background:url(${host}/css-url)} @font-face{font-family:x;src:url(${host}/font)} p{font-family:x}</style>`,
      `<p style="background:url(${host}/style)">a</p>`, `<p style="background-image:image-set('${host}/set' 1x)">b</p>`, `<ul style="list-style:url(${host}/bullet)"><li>c</ul>`, `<p style="border-image:url(${host}/border)">d</p>`, `<p style="cursor:url(${host}/cursor),auto">e</p>`, `<p style="content:url(${host}/content)">f</p>`, `<p style="--x:url(${host}/var);background:var(--x)">g</p>`,
      `<p style="position:fixed;inset:0;z-index:9999;background:red" id=cover>covered</p>`,
      `<img src="${host}/plain">`, `<img srcset="${host}/srcset 1x">`, `<picture><source srcset="${host}/source"><img src="${host}/picture"></picture>`, `<img src="//127.0.0.1:${new URL(host).port}/bare">`, `<img lowsrc="${host}/lowsrc" dynsrc="${host}/dynsrc">`, `<img src=x onerror="alert('onerror')">`, `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>">`,
      `<table background="${host}/table"><tr><td background="${host}/cell">h</table>`, `<video poster="${host}/poster" src="${host}/video" autoplay></video>`, `<audio src="${host}/audio" autoplay></audio>`, `<object data="${host}/object"></object>`, `<embed src="${host}/embed">`, `<iframe src="${host}/page-frame"></iframe>`, `<iframe srcdoc="<script>parent.alert('srcdoc')</script>"></iframe>`,
      `<svg><image href="${host}/svg"/><script>alert('svg')</script><use href="${host}/use#a"/><animate onbegin="alert('animate')" attributeName=x dur=1s/></svg>`,
      `<script src="${host}/script"></script><script>alert('script')</script>`, `<form action="${host}/page-form" id=f><input name=a autofocus onfocus="alert('focus')"><button>Go</button></form>`, `<button form=f formaction="javascript:alert('formaction')">i</button>`, `<details open ontoggle="alert('toggle')"><summary>j</summary></details>`, `<marquee onstart="alert('marquee')">k</marquee>`,
      `<a href="javascript:alert('href')" id=js>l</a>`, `<a href="data:text/html,<script>alert('data')</script>" id=data>m</a>`, `<a href="vbscript:alert(1)">n</a>`, `<a href="${host}/page-link" ping="${host}/ping">o</a>`,
    ]
    expect(tricks.length).toBe(38)
    const { page, dialogs, frame, foreign } = await open({ subject: 'Thirty-eight ways', ...html(`<html><body onload="alert('load')"><p>Good morning.</p>${tricks.join('\n')}</body></html>`) })
    await frame.getByText('Good morning.').waitFor()
    await settled(page)
    // All of them came as far as the frame: what can be read of each stands there.
    expect((await frame.locator('body').innerText()).split(/\s+/)).toEqual(expect.arrayContaining([...'abcdefghijklmno']))
    // Clicking what can still be clicked leads nowhere either, but for the one honest link, which is left for the next test.
    for (const text of ['l', 'm', 'n']) await frame.locator('a', { hasText: new RegExp(`^${text}$`) }).click({ timeout: 1_000 }).catch(() => {})
    await settled(page)
    expect(foreign()).toEqual([])
    expect(visits).toEqual([])
    expect(dialogs).toEqual([])
    expect(page.url()).toContain('/cases/all/')
    expect(page.context().pages()).toHaveLength(1)
    expect(await frame.locator('script, style:not(head > style), link, meta:not(head > meta), base, form, input, button, iframe, object, embed, svg, math, video, audio, source').count()).toBe(0)
    await shot(page, 'thirty-eight-ways')
    await page.context().close()
  }, 60_000)

  // Read by one parser as the end of something, by the next as its inside. What never ends swallows the rest, so each comes alone.
  test.each([
    ['a noscript that ends in an attribute', `<noscript><p title="</noscript><img src=x onerror=alert('noscript')>">`],
    ['a style inside of mathematics', `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert('mxss')&gt;">`],
    ['a style inside of a drawing', `<svg></p><style><a id="</style><img src=x onerror=alert('svg-style')>">`],
    ['forms inside of forms', `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert('form')>`],
    ['letters that nobody sees', `<a href="java\u0000script:alert('nul')">p</a><img src="${'x'.repeat(9)}" onerror\u00a0=alert('space')><img/src=x/onerror=alert('slash')>`],
  ])('a mail that browsers read differently from us runs nothing: %s', async (_, trick) => {
    visits.length = 0
    const { page, dialogs, frame, foreign } = await open({ subject: 'Two readings', ...html(`<p>Good morning.</p>${trick}`) })
    await frame.getByText('Good morning.').waitFor()
    await settled(page)
    expect([foreign(), visits, dialogs]).toEqual([[], [], []])
    expect(await frame.locator('script, style:not(head > style), svg, math, form, noscript, [onerror]').count()).toBe(0)
    await page.context().close()
  }, 60_000)

  test('a remote picture that is asked for comes through us: its server sees neither who looks nor from where, and once', async () => {
    visits.length = 0
    const { page, frame, foreign } = await open({ subject: 'Catalogue', ...html(`<p>Our new tents</p><img src="${host}/tent.png?reader=maren" alt="A tent">`) }, true)
    await frame.getByText('Our new tents').waitFor()
    await settled(page)
    expect(visits).toEqual([])
    await page.getByRole('button', { name: 'Show remote images' }).click()
    await expect.poll(() => frame.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth).catch(() => 0), { timeout: 10_000 }).toBe(10)
    expect(await frame.locator('img').getAttribute('src')).toMatch(/^\/pictures\//)
    expect(foreign()).toEqual([])
    expect(visits.map((each) => each.path)).toEqual(['/tent.png?reader=maren'])
    const { headers } = visits[0]!
    expect(headers.cookie).toBeUndefined()
    expect(headers.referer).toBeUndefined()
    expect(headers['accept-language']).toBeUndefined()
    expect(headers['user-agent'] ?? '').not.toMatch(/Chrom|Mozilla|Linux/)
    await shot(page, 'remote-picture')
    await page.context().close()
  }, 60_000)

  test('a link opens beside the desk, without a way back to it and without saying where it was followed', async () => {
    visits.length = 0
    const { page, frame } = await open({ subject: 'Link', ...html(`<p>See <a href="${host}/page-shop">our shop</a></p>`) })
    const [opened] = await Promise.all([page.context().waitForEvent('page'), frame.getByRole('link', { name: 'our shop' }).click()])
    await opened.waitForLoadState()
    expect(await opened.title()).toBe('elsewhere')
    expect(await opened.evaluate(() => window.opener)).toBeNull()
    expect(visits.find((each) => each.path === '/page-shop')!.headers.referer).toBeUndefined()
    expect(page.url()).toContain('/cases/all/')
    await page.context().close()
  }, 60_000)

  test('markup in names, subjects, words and names of files is text; a drawing and a page are saved, never opened', async () => {
    const { page, dialogs, foreign } = await open({
      from: '"<img src=x onerror=alert(1)>" <mallory@evil.example>', subject: '<script>alert(2)</script>\u202Egpj.exe', headers: { 'Content-Type': 'multipart/mixed; boundary="m"' },
      body: `--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n<b>not bold</b> javascript:alert(3)\r\n--m\r\nContent-Type: image/svg+xml; name="x.svg"\r\nContent-Disposition: attachment; filename="<img src=x onerror=alert(4)>.svg"\r\n\r\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(5)"/>\r\n--m\r\nContent-Type: text/html; name="page.html"\r\nContent-Disposition: attachment; filename="page.html"\r\n\r\n<script>alert(6)</script>\r\n--m--`,
    })
    await page.getByText('<b>not bold</b>').first().waitFor()
    expect(await page.locator('main a[href^="javascript"], main img[src="x"], main script').count()).toBe(0)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /page\.html/ }).first().click()
    expect((await download).suggestedFilename()).toMatch(/page\.html$/)
    await settled(page)
    expect(dialogs).toEqual([])
    expect(foreign()).toEqual([])
    expect(page.context().pages()).toHaveLength(1)
    expect(await page.title()).not.toContain('\u202E')
    await shot(page, 'markup-as-text')
    await page.context().close()
  }, 60_000)
})
