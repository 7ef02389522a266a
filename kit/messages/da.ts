import type { FirstMessages } from '../i18n.ts'

/** Danish: "du", short on buttons. Plural forms: one, other. */
export const da: FirstMessages = {
  // Words used everywhere
  'try-again': 'Prøv igen', 'loading': 'Henter …', 'search': 'Søg', 'none': 'Ingen', 'all': 'Alle',
  'brand': 'Brand', 'team': 'Team', 'subject': 'Emne',
  'skip-to-content': 'Gå til indholdet', 'list': 'Liste', 'today': 'I dag', 'yesterday': 'I går', 'dismiss': 'Skjul',
  'error.title': 'Det lykkedes ikke', 'error.network': 'Ingen forbindelse til serveren. Tjek dit netværk, og prøv igen.', 'error.unexpected': 'Noget gik galt hos os. Det er noteret; prøv igen.',
  'live.lost': 'Forbindelsen er afbrudt. Prøver igen; det, du skriver, bliver gemt.', 'live.back': 'Forbundet igen.',
  // Refusals, by code
  'refusal.unknown': 'Det findes ikke, eller du må ikke se det.', 'refusal.not-signed-in': 'Du er logget ud. Log ind igen.', 'refusal.second-factor-needed': 'Der kræves totrinsbekræftelse.',
  'refusal.forbidden': 'Det må du ikke. Spørg din teamleder.', 'refusal.conflict': 'Nogen har rettet det samtidig. Se på det igen, og gentag så din rettelse.',
  'refusal.taken-by-another': 'En anden har overtaget denne sag.', 'refusal.stale-reply': 'Der kom noget ind, mens du skrev.', 'refusal.too-late': 'For sent: Den er allerede sendt.',
  'refusal.already-set-up': 'Denne installation er allerede sat op.', 'refusal.version-mismatch': 'Det er blevet rettet i mellemtiden. Nu ser du det nyeste.', 'refusal.too-large': 'Det er for stort.',
  'refusal.too-many': 'For mange forsøg. Vent lidt, og prøv igen.', 'refusal.locked-out': 'For mange mislykkede forsøg: låst i nogle minutter.', 'refusal.expired': 'Dette link gælder ikke længere.', 'refusal.unavailable': 'Ikke tilgængeligt lige nu. Prøv igen om lidt.',
  // Frame
  'nav.label': 'Hovedmenu', 'nav.views': 'Visninger', 'nav.brands': 'Brands', 'nav.work': 'Arbejde', 'nav.ledger': 'Postbog', 'nav.outbox': 'Udbakke', 'nav.channels': 'Kanaler', 'nav.people': 'Medarbejdere',
  'nav.brands-teams': 'Brands og teams', 'nav.profile': 'Min profil', 'nav.sign-out': 'Log ud', 'nav.open': 'Åbn menuen', 'nav.desk': 'Skrivebord', 'all-brands': 'Alle brands',
  'view.mine': 'Mine', 'view.unassigned': 'Ikke tildelt', 'view.all': 'Alle åbne', 'view.waiting': 'Venter', 'view.solved': 'Løst', 'view.closed': 'Lukket',
  // Cases
  'case': 'Sag', 'cases': 'Sager', 'cases.search': 'Søg i sager', 'cases.empty': 'Her er intet', 'cases.empty.mine': 'Du har ingen åbne sager. Overtag en fra ”Ikke tildelt”.', 'cases.empty.other': 'Der er ingen sager i denne visning.',
  'cases.empty.search': 'Ingen sag passer til ”{q}”.', 'cases.end': 'Det er alle.', 'cases.none-open': 'Vælg en sag', 'cases.none-open.hint': 'Åbn en fra listen, eller tryk j.', 'case.unread': 'ulæst',
  'cases.new-case': 'Ny sag',
  'status.open': 'Åben', 'status.waiting-customer': 'Venter på kunden', 'status.waiting-third-party': 'Venter på andre', 'status.solved': 'Løst', 'status.closed': 'Lukket',
  'priority': 'Prioritet', 'priority.low': 'Lav', 'priority.normal': 'Normal', 'priority.high': 'Høj', 'priority.urgent': 'Haster',
  'kind': 'Type', 'kind.question': 'Spørgsmål', 'kind.order': 'Ordre', 'kind.return': 'Retur', 'kind.billing': 'Faktura', 'kind.complaint': 'Klage', 'kind.technical': 'Teknisk', 'kind.recall': 'Tilbagekaldelse', 'kind.other': 'Andet',
  'mark.delivery-failed': 'Ikke leveret', 'mark.delivery-doubtful': 'Usikker levering', 'mark.suspicious-sender': 'Mistænkelig afsender',
  'owner': 'Ansvarlig',
  // The thread
  'note': 'note',
  // Keys
  'keys.title': 'Tastatur', 'keys.search': 'Søg',
  // Set-up and sign-in
  'brand.name': 'Brandets navn',
  // People, brands
  'teams': 'Teams',
  // Outbox, channels
  'not-found.title': 'Her er ingenting', 'not-found.hint': 'Adressen er forkert, eller den er flyttet.',
  // What the server says about the outside world
  'trouble.certificate': 'Serverens certifikat gælder ikke for dens navn.', 'trouble.refused': 'Serveren afviser forbindelser på denne port.', 'trouble.no-way': 'Der er ingen vej til serveren.',
  'trouble.silent': 'Serveren svarer ikke.', 'trouble.closed': 'Serveren lukkede forbindelsen.', 'trouble.ended': 'Serveren afsluttede forbindelsen.', 'trouble.unfinished': 'Serveren blev ikke færdig i tide.',
  'trouble.again': 'Vi opretter forbindelse igen.', 'trouble.sign-in': 'Serveren lukker os ikke ind: Brugernavn eller adgangskode accepteres ikke.', 'trouble.folder': 'Der findes ingen mappe {path}.',
  'trouble.no-encryption': 'Der kom ingen krypteret forbindelse i stand.', 'trouble.refusal': 'Serveren afviste.', 'trouble.fetching': 'Hentningen lykkedes ikke.', 'trouble.said': 'Den sagde:',
  'trouble.no-refresh-token': 'Der er intet refresh-token. Log ind hos udbyderen igen.', 'trouble.consent': '{provider} accepterer ikke længere vores samtykke (invalid_grant). Log ind igen.', 'trouble.no-access-token': '{provider} udsteder intet adgangstoken ({why}).', 'trouble.provider': '{provider} kan ikke nås:',
  'trouble.no-server': 'Der findes ingen server med navnet {name}.', 'trouble.private-network': '{name} ligger i et privat netværk. Det kan tillades med BALIE_PRIVATE_NETWORK.', 'trouble.no-answer': 'Der kom ikke svar i tide.',
  'trouble.gone': 'Det, der skulle sendes, findes ikke længere.', 'trouble.no-sending-server': 'Denne kanal har ingen afsendelsesserver. Angiv en under Kanaler, og send så igen.', 'trouble.nobody': 'Der er ingen at sende til.', 'trouble.given-up': 'Opgivet efter {attempts} forsøg.',
  // Webhooks
  'nav.webhooks': 'Webhooks',
  // Search, order and saved views
  'search.suggestions': 'Forslag',
  'sort': 'Rækkefølge', 'sort.newest': 'Nyeste først', 'sort.oldest': 'Ældste først', 'sort.waiting': 'Længst ventende først', 'sort.priority': 'Mest hastende først',
  'views.title': 'Visninger', 'views.manage': 'Administrer visninger', 'views.gone': 'Denne visning findes ikke længere.', 'views.many': '{n}+',
  // Moves: merge, split, link, snooze, bulk, custom fields
  'view.snoozed': 'Udsat', 'mark.merged': 'Flettet',
  'snooze.until': 'til {time}',
  'bulk.choose': 'Vælg {reference}',
  'nav.fields': 'Sagsfelter',
  // The palette
  'palette.go': 'Gå til {name}',
  // Texts that are used in many answers
  'nav.texts': 'Standardtekster',
  'undo': 'Fortryd', 'notify.title': 'Notifikationer', 'notify.unread': { one: 'Notifikationer, {count} ulæst', other: 'Notifikationer, {count} ulæste' }, 'notify.all-read-done': 'De er alle læst.', 'notify.settings': 'Indstil notifikationer',
  // Chat: desk
  'nav.chats': 'Chats', 'nav.visitors': 'Besøgende online', 'nav.widgets': 'Chatwidgets', 'keys.go-chats': 'Gå til chats',
  'channel.email': 'Via e-mail',
  'channel.chat': 'Via chat',
  'channel.voice': 'Via telefon',
  'channel.sms': 'Via sms',
  'channel.fax': 'Via fax',
  'channel.social': 'Via sociale medier',
  'channel.edi': 'Via EDI',
  'channel.desk': 'Oprettet af os',
  'nav.chats-waiting': { one: '{count} venter', other: '{count} venter' },
  'cases.there': { one: '{names} er der', other: '{names} er der' },
}
