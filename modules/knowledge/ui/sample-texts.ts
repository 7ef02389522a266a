import type { Text } from '#contracts/knowledge'

/** Two texts of Fjeld & Wald and one of Maren's own, as the fixtures and the tests know them. */
export const spare: Text = {
  id: 't1', name: 'Ersatzteil ist unterwegs', shortcut: 'ersatz', shared: true, brandId: 'b1', mayChange: true, version: 3, deeds: [{ kind: 'status', status: 'waiting-customer' }, { kind: 'tag', add: ['spare-part'], remove: [] }], changedAt: '2026-11-20T09:00:00Z',
  variants: [{ language: 'de', text: 'Guten Tag {{customer.name}},\n\ndas Ersatzteil geht heute noch an Sie heraus.', html: null }, { language: 'da', text: 'Hej {{customer.first-name}}\n\nReservedelen sendes i dag.', html: '<p>Hej {{customer.first-name}}</p><p></p><p>Reservedelen sendes <strong>i dag</strong>.</p>' }],
}
export const patience: Text = { ...spare, id: 't2', deeds: [], name: 'Thank you for your patience', shortcut: '', brandId: null, mayChange: false, variants: [{ language: 'en', text: 'Thank you for your patience, we are looking into it.', html: null }] }
export const mine: Text = { ...spare, id: 't3', deeds: [], name: 'Gruß aus Flensburg', shortcut: 'gruss', shared: false, brandId: null, variants: [{ language: 'de', text: 'Viele Grüße aus Flensburg', html: null }] }
export const sampleTexts = [mine, spare, patience]
