import { expect, test } from 'vitest'
import { knownFiles } from './known-files.ts'
import { message } from './sample-case.ts'

const file = (id: string, name: string) => ({ id, name, contentType: 'image/jpeg', size: 20, contentId: id, url: `/files/${id}` })
const draft = { kind: 'reply' as const, text: '', html: null, to: [], cc: [], bcc: [], subject: '', attachmentIds: ['a1'], files: [file('a1', 'stange.pdf')], version: 1, macroId: null, savedAt: '2026-11-24T10:00:00Z' }

test('the files of a draft are known wherever it is opened', () => {
  expect(knownFiles().find(['a1'], { messages: [], drafts: [draft] })).toEqual([file('a1', 'stange.pdf')])
})
test('files of a sending that came back are known from its message, pictures by the name that the text gives them', () => {
  const messages = [{ ...message, attachments: [{ id: 'a2', name: 'foto.jpg', contentType: 'image/jpeg', size: 20, inline: true, contentId: 'first', kind: 'image' as const, url: '/files/x' }] }]
  expect(knownFiles().find(['a2'], { messages, drafts: [] })[0]).toMatchObject({ name: 'foto.jpg', contentId: 'first', url: '/files/x' })
})
test('what was just brought up is known before the server says so', () => {
  const files = knownFiles()
  files.remember(file('a3', 'neu.jpg'))
  expect(files.find(['a3', 'a1'], { messages: [], drafts: [draft] }).map((each) => each.name)).toEqual(['neu.jpg', 'stange.pdf'])
})
test('one that nobody knows stands there without a name: it would be sent all the same', () => {
  expect(knownFiles().find(['a4'], { messages: [], drafts: [] })).toMatchObject([{ id: 'a4', name: '' }])
})
