import type { Places } from './places.ts'
import type { Corner } from './world.ts'

const ofMailbox = (corner: Corner) => corner.mailboxId
const ofMail = (corner: Corner) => corner.ledgerId
const settings = (change: Record<string, unknown>) => ({ address: `neu-${crypto.randomUUID()}@fjeld-wald.example`, name: 'Hilfe', teamId: null, receive: { how: 'http' }, send: null, ...change })

export const mailPlaces: Places = {
  'GET /api/v1/mailboxes': { may: 'channel.see', ok: 200, lists: 'brand' },
  'GET /api/v1/mailboxes/{id}': { may: 'channel.see', id: ofMailbox, sight: 'brand', ok: 200, lists: 'brand' },
  'GET /api/v1/senders': { may: 'case.open', ok: 200, lists: 'brand' },
  'POST /api/v1/mailboxes': {
    may: 'channel.change', ok: 201, body: ({ brandId }) => settings({ brandId }),
    inside: { brandId: ({ brandId }) => settings({ brandId }), teamId: ({ teamId }, own) => settings({ brandId: own.brandId, teamId }) },
  },
  'PUT /api/v1/mailboxes/{id}': {
    may: 'channel.change', id: ofMailbox, sight: 'brand', ok: 200, body: ({ brandId, mailboxAddress }) => settings({ brandId, address: mailboxAddress }),
    inside: { teamId: ({ teamId }, own) => settings({ brandId: own.brandId, address: own.mailboxAddress, teamId }), brandId: ({ brandId }, own) => settings({ brandId, address: own.mailboxAddress }) },
  },
  'DELETE /api/v1/mailboxes/{id}': { may: 'channel.change', id: ofMailbox, sight: 'brand', ok: 204, changes: true },
  'PUT /api/v1/mailboxes/{id}/pause': { may: 'channel.change', id: ofMailbox, sight: 'brand', ok: 200 },
  'DELETE /api/v1/mailboxes/{id}/pause': { may: 'channel.change', id: ofMailbox, sight: 'brand', ok: 200 },
  // Nothing was ever fetched from the corners' mailboxes.
  'POST /api/v1/mailboxes/{id}/back-fills': { may: 'channel.change', id: ofMailbox, sight: 'brand', ok: 422, body: () => ({ folder: 'INBOX', fromUid: 1 }) },
  'POST /api/v1/mailboxes/{id}/secret': { may: 'channel.change', id: ofMailbox, sight: 'brand', ok: 200 },
  'POST /api/v1/mailbox-checks': {
    may: 'channel.change', ok: 200, body: ({ brandId }) => settings({ brandId }),
    inside: { brandId: ({ brandId }) => settings({ brandId }), mailboxId: ({ mailboxId }, own) => settings({ brandId: own.brandId, mailboxId }) },
  },
  // The ledger is the brand's: who may read it sees every mail of the brand, whosever case it became.
  'GET /api/v1/ledger': { may: 'ledger.see', query: () => '?limit=100', ok: 200, lists: 'brand' },
  'GET /api/v1/ledger/balance': { may: 'ledger.see', ok: 200, lists: 'brand' },
  'PUT /api/v1/ledger/{id}/filing': { may: 'ledger.act', id: ofMail, sight: 'brand', ok: 200, changes: true, body: () => ({}), inside: { caseId: (foreign) => ({ caseId: foreign.case.id }) } },
  'PUT /api/v1/ledger/{id}/rejection': { may: 'ledger.act', id: ofMail, sight: 'brand', ok: 200, changes: true },
  'GET /api/v1/ledger/{id}/raw': { may: 'ledger.see', id: ofMail, sight: 'brand', ok: 200 },
  'GET /api/v1/outbox': { may: 'ledger.see', ok: 200, lists: 'case' },
}
