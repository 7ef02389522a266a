import { expect, test } from 'vitest'
import { recipientsOfAnswer, type Answered } from './recipients.ts'

const at = (address: string) => ({ address, name: '' })
const ours = { isOurs: (address: string) => address === 'hilfe@fjeld.example', isStaff: (address: string) => address === 'maren@veerhuis.example' }
const mail = (parts: Partial<Answered>): Answered => ({ from: at('fatima@kunde.example'), replyTo: [], to: [at('hilfe@fjeld.example')], cc: [], list: false, ...parts })

test('an answer goes to who wrote, and our own address stays out', () => {
  const { to, cc, explained } = recipientsOfAnswer(mail({}), ours)
  expect([to, cc]).toEqual([[at('fatima@kunde.example')], []])
  expect(explained).toEqual([{ address: 'fatima@kunde.example', included: 'to', reason: 'sender' }, { address: 'hilfe@fjeld.example', included: 'left-out', reason: 'own-address-left-out' }])
})
test('who asks for answers elsewhere gets them there', () => {
  expect(recipientsOfAnswer(mail({ replyTo: [at('buero@kunde.example')] }), ours).to).toEqual([at('buero@kunde.example')])
})
test('a Reply-To that only repeats the sender changes nothing', () => {
  expect(recipientsOfAnswer(mail({ replyTo: [at('Fatima@Kunde.example')] }), ours).explained[0]).toMatchObject({ reason: 'sender' })
})
test('who was in copy stays in copy; a colleague does not', () => {
  const { cc, explained } = recipientsOfAnswer(mail({ cc: [at('mann@kunde.example'), at('maren@veerhuis.example')] }), ours)
  expect(cc).toEqual([at('mann@kunde.example')])
  expect(explained).toContainEqual({ address: 'maren@veerhuis.example', included: 'left-out', reason: 'colleague-left-out' })
})
test('nobody is written to twice, however the address is spelled', () => {
  expect(recipientsOfAnswer(mail({ to: [at('Fatima@kunde.example')], cc: [at('fatima@kunde.example')] }), ours)).toMatchObject({ to: [at('fatima@kunde.example')], cc: [] })
})
test('a Reply-To of ours is a trick or a mistake: the sender is answered', () => {
  expect(recipientsOfAnswer(mail({ replyTo: [at('hilfe@fjeld.example')] }), ours).to).toEqual([at('fatima@kunde.example')])
})
test('an address that takes no answers is left out and said to be', () => {
  expect(recipientsOfAnswer(mail({ from: at('no-reply@shop.example') }), ours)).toMatchObject({ to: [], explained: [{ address: 'no-reply@shop.example', included: 'left-out', reason: 'no-reply-left-out' }, {}] })
})
test('a mailing list is not answered to everybody', () => {
  expect(recipientsOfAnswer(mail({ list: true, to: [at('alle@verein.example')] }), ours)).toMatchObject({ cc: [], explained: [{}, { address: 'alle@verein.example', included: 'left-out', reason: 'list-left-out' }] })
})
