import type { Admission } from '#platform/http'
import type { Corner, Person } from './world.ts'
import { mailPlaces } from './places-mail.ts'
import { notificationPlaces } from './places-notifications.ts'
import { peoplePlaces } from './places-people.ts'
import { chatPlaces } from './places-chat.ts'
import { casePlaces } from './places-cases.ts'
import { reviewPlaces } from './places-reviews.ts'
import { textPlaces } from './places-texts.ts'
import { webhookPlaces } from './places-webhooks.ts'
import { widgetPlaces } from './places-widgets.ts'

/**
 * The place of one route in the matrix. Every route of the OpenAPI document has one; a new route gets its own by answering:
 * who may call it, whose id stands in its address, what a good call says, and what it answers to somebody who may.
 */
export type Place = {
  may: Admission
  /** The id in the address. Of a case: as far as somebody sees. Of the brand: whoever is granted it. Of nobody else: only one's own. */
  id?: (corner: Corner) => string
  /** A second id in the address, of something that belongs to the first. */
  key?: (corner: Corner) => string
  sight?: 'case' | 'brand' | 'account' | 'personal'
  body?: (corner: Corner, person: Person) => unknown
  query?: (corner: Corner) => string
  /** What a good call answers. */
  ok: number | ((corner: Corner, person: Person) => number)
  /** Its answer lists things: those of a case as far as one sees, or those of the brand. */
  lists?: 'case' | 'brand'
  /** Changes what it is about, so that every call gets a fresh one. */
  changes?: boolean
  /** Only at the desk, with a session. */
  desk?: boolean
  /** Ids of others inside the body: each of these is refused. */
  inside?: Record<string, (foreign: Corner, own: Corner) => unknown>
}
export type Places = Record<string, Place>

export const places: Places = { ...casePlaces, ...peoplePlaces, ...mailPlaces, ...webhookPlaces, ...widgetPlaces, ...textPlaces, ...reviewPlaces, ...notificationPlaces, ...chatPlaces }

/** Open to everybody by intent, each with what keeps it from telling anything; they are attacked in the tests that are named. */
export const openPlaces: Record<string, string> = {
  'POST /api/v1/setup': 'works once (accounts/set-up.test.ts)', 'POST /api/v1/session': 'asks a password (accounts/sign-in.test.ts)', 'DELETE /api/v1/session': 'ends one’s own', 'POST /api/v1/session/second-factor': 'asks a code (accounts/second-factor.test.ts)',
  'GET /api/v1/invitation-links/{token}': 'a secret link (accounts/invitations.test.ts)', 'POST /api/v1/invitation-links/{token}': 'a secret link (accounts/invitations.test.ts)',
  'POST /api/v1/password-resets': 'answers everybody alike (accounts/reset-password.test.ts)', 'PUT /api/v1/password-resets': 'a secret link (accounts/reset-password.test.ts)',
  'GET /files/{token}': 'a signed link of one person (tests/signed-links.test.ts)', 'GET /pictures/{token}': 'a signed link of one person (tests/signed-links.test.ts)',
  'GET /chat/v1/sites/{key}': 'says what the widget looks like', 'POST /chat/v1/exchange': 'a visitor’s secret (chat/attacks.test.ts)', 'POST /chat/v1/files': 'a visitor’s secret (chat/attacks.test.ts)', 'GET /chat/v1/files/{token}': 'a signed link of one visitor (chat/attacks.test.ts)',
  'GET /healthz': 'says that it is there', 'GET /readyz': 'says that the database is', 'GET /metrics': 'counts, never whose', 'POST /api/v1/inbound/{mailboxId}': 'asks a signature (email/http/inbound.test.ts)', 'GET /api/v1/setup': 'says whether it is needed',
}
