import { z } from 'zod'

/**
 * What the widget and the server say to each other, the same over a WebSocket (`/chat/v1/live`, one JSON frame a message) and, where sockets are
 * blocked, over `POST /chat/v1/exchange` (frames in, frames out, held back for up to 25 s when there is nothing to say).
 *
 * The rules: the widget gives every line an id of its own (`clientId`) and says it again until it hears `kept` or `refused`; the server keeps it
 * once before it says `kept`. Lines of a talk are numbered 1, 2, 3 … (`n`); the widget shows them by number, asks with `after` for what it misses,
 * and throws away what it has. Nothing else is needed for "never lost, never twice, the same order on both sides".
 */

const ClientId = z.uuid()
const Page = z.object({ url: z.string().max(2_000), title: z.string().max(300), referrer: z.string().max(2_000).default('') })

/** Who the site says the visitor is, signed by the site's server: a JWT (HS256) or an HMAC. See docs/chat-for-sites.md. */
export const Identification = z.union([
  /** RFC 7519, alg HS256 only. Claims: sub (the site's id of the person), exp (at most 24 h ahead), and, if wished, name, email. `kid` names the signing key. */
  z.object({ jwt: z.string().max(4_000) }),
  /** hash = hex HMAC-SHA256 under the signing key over `id \n email \n name \n expires` (seconds since 1970; empty strings where there is none). */
  z.object({ id: z.string().min(1).max(200), name: z.string().max(160).default(''), email: z.string().max(320).default(''), expires: z.number().int(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
])
export type Identification = z.infer<typeof Identification>

/** What the form before a talk asked, as it was filled in. Claims: nothing of it proves anything. */
export const FormFilled = z.object({ name: z.string().trim().max(160).default(''), email: z.string().trim().max(320).default(''), fields: z.record(z.string().max(40), z.string().max(2_000)).default({}), consent: z.boolean().default(false), department: z.string().max(80).default('') })

export const fromVisitor = z.discriminatedUnion('type', [
  /** First of all, and again after every loss of connection. Without `visitor` one is made. `after`: the last line that is here (0: none). */
  z.object({ type: z.literal('enter'), site: z.string().max(64), visitor: z.uuid().nullable().default(null), secret: z.string().max(100).nullable().default(null), talk: z.uuid().nullable().default(null), after: z.number().int().min(0).default(0),
    page: Page, language: z.string().max(35).default(''), timeZone: z.string().max(60).default(''), open: z.boolean().default(false), attributes: z.record(z.string().max(40), z.string().max(500)).default({}) }),
  z.object({ type: z.literal('identify'), who: Identification }),
  z.object({ type: z.literal('say'), clientId: ClientId, text: z.string().max(10_000), files: z.array(z.uuid()).max(10).default([]), /** Null: the talk that goes on, or a new one. */ talk: z.uuid().nullable().default(null), /** With the first line of a talk. */ form: FormFilled.nullable().default(null) }),
  /** `text`: what is being typed, only where the brand looks at it and the visitor was told so. */
  z.object({ type: z.literal('typing'), on: z.boolean(), text: z.string().max(1_000).default('') }),
  /** Lines up to this one are here / were seen. */
  z.object({ type: z.literal('got'), n: z.number().int().min(0) }),
  z.object({ type: z.literal('read'), n: z.number().int().min(0) }),
  z.object({ type: z.literal('page'), page: Page }),
  z.object({ type: z.literal('end') }),
  z.object({ type: z.literal('rate'), score: z.number().int().min(1).max(5), words: z.string().max(2_000).default('') }),
  z.object({ type: z.literal('transcript'), email: z.string().max(320) }),
  /** The work that was asked for is done: `answer` is a decimal number, and SHA-256 of `nonce:answer` begins with as many zero bits. Good once; then what was not let through is said again. */
  z.object({ type: z.literal('solved'), nonce: z.string().max(100), answer: z.string().regex(/^\d{1,12}$/) }),
])
export type FromVisitor = z.infer<typeof fromVisitor>

/** Shown in place of words, or under them: a product, an order, an article, quick replies. Links are https only. */
export const Card = z.object({
  kind: z.enum(['product', 'order', 'article', 'choices']), title: z.string().max(160), text: z.string().max(500).default(''), picture: z.string().max(2_000).nullable().default(null), price: z.string().max(40).default(''),
  link: z.object({ url: z.string().max(2_000), words: z.string().max(80) }).nullable().default(null), choices: z.array(z.string().max(80)).max(8).default([]),
})
export type Card = z.infer<typeof Card>

export const LineFile = z.object({ id: z.uuid(), name: z.string(), contentType: z.string(), size: z.number().int(), picture: z.boolean(), url: z.string() })
export const Line = z.object({
  n: z.number().int(), id: z.uuid(), clientId: z.uuid(), at: z.string(), by: z.enum(['visitor', 'agent', 'system']), /** The agent's public name; empty for the visitor's own. */ name: z.string(), avatar: z.string().nullable(),
  /** Plain text. System lines say a word of the catalogue instead: `joined`, `left`, `ended`, `by-mail`, `transferred`. */ text: z.string(), word: z.string().nullable(), files: z.array(LineFile), card: Card.nullable(),
})
export type Line = z.infer<typeof Line>

export const Talk = z.object({ id: z.uuid(), state: z.enum(['waiting', 'active', 'ended']), last: z.number().int(), /** Up to which line the agents have read. */ read: z.number().int(), agent: z.object({ name: z.string(), avatar: z.string().nullable() }).nullable(), rating: z.number().int().nullable() })
export type Talk = z.infer<typeof Talk>
/** Whether anybody is there to answer; if not, when somebody will be (null: nobody knows), and whether answers come by mail then. */
export const Staffed = z.object({ online: z.boolean(), backAt: z.string().nullable(), agents: z.array(z.object({ name: z.string(), avatar: z.string().nullable() })).max(4) })

export const toVisitor = z.discriminatedUnion('type', [
  /** `secret` is there when it is new: keep it, it replaces the one before. */
  z.object({ type: z.literal('welcome'), visitor: z.uuid(), secret: z.string().nullable(), talk: Talk.nullable(), staffed: Staffed, settings: z.number().int(), identified: z.boolean() }),
  z.object({ type: z.literal('kept'), clientId: ClientId, talk: z.uuid(), n: z.number().int(), at: z.string() }),
  /** What was asked is not done. With `clientId`: that line is not kept, and need not be said again as it is. `retryAfter` in seconds: later, unchanged. */
  z.object({ type: z.literal('refused'), clientId: ClientId.nullable(), code: z.enum(['invalid', 'too-many', 'too-large', 'blocked', 'unknown-site', 'not-here', 'bad-signature', 'expired', 'ended', 'unavailable']), title: z.string(), retryAfter: z.number().nullable() }),
  /** Too much came from there, and went on: before this line is kept (null: before anybody is let in) some work is to be done. See `solved`. */
  z.object({ type: z.literal('challenge'), clientId: ClientId.nullable(), nonce: z.string(), bits: z.number().int().min(1).max(30) }),
  z.object({ type: z.literal('lines'), talk: z.uuid(), lines: z.array(Line), /** More of them lie behind: ask again with `after`. */ more: z.boolean() }),
  z.object({ type: z.literal('talk'), talk: Talk }),
  z.object({ type: z.literal('typing'), name: z.string().nullable() }),
  z.object({ type: z.literal('staffed'), staffed: Staffed }),
  /** The line stands. Said on sockets every half a minute, as a page does not see the pings: who hears nothing for a minute comes again. */
  z.object({ type: z.literal('beat') }),
  /** A greeting that an agent or a rule begins with; the talk begins when the visitor answers. */
  z.object({ type: z.literal('greeting'), text: z.string(), name: z.string() }),
  /** Come again later, not all at once: after a time chosen at random between these milliseconds. */
  z.object({ type: z.literal('bye'), reason: z.enum(['restart', 'replaced', 'blocked']), between: z.tuple([z.number(), z.number()]).nullable() }),
])
export type ToVisitor = z.infer<typeof toVisitor>

/** `POST /chat/v1/exchange`: the first frame is always `enter`. Answers at once when frames of ours bring an answer, else when there is news or after `wait` ms. */
export const Exchange = z.object({ frames: z.array(fromVisitor).min(1).max(50), wait: z.number().int().min(0).max(25_000).default(0), /** What is known already, so that only news is told. */ knows: z.object({ n: z.number().int().min(0), read: z.number().int().min(0), state: z.string().max(20), online: z.boolean().nullable(), typing: z.string().max(160).nullable() }).nullable().default(null) })
export const Exchanged = z.object({ frames: z.array(toVisitor) })
