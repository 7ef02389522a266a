import { randomBytes } from 'node:crypto'
import { messageReceived } from '#events/conversations'
import { caseOpened } from '#events/cases'
import { blob, keepBlobs } from '#platform/blobs'
import { db } from '#platform/db'
import { announce, theSystem } from '#platform/events'
import { newId } from '#platform/ids'
import { roles, visibilities, type Actor, type Role, type Visibility } from '#platform/permissions'
import { aBrand, anAccount, anActor, asSession, aTeam } from '#testing/accounts'
import { aCase, aMessage, type CaseMade } from '#testing/cases'
import { aTalk, aVisitor, aWidget, type WidgetMade } from '#testing/chat'
import { aChannel } from '#testing/conversations'
import { aCustomer } from '#testing/customers'
import { aNotification } from '#testing/notifications'
import { aWebhook } from '#testing/webhooks'
import type { Whose } from './expectation.ts'

// Two accounts; in the first one two brands, and in the first of those people of every role and sight. Everything bears words that
// stand nowhere else, so that whatever should not be told can be looked for in what was told.

const word = () => `zq${randomBytes(5).toString('hex')}`

export type Yard = { accountId: string; brandId: string; teamId: string; otherTeamId: string; colleague: Actor }
/** One of each kind of thing, of one case. `caseWords` are told to who sees the case; `brandWords` to who sees things of the brand. */
export type Corner = {
  whose: Whose; accountId: string; brandId: string; teamId: string; ownerId: string | null; case: CaseMade; customerId: string; messageId: string; sentId: string; noteId: string; deliveryId: string; attachmentId: string
  mailboxId: string; mailboxAddress: string; ledgerId: string; webhookId: string; webhookDeliveryId: string; widget: WidgetMade; personId: string; invitationId: string; tokenId: string; bulkId: string; fieldId: string; sessionId: string; viewId: string; textId: string; reviewId: string; macroRunId: string; notificationId: string; readingId: string; colleagueId: string; talkId: string; visitorId: string; widgetId: string; caseWords: string[]; brandWords: string[]; noteWord: string; fileWord: string
}
export type Person = { actor: Actor; role: Role; visibility: Visibility; name: string }
export type World = { people: Person[]; corners: Map<string, Corner[]>; yards: { here: Yard; nextDoor: Yard; elsewhere: Yard } }

async function aYard(accountId: string, name: string): Promise<Yard> {
  const brand = await aBrand({ accountId, name })
  const [team, other] = [await aTeam({ accountId, brandId: brand.id }), await aTeam({ accountId, brandId: brand.id, name: 'The other team' })]
  return { accountId, brandId: brand.id, teamId: team.id, otherTeamId: other.id, colleague: await anActor({ accountId, brandIds: [brand.id], teamIds: [other.id], name: word() }) }
}

export async function openWorld(): Promise<World> {
  const [{ accountId }, stranger] = [await anAccount('Veerhuis Klantenservice BV'), await anAccount('Somebody else')]
  const yards = { here: await aYard(accountId, 'Fjeld & Wald'), nextDoor: await aYard(accountId, 'Polder Verzekert'), elsewhere: await aYard(stranger.accountId, 'Konkurrenz') }
  const people: Person[] = []
  const corners = new Map<string, Corner[]>()
  const shared = [await aCorner(yards, 'team', null), await aCorner(yards, 'others', null), await aCorner(yards, 'other brand', null), await aCorner(yards, 'other account', null)]
  for (const role of roles) for (const visibility of visibilities) {
    const actor = await anActor({ accountId, name: `${role} ${visibility}`, role, brandIds: [yards.here.brandId], visibility, teamIds: [yards.here.teamId] })
    await db().transaction({ accountId, brandIds: 'all' }, (tx) => tx.run('', 'insert into chat.agents (account_id, person_id, capacity) values ($1, $2, 50)', [accountId, actor.personId]))
    people.push({ actor, role, visibility, name: `${role} who sees ${visibility}` })
    corners.set(actor.personId, [await aCorner(yards, 'mine', actor), ...shared])
  }
  return { people, corners, yards }
}

/** Everything there is, whosever. What is `mine` to one is a colleague's to all others. */
export const allCorners = (world: World): Corner[] => [...new Set([...world.corners.values()].flat())]

const yardOf = (yards: World['yards'], whose: Whose): Yard => whose === 'other account' ? yards.elsewhere : whose === 'other brand' ? yards.nextDoor : yards.here

/** Makes a corner: whole, but for a token and a session of a person, which cost a login. */
export async function aCorner(yards: World['yards'], whose: Whose, mine: Actor | null): Promise<Corner> {
  const { accountId, brandId, teamId, otherTeamId, colleague } = yardOf(yards, whose)
  const scope = { accountId, brandIds: 'all' as const }
  const ownerId = whose === 'mine' ? mine!.personId : whose === 'team' ? null : colleague.personId
  const words = { subject: word(), text: word(), file: word(), note: word(), name: word(), address: word(), mailbox: word(), mail: word(), person: word(), invited: word(), team: word(), webhook: word(), widget: word(), view: word(), field: word(), canned: word(), draft: word() }
  const mailbox = await aMailbox(accountId, brandId, words.mailbox)
  const customer = await aCustomer({ accountId, brandId, name: words.name, address: `${words.address}@kunde.example` })
  const made = await aCase({ accountId, brandId, ownerId, teamId: whose === 'team' ? teamId : otherTeamId, channelId: mailbox.id, customer, subject: words.subject, text: words.text, tags: [words.subject], html: `<p>${words.text}</p>`, raw: `Subject: ${words.subject}\r\n\r\n${words.text}`, files: [{ name: `${words.file}.txt` }] })
  const sent = await aMessage(made, { kind: 'out', text: words.text, author: { id: colleague.personId, name: 'Maren', address: mailbox.address }, delivery: { state: 'doubtful', recipients: [customer.address] } })
  const note = await aMessage(made, { kind: 'note', text: words.note, author: { id: colleague.personId, name: 'Maren', address: null } })
  const widget = await aWidget({ accountId, brandId, name: words.widget })
  const visitor = await aVisitor(widget, { title: words.name })
  const chat = await aCase({ accountId, brandId, ownerId, teamId: whose === 'team' ? teamId : otherTeamId, channelId: widget.id, customer, subject: words.subject, text: words.text })
  // Whoever has many corners of their own would have their hands full.
  const talk = await aTalk(widget, { ...chat, visitorId: visitor.id, customerId: customer.id }, whose === 'mine' ? 'ended' : 'active')
  const person = await anActor({ accountId, brandIds: [brandId], name: words.person })
  const spareTeam = await aTeam({ accountId, brandId, name: words.team })
  const webhook = await aWebhook({ accountId, brandId, personId: person.personId, name: words.webhook })
  const [ledgerId, invitationId, tokenId, viewId, bulkId, fieldId, textId, reviewId, macroRunId] = [newId(), newId(), newId(), newId(), newId(), newId(), newId(), newId(), newId()]
  const told = { accountId, brandId, personId: whose === 'mine' ? mine!.personId : person.personId, caseId: made.id, messageId: made.messageId }
  const [readingId, notification] = [newId(), await aNotification(told)]
  await aNotification({ ...told, readingId })
  await asSession(person)
  const sessionId = await db().transaction(scope, async (tx) => {
    const raw = blob(Buffer.from(`Subject: ${words.mail}\r\n\r\nHallo`))
    await keepBlobs(tx, [raw])
    await tx.run('', "insert into email.ledger (account_id, brand_id, id, mailbox_id, source, size, raw_hash, state, reason, from_address, subject, message_id, case_id) values ($1, $2, $3, $4, 'smtp', 1, decode($5, 'hex'), 'quarantined', 'spam', $6, $7, null, null)", [accountId, brandId, ledgerId, mailbox.id, raw.hash, `${words.address}@kunde.example`, words.mail])
    await tx.run('', "insert into accounts.invitations (account_id, id, email, name, role, grants, team_ids, token_hash, invited_by, expires_at) values ($1, $2, $3, 'Neu', 'agent', $4, '{}', $5, $6, now() + interval '7 days')", [accountId, invitationId, `${words.invited}@veerhuis.example`, JSON.stringify([{ brandId, visibility: 'all' }]), randomBytes(32), colleague.personId])
    await tx.run('', "insert into accounts.api_tokens (account_id, id, person_id, name, scopes, token_hash) values ($1, $2, $3, 'a token', '{read}', $4)", [accountId, tokenId, whose === 'mine' ? mine!.personId : person.personId, randomBytes(32)])
    await tx.run('', 'insert into cases.saved_views (account_id, id, owner_id, name, icon, query, created_by) values ($1, $2, $3, $4, $5, $6, $3)', [accountId, viewId, whose === 'mine' ? mine!.personId : person.personId, words.view, 'V', 'is:open'])
    await tx.run('', "insert into cases.bulk_actions (account_id, id, by_person, action, state, total) values ($1, $2, $3, '{\"kind\": \"status\", \"status\": \"open\"}', 'done', 0)", [accountId, bulkId, whose === 'mine' ? mine!.personId : person.personId])
    await tx.run('', "insert into cases.fields (account_id, brand_id, id, name, kind) values ($1, $2, $3, $4, 'text')", [accountId, brandId, fieldId, words.field])
    await tx.run('', 'insert into knowledge.texts (account_id, id, brand_id, name, shortcut, variants, deeds) values ($1, $2, $3, $4, $5, $6, $7)', [accountId, textId, brandId, words.canned, '', JSON.stringify([{ language: 'de', text: words.canned, html: null }]), JSON.stringify([{ kind: 'tag', add: ['eilig'], remove: [] }])])
    await tx.run('', "insert into cases.macro_runs (account_id, brand_id, id, case_id, text_id, by_person, before, deeds, version_after) select account_id, brand_id, $2, id, $3, $4, jsonb_build_object('status', status, 'priority', priority, 'ownerId', owner_id, 'teamId', team_id, 'tags', to_jsonb(tags), 'snoozedUntil', null, 'fields', fields, 'followed', false), '[{\"kind\": \"follow\"}]', version from cases.cases where account_id = $1 and id = $5", [accountId, macroRunId, textId, whose === 'mine' ? mine!.personId : person.personId, made.id])
    await tx.run('', "insert into cases.drafts (account_id, brand_id, case_id, person_id, kind, text, recipients) values ($1, $2, $3, $4, 'reply', $5, $6)", [accountId, brandId, made.id, colleague.personId, words.draft, JSON.stringify({ to: [{ address: customer.address, name: '' }], cc: [], bcc: [] })])
    await tx.run('', "insert into cases.reviews (account_id, brand_id, id, case_id, author_id, kind, asked_person) values ($1, $2, $3, $4, $5, 'reply', $6)", [accountId, brandId, reviewId, made.id, colleague.personId, whose === 'mine' ? mine!.personId : person.personId])
    const about = { brandId, subjectId: made.id, caseId: made.id, teamId: whose === 'team' ? teamId : otherTeamId, ownerId }
    await announce(tx, theSystem, [
      caseOpened(about, { reference: made.reference, standing: { status: 'open', ownerId, teamId: about.teamId }, followUpOf: null }),
      caseOpened({ ...about, subjectId: chat.id, caseId: chat.id }, { reference: chat.reference, standing: { status: 'open', ownerId, teamId: about.teamId }, followUpOf: null }),
      ...[made.messageId, sent.id, note.id].map((id) => messageReceived({ ...about, subjectId: id }, { conversationId: made.conversationId, automatic: false, assurance: null })),
    ])
    await tx.run('', "select set_config('role', 'balie_sign_in', true)", [])
    const [session] = await tx.run<{ id: string }>('', 'select s.id from sign_in.session s join sign_in."user" u on u.id = s."userId" where u.email = $1', [person.email])
    return session!.id
  })
  return {
    whose, accountId, brandId, teamId: spareTeam.id, ownerId, case: made, customerId: customer.id, messageId: made.messageId, sentId: sent.id, noteId: note.id, deliveryId: sent.deliveryId!, attachmentId: made.first.attachmentIds[0]!,
    mailboxId: mailbox.id, mailboxAddress: mailbox.address, ledgerId, webhookId: webhook.id, webhookDeliveryId: webhook.deliveryId, widget, personId: person.personId, invitationId, tokenId, bulkId, fieldId, sessionId, viewId, textId, reviewId, macroRunId, colleagueId: colleague.personId, notificationId: notification.id, readingId, talkId: talk.id, visitorId: visitor.id, widgetId: widget.id,
    noteWord: words.note, fileWord: words.file,
    caseWords: [made.id, made.reference, words.subject, words.text, words.file, words.note, made.messageId, sent.id, sent.deliveryId!, made.first.attachmentIds[0]!, notification.id, chat.id, chat.reference, talk.id],
    brandWords: [customer.id, words.name, words.address, mailbox.id, words.mailbox, ledgerId, words.mail, words.person, person.personId, words.invited, invitationId, tokenId, words.team, spareTeam.id, words.webhook, webhook.id, webhook.deliveryId, words.widget, widget.id, widget.siteKey, widget.signingKeyId, words.field, fieldId, words.canned, textId, visitor.id, widget.id, widget.siteKey],
  }
}

async function aMailbox(accountId: string, brandId: string, name: string): Promise<{ id: string; address: string }> {
  const channel = await aChannel({ accountId, brandId, address: `${name}@fjeld-wald.example`, name })
  await db().transaction({ accountId, brandIds: 'all' }, (tx) => tx.run('', "insert into email.mailboxes (account_id, brand_id, id, how, state) values ($1, $2, $3, 'http', 'working')", [accountId, brandId, channel.id]))
  return channel
}
