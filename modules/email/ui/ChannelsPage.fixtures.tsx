import { MailboxCard } from './ChannelsPage.tsx'
import { mailbox } from './sample-mailboxes.ts'

const shared = { may: true, onOpen: () => undefined, now: new Date('2026-11-24T10:00:00Z') }
export const working = <ul><MailboxCard {...shared} mailbox={mailbox} /></ul>
export const failing = <ul><MailboxCard {...shared} mailbox={{ ...mailbox, state: 'failing', detail: 'The server refuses connections on this port.' }} /></ul>
export const pausedHttp = <ul><MailboxCard {...shared} mailbox={{ ...mailbox, how: 'http', state: 'paused', lastMailAt: null, inboundUrl: 'https://desk.example/api/v1/inbound/x1', settings: { send: null } }} /></ul>
