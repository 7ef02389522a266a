import { z } from 'zod'
import { Card, Line, LineFile, Staffed } from './protocol.ts'

export { LineFile }

const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'A colour is written as #1f5eff.')
const Words = z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().trim().max(600))
export const FormField = z.object({ key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), label: Words, kind: z.enum(['text', 'long-text', 'choice']), required: z.boolean().default(false), choices: z.array(z.string().trim().min(1).max(80)).max(20).default([]) })
/** When a greeting is shown by itself. All conditions that are set must hold; `page` is a part of the address, `*` stands for anything. */
export const GreetingRule = z.object({ id: z.string().max(40), page: z.string().max(300).default(''), afterSeconds: z.number().int().min(0).max(3_600).default(10), returning: z.boolean().nullable().default(null), words: Words, on: z.boolean().default(true) })
export const OpeningHours = z.array(z.object({ day: z.number().int().min(1).max(7), from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) })).max(42)

/** Everything that a brand decides about its widget. */
export const WidgetSettings = z.object({
  /** Origins on which it may run, `https://shop.example` or `https://*.shop.example`. Empty: nowhere but the test page. */ origins: z.array(z.string().regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/i, 'Write it as https://shop.example.')).max(50).default([]),
  colour: Colour.default('#1f5eff'), textOnColour: Colour.default('#ffffff'), title: z.string().trim().max(80).default(''), logo: z.string().max(2_000).default(''), position: z.enum(['right', 'left']).default('right'), offset: z.object({ x: z.number().int().min(0).max(400), y: z.number().int().min(0).max(400) }).default({ x: 20, y: 20 }),
  greeting: Words.default({}), hideOn: z.array(z.string().max(300)).max(50).default([]), hideOnPhones: z.boolean().default(false), hideWhenClosed: z.boolean().default(false),
  form: z.object({ ask: z.enum(['never', 'closed', 'always']).default('closed'), name: z.enum(['no', 'optional', 'required']).default('optional'), email: z.enum(['no', 'optional', 'required']).default('optional'), fields: z.array(FormField).max(10).default([]), consent: Words.default({}) }).prefault({}),
  departments: z.array(z.object({ key: z.string().regex(/^[a-z][a-z0-9-]{0,79}$/), name: Words, teamId: z.uuid() })).max(20).default([]),
  hours: OpeningHours.nullable().default(null), showPage: z.boolean().default(true), sneakPeek: z.boolean().default(false), files: z.boolean().default(true), rating: z.boolean().default(true), sound: z.boolean().default(true), transcript: z.boolean().default(true), readReceipts: z.boolean().default(true),
  /** Minutes after which an answer to a visitor who left goes by mail. */ mailAfterMinutes: z.number().int().min(1).max(1_440).default(5), /** Minutes of silence after which a talk ends. */ endAfterMinutes: z.number().int().min(5).max(10_080).default(720), mailboxId: z.uuid().nullable().default(null),
  greetings: z.array(GreetingRule).max(20).default([]),
})
export type WidgetSettings = z.infer<typeof WidgetSettings>

export const Widget = z.object({ id: z.uuid(), brandId: z.uuid(), name: z.string(), teamId: z.uuid().nullable(), siteKey: z.string(), settings: WidgetSettings, signingKeys: z.array(z.object({ id: z.uuid(), createdAt: z.string() })), snippet: z.string(), version: z.number().int(), online: z.number().int() })
export type Widget = z.infer<typeof Widget>
export const WidgetInput = z.object({ brandId: z.uuid(), name: z.string().trim().min(1).max(80), teamId: z.uuid().nullable().default(null), settings: WidgetSettings.prefault({}) })
export const SigningKeyMade = z.object({ id: z.uuid(), secret: z.string() })

/** What the widget may know of its settings before anybody has said who they are: `GET /chat/v1/sites/:key`. */
export const PublicSettings = WidgetSettings.omit({ origins: true, mailboxId: true, hours: true, mailAfterMinutes: true, endAfterMinutes: true }).extend({ departments: z.array(z.object({ key: z.string(), name: Words })), name: z.string(), language: z.string(), version: z.number().int(), staffed: Staffed })
export type PublicSettings = z.infer<typeof PublicSettings>

/** A visitor as an agent sees them. `claimed` is what they say of themselves; `identified` what the site signed for. Page and the like are null where the brand does not look. */
export const Visitor = z.object({
  id: z.uuid(), brandId: z.uuid(), widgetId: z.uuid(), name: z.string(), claimed: z.object({ name: z.string(), email: z.string(), fields: z.record(z.string(), z.string()) }), identified: z.object({ externalId: z.string(), at: z.string() }).nullable(), customerId: z.uuid().nullable(),
  online: z.boolean(), page: z.object({ url: z.string(), title: z.string(), referrer: z.string() }).nullable(), language: z.string().nullable(), timeZone: z.string().nullable(), browser: z.string(), attributes: z.record(z.string(), z.string()), visits: z.number().int(), firstSeenAt: z.string(), lastSeenAt: z.string(), blocked: z.boolean(),
  talk: z.object({ id: z.uuid(), caseId: z.uuid(), state: z.enum(['waiting', 'active', 'ended']) }).nullable(),
})
export type Visitor = z.infer<typeof Visitor>

/** A talk as the desk sees it. `peek`: what the visitor is typing, where the brand looks at it. */
export const AgentTalk = z.object({
  id: z.uuid(), caseId: z.uuid(), reference: z.string(), brandId: z.uuid(), widgetName: z.string(), state: z.enum(['waiting', 'active', 'ended']), visitor: Visitor, ownerId: z.uuid().nullable(), ownerName: z.string(), teamId: z.uuid().nullable(), department: z.string(),
  startedAt: z.string(), waitingSince: z.string().nullable(), last: z.object({ n: z.number().int(), by: z.enum(['visitor', 'agent', 'system']), text: z.string(), at: z.string() }).nullable(), unread: z.number().int(), visitorRead: z.number().int(), visitorGot: z.number().int(), peek: z.string(), typing: z.boolean(), rating: z.number().int().nullable(), ratingWords: z.string(), mailConversation: z.boolean(),
})
export type AgentTalk = z.infer<typeof AgentTalk>
export const AgentTalks = z.object({ waiting: z.array(AgentTalk), mine: z.array(AgentTalk), others: z.array(AgentTalk), me: z.object({ available: z.boolean(), capacity: z.number().int(), busy: z.number().int() }) })
/** How much there is to do: what waits for this person, and what they are in. */
export const ChatCounts = z.object({ waiting: z.number().int(), mine: z.number().int(), me: z.object({ available: z.boolean(), capacity: z.number().int(), busy: z.number().int() }) })
export type ChatCounts = z.infer<typeof ChatCounts>
/** What colleagues say among themselves at a talk: never told to the visitor. */
export const TalkNote = z.object({ id: z.uuid(), at: z.string(), name: z.string(), text: z.string() })
export type TalkNote = z.infer<typeof TalkNote>
/** `notes`: all there are, for whoever reads notes. `departments`: where it can be passed on to. */
export const TalkLines = z.object({ talk: AgentTalk, lines: z.array(Line), more: z.boolean(), notes: z.array(TalkNote), departments: z.array(z.object({ key: z.string(), name: Words })) })

/** `POST /api/v1/talks/:id/lines`. `seen`: the last line that the writer saw; something later from the visitor does not stop a chat line, it is shown beside it. */
export const AgentLine = z.object({ clientId: z.uuid(), text: z.string().max(10_000).default(''), attachmentIds: z.array(z.uuid()).max(10).default([]), card: Card.nullable().default(null), seen: z.number().int().min(0).default(0) })
export const AgentLineKept = z.object({ n: z.number().int(), at: z.string(), messageId: z.uuid() })
export const Availability = z.object({ available: z.boolean(), capacity: z.number().int().min(1).max(50).optional() })
export const MyAvailability = z.object({ available: z.boolean(), capacity: z.number().int(), busy: z.number().int() })
/** To one of them: a person, a team, or a department, whose team it then is. */
export const Transfer = z.object({ personId: z.uuid().nullable().default(null), teamId: z.uuid().nullable().default(null), department: z.string().min(1).max(80).nullable().default(null), note: z.string().trim().max(4_000).default('') })
export const WrapUp = z.object({ tags: z.array(z.string().trim().min(1).max(60)).max(20).default([]), note: z.string().trim().max(4_000).default(''), status: z.enum(['open', 'solved']).default('solved') })
export const Reading = z.object({ n: z.number().int().min(0) })
export const Invitation = z.object({ personId: z.uuid(), note: z.string().trim().max(4_000).default('') })
export const Greeting = z.object({ text: z.string().trim().min(1).max(600) })
export const AgentTyping = z.object({ on: z.boolean() })
/** What the desk's socket says of passing matters at a talk (`{ type: 'chat', … }`), only to who may see the case. */
export const ChatSign = z.object({ talkId: z.uuid(), caseId: z.uuid(), typing: z.boolean(), peek: z.string(), online: z.boolean() })
/** What the desk's socket says of who is on the sites (`{ type: 'visitors', … }`) to whoever looks, of brands that they may see: new or changed ones, and who has left. `more`: too many at once, read the list anew. */
export const VisitorsSign = z.object({ here: z.array(Visitor), left: z.array(z.uuid()), more: z.boolean() })
