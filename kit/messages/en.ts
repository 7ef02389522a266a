import { troubles } from '../troubles.ts'

/**
 * The source catalogue: its keys and placeholders are the type that every other language has to fill.
 * A message with a count is an object of plural forms (Intl.PluralRules names); `{name}` is a placeholder.
 */
export const en = {
  // Words used everywhere
  'try-again': 'Try again', 'loading': 'Loading …', 'search': 'Search', 'none': 'None', 'all': 'All',
  'brand': 'Brand', 'team': 'Team', 'subject': 'Subject',
  'skip-to-content': 'Skip to the content', 'list': 'List', 'today': 'Today', 'yesterday': 'Yesterday', 'dismiss': 'Dismiss',
  'error.title': 'That did not work', 'error.network': 'No connection to the server. Check your network, then try again.', 'error.unexpected': 'Something went wrong on our side. It has been written down; please try again.',
  'live.lost': 'Connection lost. Retrying; what you write is kept.', 'live.back': 'Connected again.',
  // Refusals, by code
  'refusal.unknown': 'This does not exist, or you may not see it.', 'refusal.not-signed-in': 'You are signed out. Please sign in again.', 'refusal.second-factor-needed': 'A second factor is needed.',
  'refusal.forbidden': 'You may not do this. Ask someone who leads your team.', 'refusal.conflict': 'Somebody changed this at the same time. Look at it again, then repeat your change.',
  'refusal.taken-by-another': 'Somebody else has taken this case.', 'refusal.stale-reply': 'Something came in while you were writing.', 'refusal.too-late': 'Too late: it has already left.',
  'refusal.already-set-up': 'This installation is already set up.', 'refusal.version-mismatch': 'This was changed in the meantime. You now see the newest state.', 'refusal.too-large': 'This is too large.',
  'refusal.too-many': 'Too many attempts. Wait a little, then try again.', 'refusal.locked-out': 'Too many failed attempts: locked for a few minutes.', 'refusal.expired': 'This link is no longer valid.', 'refusal.unavailable': 'Not available at the moment. Try again soon.',
  // Frame
  'nav.label': 'Main', 'nav.views': 'Views', 'nav.brands': 'Brands', 'nav.work': 'Work', 'nav.ledger': 'Mail ledger', 'nav.outbox': 'Outbox', 'nav.channels': 'Channels', 'nav.people': 'People',
  'nav.brands-teams': 'Brands and teams', 'nav.profile': 'My profile', 'nav.sign-out': 'Sign out', 'nav.open': 'Open navigation', 'nav.desk': 'Desk', 'all-brands': 'All brands',
  'view.mine': 'Mine', 'view.unassigned': 'Unassigned', 'view.all': 'All open', 'view.waiting': 'Waiting', 'view.solved': 'Solved', 'view.closed': 'Closed',
  // Cases
  'case': 'Case', 'cases': 'Cases', 'cases.search': 'Search cases', 'cases.empty': 'Nothing here', 'cases.empty.mine': 'You have no open cases. Take one from “Unassigned”.', 'cases.empty.other': 'No case is in this view.',
  'cases.empty.search': 'No case matches “{q}”.', 'cases.end': 'That is all.', 'cases.none-open': 'Choose a case', 'cases.none-open.hint': 'Open one from the list, or press j.', 'case.unread': 'unread',
  'cases.new-case': 'New case',
  'status.open': 'Open', 'status.waiting-customer': 'Waiting for customer', 'status.waiting-third-party': 'Waiting for someone else', 'status.solved': 'Solved', 'status.closed': 'Closed',
  'priority': 'Priority', 'priority.low': 'Low', 'priority.normal': 'Normal', 'priority.high': 'High', 'priority.urgent': 'Urgent',
  'kind': 'Kind', 'kind.question': 'Question', 'kind.order': 'Order', 'kind.return': 'Return', 'kind.billing': 'Billing', 'kind.complaint': 'Complaint', 'kind.technical': 'Technical', 'kind.recall': 'Recall', 'kind.other': 'Other',
  'mark.delivery-failed': 'Not delivered', 'mark.delivery-doubtful': 'Delivery in doubt', 'mark.suspicious-sender': 'Suspicious sender',
  'owner': 'Owner',
  // The thread
  'note': 'note',
  // Keys
  'keys.title': 'Keyboard', 'keys.search': 'Search',
  // Set-up and sign-in
  'brand.name': 'Name of the brand',
  // People, brands
  'teams': 'Teams',
  // Outbox, channels
  'not-found.title': 'There is nothing here', 'not-found.hint': 'The address is wrong, or it was moved.',
  // What the server says about the outside world
  ...troubles,
  // Webhooks
  'nav.webhooks': 'Webhooks',
  // Search, order and saved views
  'search.suggestions': 'Suggestions',
  'sort': 'Order', 'sort.newest': 'Newest first', 'sort.oldest': 'Oldest first', 'sort.waiting': 'Waiting longest first', 'sort.priority': 'Most urgent first',
  'views.title': 'Views', 'views.manage': 'Manage views', 'views.gone': 'This view is not there any more.', 'views.many': '{n}+',
  // Moves: merge, split, link, snooze, bulk, custom fields
  'view.snoozed': 'Snoozed', 'mark.merged': 'Merged',
  'snooze.until': 'until {time}',
  'bulk.choose': 'Choose {reference}',
  'nav.fields': 'Case fields',
  // The palette
  'palette.go': 'Go to {name}',
  // Texts that are used in many answers
  'nav.texts': 'Texts',
  'undo': 'Undo', 'notify.title': 'Notifications', 'notify.unread': { one: 'Notifications, {count} unread', other: 'Notifications, {count} unread' }, 'notify.all-read-done': 'All of them are read.', 'notify.settings': 'Notification settings',
  // Chat: desk
  'nav.chats': 'Chats', 'nav.visitors': 'Visitors online', 'nav.widgets': 'Chat widgets', 'keys.go-chats': 'Go to the chats',
  'channel.email': 'By e-mail',
  'channel.chat': 'By chat',
  'channel.voice': 'By phone',
  'channel.sms': 'By SMS',
  'channel.fax': 'By fax',
  'channel.social': 'By social media',
  'channel.edi': 'By EDI',
  'channel.desk': 'Opened by us',
  'nav.chats-waiting': { one: '{count} waits', other: '{count} wait' },
  'cases.there': { one: '{names} is there', other: '{names} are there' },
}
