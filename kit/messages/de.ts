import type { FirstMessages } from '../i18n.ts'

/** German: "Sie", short on buttons. Plural forms: one, other. */
export const de: FirstMessages = {
  // Words used everywhere
  'try-again': 'Erneut versuchen', 'loading': 'Wird geladen …', 'search': 'Suchen', 'none': 'Keine', 'all': 'Alle',
  'brand': 'Marke', 'team': 'Team', 'subject': 'Betreff',
  'skip-to-content': 'Zum Inhalt springen', 'list': 'Liste', 'today': 'Heute', 'yesterday': 'Gestern', 'dismiss': 'Ausblenden',
  'error.title': 'Das hat nicht geklappt', 'error.network': 'Keine Verbindung zum Server. Prüfen Sie Ihr Netzwerk und versuchen Sie es dann erneut.', 'error.unexpected': 'Bei uns ist etwas schiefgegangen. Es ist vermerkt; bitte versuchen Sie es erneut.',
  'live.lost': 'Verbindung verloren. Wird erneut versucht; was Sie schreiben, bleibt erhalten.', 'live.back': 'Wieder verbunden.',
  // Refusals, by code
  'refusal.unknown': 'Das gibt es nicht, oder Sie dürfen es nicht sehen.', 'refusal.not-signed-in': 'Sie sind abgemeldet. Bitte melden Sie sich wieder an.', 'refusal.second-factor-needed': 'Ein zweiter Faktor ist nötig.',
  'refusal.forbidden': 'Das dürfen Sie nicht. Fragen Sie Ihre Teamleitung.', 'refusal.conflict': 'Jemand hat das gleichzeitig geändert. Sehen Sie es sich noch einmal an und wiederholen Sie dann Ihre Änderung.',
  'refusal.taken-by-another': 'Jemand anderes hat diesen Fall übernommen.', 'refusal.stale-reply': 'Während Sie schrieben, ist etwas eingegangen.', 'refusal.too-late': 'Zu spät: Die Nachricht ist schon hinausgegangen.',
  'refusal.already-set-up': 'Diese Installation ist schon eingerichtet.', 'refusal.version-mismatch': 'Das wurde inzwischen geändert. Sie sehen jetzt den neuesten Stand.', 'refusal.too-large': 'Das ist zu groß.',
  'refusal.too-many': 'Zu viele Versuche. Warten Sie etwas und versuchen Sie es dann erneut.', 'refusal.locked-out': 'Zu viele Fehlversuche: für einige Minuten gesperrt.', 'refusal.expired': 'Dieser Link ist nicht mehr gültig.', 'refusal.unavailable': 'Im Moment nicht verfügbar. Versuchen Sie es bald erneut.',
  // Frame
  'nav.label': 'Hauptmenü', 'nav.views': 'Ansichten', 'nav.brands': 'Marken', 'nav.work': 'Arbeit', 'nav.ledger': 'Postbuch', 'nav.outbox': 'Postausgang', 'nav.channels': 'Kanäle', 'nav.people': 'Mitarbeiter',
  'nav.brands-teams': 'Marken und Teams', 'nav.profile': 'Mein Profil', 'nav.sign-out': 'Abmelden', 'nav.open': 'Navigation öffnen', 'nav.desk': 'Arbeitsplatz', 'all-brands': 'Alle Marken',
  'view.mine': 'Meine', 'view.unassigned': 'Nicht zugewiesen', 'view.all': 'Alle offenen', 'view.waiting': 'Wartend', 'view.solved': 'Gelöst', 'view.closed': 'Geschlossen',
  // Cases
  'case': 'Fall', 'cases': 'Fälle', 'cases.search': 'Fälle durchsuchen', 'cases.empty': 'Hier ist nichts', 'cases.empty.mine': 'Sie haben keine offenen Fälle. Übernehmen Sie einen aus „Nicht zugewiesen“.', 'cases.empty.other': 'In dieser Ansicht ist kein Fall.',
  'cases.empty.search': 'Kein Fall passt zu „{q}“.', 'cases.end': 'Das sind alle.', 'cases.none-open': 'Wählen Sie einen Fall', 'cases.none-open.hint': 'Öffnen Sie einen aus der Liste oder drücken Sie j.', 'case.unread': 'ungelesen',
  'cases.new-case': 'Neuer Fall',
  'status.open': 'Offen', 'status.waiting-customer': 'Wartet auf Kunden', 'status.waiting-third-party': 'Wartet auf Dritte', 'status.solved': 'Gelöst', 'status.closed': 'Geschlossen',
  'priority': 'Priorität', 'priority.low': 'Niedrig', 'priority.normal': 'Normal', 'priority.high': 'Hoch', 'priority.urgent': 'Dringend',
  'kind': 'Art', 'kind.question': 'Frage', 'kind.order': 'Bestellung', 'kind.return': 'Rücksendung', 'kind.billing': 'Rechnung', 'kind.complaint': 'Beschwerde', 'kind.technical': 'Technik', 'kind.recall': 'Produktrückruf', 'kind.other': 'Sonstiges',
  'mark.delivery-failed': 'Nicht zugestellt', 'mark.delivery-doubtful': 'Zustellung unklar', 'mark.suspicious-sender': 'Verdächtiger Absender',
  'owner': 'Bearbeiter',
  // The thread
  'note': 'Notiz',
  // Keys
  'keys.title': 'Tastatur', 'keys.search': 'Suchen',
  // Set-up and sign-in
  'brand.name': 'Name der Marke',
  // People, brands
  'teams': 'Teams',
  // Outbox, channels
  'not-found.title': 'Hier ist nichts', 'not-found.hint': 'Die Adresse ist falsch, oder die Seite ist umgezogen.',
  // What the server says about the outside world
  'trouble.certificate': 'Das Zertifikat des Servers gilt nicht für seinen Namen.', 'trouble.refused': 'Der Server lehnt Verbindungen an diesem Port ab.', 'trouble.no-way': 'Zum Server führt kein Weg.',
  'trouble.silent': 'Der Server antwortet nicht.', 'trouble.closed': 'Der Server hat die Verbindung geschlossen.', 'trouble.ended': 'Der Server hat die Verbindung beendet.', 'trouble.unfinished': 'Der Server wurde nicht rechtzeitig fertig.',
  'trouble.again': 'Wir verbinden uns neu.', 'trouble.sign-in': 'Der Server lässt uns nicht hinein: Benutzername oder Passwort wird nicht angenommen.', 'trouble.folder': 'Einen Ordner {path} gibt es nicht.',
  'trouble.no-encryption': 'Eine verschlüsselte Verbindung kam nicht zustande.', 'trouble.refusal': 'Der Server hat abgelehnt.', 'trouble.fetching': 'Das Abholen hat nicht geklappt.', 'trouble.said': 'Er sagte:',
  'trouble.no-refresh-token': 'Es gibt kein Refresh-Token. Melden Sie sich beim Anbieter neu an.', 'trouble.consent': '{provider} nimmt unsere Zustimmung nicht mehr an (invalid_grant). Melden Sie sich neu an.', 'trouble.no-access-token': '{provider} gibt kein Zugriffstoken aus ({why}).', 'trouble.provider': '{provider} ist nicht erreichbar:',
  'trouble.no-server': 'Einen Server namens {name} gibt es nicht.', 'trouble.private-network': '{name} liegt in einem privaten Netz. Mit BALIE_PRIVATE_NETWORK lässt sich das erlauben.', 'trouble.no-answer': 'Es kam nicht rechtzeitig eine Antwort.',
  'trouble.gone': 'Was gesendet werden sollte, gibt es nicht mehr.', 'trouble.no-sending-server': 'Dieser Kanal hat keinen Sendeserver. Tragen Sie unter „Kanäle“ einen ein und senden Sie dann erneut.', 'trouble.nobody': 'Es gibt niemanden, an den gesendet werden könnte.', 'trouble.given-up': 'Nach {attempts} Versuchen aufgegeben.',
  // Webhooks
  'nav.webhooks': 'Webhooks',
  // Search, order and saved views
  'search.suggestions': 'Vorschläge',
  'sort': 'Reihenfolge', 'sort.newest': 'Neueste zuerst', 'sort.oldest': 'Älteste zuerst', 'sort.waiting': 'Am längsten wartend zuerst', 'sort.priority': 'Dringendste zuerst',
  'views.title': 'Ansichten', 'views.manage': 'Ansichten verwalten', 'views.gone': 'Diese Ansicht gibt es nicht mehr.', 'views.many': '{n}+',
  // Moves: merge, split, link, snooze, bulk, custom fields
  'view.snoozed': 'Zurückgestellt', 'mark.merged': 'Zusammengeführt',
  'snooze.until': 'bis {time}',
  'bulk.choose': '{reference} auswählen',
  'nav.fields': 'Fallfelder',
  // The palette
  'palette.go': 'Gehe zu {name}',
  // Texts that are used in many answers
  'nav.texts': 'Textbausteine',
  'undo': 'Rückgängig', 'notify.title': 'Benachrichtigungen', 'notify.unread': { one: 'Benachrichtigungen, {count} ungelesen', other: 'Benachrichtigungen, {count} ungelesen' }, 'notify.all-read-done': 'Alle sind gelesen.', 'notify.settings': 'Benachrichtigungen einstellen',
  // Chat: desk
  'nav.chats': 'Chats', 'nav.visitors': 'Besucher online', 'nav.widgets': 'Chat-Widgets', 'keys.go-chats': 'Zu den Chats',
  'channel.email': 'Per E-Mail',
  'channel.chat': 'Per Chat',
  'channel.voice': 'Per Telefon',
  'channel.sms': 'Per SMS',
  'channel.fax': 'Per Fax',
  'channel.social': 'Über soziale Medien',
  'channel.edi': 'Per EDI',
  'channel.desk': 'Von uns eröffnet',
  'nav.chats-waiting': { one: '{count} wartet', other: '{count} warten' },
  'cases.there': { one: '{names} ist dort', other: '{names} sind dort' },
}
