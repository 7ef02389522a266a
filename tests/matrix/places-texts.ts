import type { Place, Places } from './places.ts'
import type { Corner } from './world.ts'

const text = { name: 'Begrüßung', shortcut: 'gruss', variants: [{ language: 'de', text: 'Guten Tag {{customer.name}},' }] }
const shared = ({ brandId }: Corner) => ({ ...text, shared: true, brandId })
/** A brand's texts are changed by who leads there. Others who answer see them, and are told that they are not theirs. */
const forWhoLeads = (ok: number): Place['ok'] => (_, { role }) => (['supervisor', 'manager', 'admin'].includes(role) ? ok : 403)
const one = { may: 'case.reply', id: ({ textId }: Corner) => textId, sight: 'brand', changes: true } as const

export const textPlaces: Places = {
  'POST /api/v1/cases/{id}/macros': { may: 'case.reply', id: (corner) => corner.case.id, sight: 'case', ok: 201, changes: true, body: ({ textId }) => ({ textId }), inside: { textId: ({ textId }) => ({ textId }) } },
  'DELETE /api/v1/macro-runs/{id}': { may: 'case.reply', id: ({ macroRunId }) => macroRunId, sight: 'personal', ok: 200, changes: true },
  'GET /api/v1/texts': { may: 'case.reply', ok: 200, lists: 'brand' },
  'POST /api/v1/texts': { may: 'case.reply', ok: 201, body: () => text, inside: { brandId: shared } },
  'PUT /api/v1/texts/{id}': { ...one, ok: forWhoLeads(200), body: shared, inside: { brandId: shared } },
  'DELETE /api/v1/texts/{id}': { ...one, ok: forWhoLeads(204) },
}
