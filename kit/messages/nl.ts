import type { FirstMessages } from '../i18n.ts'

/** Dutch: "je", short on buttons. Plural forms: one, other. */
export const nl: FirstMessages = {
  // Words used everywhere
  'try-again': 'Opnieuw proberen', 'loading': 'Laden …', 'search': 'Zoeken', 'none': 'Geen', 'all': 'Alle',
  'brand': 'Merk', 'team': 'Team', 'subject': 'Onderwerp',
  'skip-to-content': 'Naar de inhoud', 'list': 'Lijst', 'today': 'Vandaag', 'yesterday': 'Gisteren', 'dismiss': 'Verbergen',
  'error.title': 'Dat is niet gelukt', 'error.network': 'Geen verbinding met de server. Controleer je netwerk en probeer het opnieuw.', 'error.unexpected': 'Er ging bij ons iets mis. Het is genoteerd; probeer het opnieuw.',
  'live.lost': 'Verbinding verbroken. We proberen het opnieuw; wat je schrijft, blijft bewaard.', 'live.back': 'Weer verbonden.',
  // Refusals, by code
  'refusal.unknown': 'Dit bestaat niet, of je mag het niet zien.', 'refusal.not-signed-in': 'Je bent afgemeld. Meld je opnieuw aan.', 'refusal.second-factor-needed': 'Tweestapsverificatie is nodig.',
  'refusal.forbidden': 'Dit mag je niet. Vraag het je teamleider.', 'refusal.conflict': 'Iemand heeft dit tegelijk gewijzigd. Bekijk het opnieuw en herhaal dan je wijziging.',
  'refusal.taken-by-another': 'Iemand anders heeft deze zaak opgepakt.', 'refusal.stale-reply': 'Er kwam iets binnen terwijl je schreef.', 'refusal.too-late': 'Te laat: het is al verzonden.',
  'refusal.already-set-up': 'Deze installatie is al ingericht.', 'refusal.version-mismatch': 'Dit is intussen gewijzigd. Je ziet nu de nieuwste stand.', 'refusal.too-large': 'Dit is te groot.',
  'refusal.too-many': 'Te veel pogingen. Wacht even en probeer het opnieuw.', 'refusal.locked-out': 'Te veel mislukte pogingen: enkele minuten geblokkeerd.', 'refusal.expired': 'Deze link is niet meer geldig.', 'refusal.unavailable': 'Nu niet beschikbaar. Probeer het zo opnieuw.',
  // Frame
  'nav.label': 'Hoofdmenu', 'nav.views': 'Weergaven', 'nav.brands': 'Merken', 'nav.work': 'Werk', 'nav.ledger': 'Postboek', 'nav.outbox': 'Postvak UIT', 'nav.channels': 'Kanalen', 'nav.people': 'Medewerkers',
  'nav.brands-teams': 'Merken en teams', 'nav.profile': 'Mijn profiel', 'nav.sign-out': 'Afmelden', 'nav.open': 'Menu openen', 'nav.desk': 'Werkplek', 'all-brands': 'Alle merken',
  'view.mine': 'Van mij', 'view.unassigned': 'Niet toegewezen', 'view.all': 'Alle open', 'view.waiting': 'Wachtend', 'view.solved': 'Opgelost', 'view.closed': 'Gesloten',
  // Cases
  'case': 'Zaak', 'cases': 'Zaken', 'cases.search': 'Zaken zoeken', 'cases.empty': 'Niets hier', 'cases.empty.mine': 'Je hebt geen open zaken. Pak er een uit ‘Niet toegewezen’.', 'cases.empty.other': 'Er staat geen zaak in deze weergave.',
  'cases.empty.search': 'Geen zaak past bij ‘{q}’.', 'cases.end': 'Dat is alles.', 'cases.none-open': 'Kies een zaak', 'cases.none-open.hint': 'Open er een uit de lijst, of druk op j.', 'case.unread': 'ongelezen',
  'cases.new-case': 'Nieuwe zaak',
  'status.open': 'Open', 'status.waiting-customer': 'Wacht op klant', 'status.waiting-third-party': 'Wacht op derden', 'status.solved': 'Opgelost', 'status.closed': 'Gesloten',
  'priority': 'Prioriteit', 'priority.low': 'Laag', 'priority.normal': 'Normaal', 'priority.high': 'Hoog', 'priority.urgent': 'Dringend',
  'kind': 'Soort', 'kind.question': 'Vraag', 'kind.order': 'Bestelling', 'kind.return': 'Retour', 'kind.billing': 'Factuur', 'kind.complaint': 'Klacht', 'kind.technical': 'Technisch', 'kind.recall': 'Terugroepactie', 'kind.other': 'Overig',
  'mark.delivery-failed': 'Niet bezorgd', 'mark.delivery-doubtful': 'Bezorging onzeker', 'mark.suspicious-sender': 'Verdachte afzender',
  'owner': 'Behandelaar',
  // The thread
  'note': 'notitie',
  // Keys
  'keys.title': 'Toetsenbord', 'keys.search': 'Zoeken',
  // Set-up and sign-in
  'brand.name': 'Naam van het merk',
  // People, brands
  'teams': 'Teams',
  // Outbox, channels
  'not-found.title': 'Hier is niets', 'not-found.hint': 'Het adres klopt niet, of het is verplaatst.',
  // What the server says about the outside world
  'trouble.certificate': 'Het certificaat van de server is niet geldig voor zijn naam.', 'trouble.refused': 'De server weigert verbindingen op deze poort.', 'trouble.no-way': 'Er is geen weg naar de server.',
  'trouble.silent': 'De server antwoordt niet.', 'trouble.closed': 'De server heeft de verbinding gesloten.', 'trouble.ended': 'De server heeft de verbinding beëindigd.', 'trouble.unfinished': 'De server was niet op tijd klaar.',
  'trouble.again': 'We maken opnieuw verbinding.', 'trouble.sign-in': 'De server laat ons niet toe: gebruikersnaam of wachtwoord wordt niet geaccepteerd.', 'trouble.folder': 'Een map {path} bestaat niet.',
  'trouble.no-encryption': 'Er kwam geen versleutelde verbinding tot stand.', 'trouble.refusal': 'De server heeft geweigerd.', 'trouble.fetching': 'Het ophalen is niet gelukt.', 'trouble.said': 'Hij zei:',
  'trouble.no-refresh-token': 'Er is geen refresh-token. Meld je opnieuw aan bij de aanbieder.', 'trouble.consent': '{provider} accepteert onze toestemming niet meer (invalid_grant). Meld je opnieuw aan.', 'trouble.no-access-token': '{provider} geeft geen toegangstoken ({why}).', 'trouble.provider': '{provider} is niet bereikbaar:',
  'trouble.no-server': 'Een server met de naam {name} bestaat niet.', 'trouble.private-network': '{name} ligt in een privénetwerk. Met BALIE_PRIVATE_NETWORK kan dat worden toegestaan.', 'trouble.no-answer': 'Er kwam niet op tijd antwoord.',
  'trouble.gone': 'Wat verzonden moest worden, bestaat niet meer.', 'trouble.no-sending-server': 'Dit kanaal heeft geen verzendserver. Stel er een in onder Kanalen en verzend dan opnieuw.', 'trouble.nobody': 'Er is niemand om naar te verzenden.', 'trouble.given-up': 'Na {attempts} pogingen opgegeven.',
  // Webhooks
  'nav.webhooks': 'Webhooks',
  // Search, order and saved views
  'search.suggestions': 'Suggesties',
  'sort': 'Volgorde', 'sort.newest': 'Nieuwste eerst', 'sort.oldest': 'Oudste eerst', 'sort.waiting': 'Langst wachtende eerst', 'sort.priority': 'Dringendste eerst',
  'views.title': 'Weergaven', 'views.manage': 'Weergaven beheren', 'views.gone': 'Deze weergave bestaat niet meer.', 'views.many': '{n}+',
  // Moves: merge, split, link, snooze, bulk, custom fields
  'view.snoozed': 'Gesnoozed', 'mark.merged': 'Samengevoegd',
  'snooze.until': 'tot {time}',
  'bulk.choose': '{reference} kiezen',
  'nav.fields': 'Zaakvelden',
  // The palette
  'palette.go': 'Ga naar {name}',
  // Texts that are used in many answers
  'nav.texts': 'Standaardteksten',
  'undo': 'Ongedaan maken', 'notify.title': 'Meldingen', 'notify.unread': { one: 'Meldingen, {count} ongelezen', other: 'Meldingen, {count} ongelezen' }, 'notify.all-read-done': 'Ze zijn allemaal gelezen.', 'notify.settings': 'Meldingen instellen',
  // Chat: desk
  'nav.chats': 'Chats', 'nav.visitors': 'Bezoekers online', 'nav.widgets': 'Chatwidgets', 'keys.go-chats': 'Naar de chats',
  'channel.email': 'Per e-mail',
  'channel.chat': 'Per chat',
  'channel.voice': 'Per telefoon',
  'channel.sms': 'Per sms',
  'channel.fax': 'Per fax',
  'channel.social': 'Via sociale media',
  'channel.edi': 'Via EDI',
  'channel.desk': 'Door ons geopend',
  'nav.chats-waiting': { one: '{count} wacht', other: '{count} wachten' },
  'cases.there': { one: '{names} is daar', other: '{names} zijn daar' },
}
