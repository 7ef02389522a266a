import { expect, test } from 'vitest'
import { sanitiseHtml } from './sanitise-html.ts'
import { showsPicture, withPictures } from './with-pictures.ts'

const mail = sanitiseHtml('<p>Hallo</p><img src="cid:logo@fjeld" alt="Logo"><img src="https://spy.example/p.gif?a=1&b=2" width="1">').html
const inline = (contentId: string) => (contentId === 'logo@fjeld' ? '/files/abc' : null)

test('an inline picture shows, a remote one stays away until it is asked for', () => {
  const shown = withPictures(mail, { inline, remote: null })
  expect(shown).toContain('<img src="/files/abc" alt="Logo"')
  expect(shown).not.toContain('spy.example')
})
test('asked for, it comes through the proxy, which gets the address as it was written', () => {
  const asked: string[] = []
  expect(withPictures(mail, { inline, remote: (url) => { asked.push(url); return '/pictures/token' } })).toContain('<img src="/pictures/token"')
  expect(asked).toEqual(['https://spy.example/p.gif?a=1&b=2'])
})
test('a content id that the mail does not hold loads nothing', () => {
  expect(withPictures(sanitiseHtml('<img src="cid:elsewhere" alt="x">').html, { inline, remote: null })).not.toMatch(/src=/)
})

test('only what the text shows is said to be shown there, however its id is spelt', () => {
  const html = sanitiseHtml('<p><img src="cid:logo@fjeld"><img src="cid:a&amp;b"></p>').html
  expect(['logo@fjeld', 'a&b', 'logo', 'photo@phone', null].map((id) => showsPicture(html, id))).toEqual([true, true, false, false, false])
  expect(showsPicture(null, 'logo@fjeld')).toBe(false)
})
