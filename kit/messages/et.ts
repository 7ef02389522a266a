import type { FirstMessages } from '../i18n.ts'

/** Estonian: the reader is "sina", names stand without case endings. Plural forms: one, other. */
export const et: FirstMessages = {
  // Words used everywhere
  'try-again': 'Proovi uuesti', 'loading': 'Laadimine …', 'search': 'Otsi', 'none': 'Puudub', 'all': 'Kõik',
  'brand': 'Kaubamärk', 'team': 'Meeskond', 'subject': 'Teema',
  'skip-to-content': 'Liigu sisu juurde', 'list': 'Loend', 'today': 'Täna', 'yesterday': 'Eile', 'dismiss': 'Peida',
  'error.title': 'See ei õnnestunud', 'error.network': 'Serveriga pole ühendust. Kontrolli võrku ja proovi uuesti.', 'error.unexpected': 'Meie poolel läks midagi valesti. See on üles märgitud; palun proovi uuesti.',
  'live.lost': 'Ühendus katkes. Proovime uuesti; kirjutatu jääb alles.', 'live.back': 'Ühendus on taastatud.',
  // Refusals, by code
  'refusal.unknown': 'Seda pole olemas või sa ei tohi seda näha.', 'refusal.not-signed-in': 'Sa oled välja logitud. Palun logi uuesti sisse.', 'refusal.second-factor-needed': 'Vaja on kaheastmelist autentimist.',
  'refusal.forbidden': 'Selleks pole sul õigust. Küsi oma meeskonnajuhilt.', 'refusal.conflict': 'Keegi muutis seda samal ajal. Vaata uuesti üle ja korda siis oma muudatust.',
  'refusal.taken-by-another': 'Keegi teine on selle juhtumi võtnud.', 'refusal.stale-reply': 'Sinu kirjutamise ajal saabus midagi.', 'refusal.too-late': 'Liiga hilja: see on juba teele läinud.',
  'refusal.already-set-up': 'See paigaldus on juba seadistatud.', 'refusal.version-mismatch': 'Seda on vahepeal muudetud. Nüüd näed uusimat seisu.', 'refusal.too-large': 'See on liiga suur.',
  'refusal.too-many': 'Liiga palju katseid. Oota veidi ja proovi uuesti.', 'refusal.locked-out': 'Liiga palju nurjunud katseid: mõneks minutiks lukus.', 'refusal.expired': 'See link enam ei kehti.', 'refusal.unavailable': 'Praegu pole saadaval. Proovi varsti uuesti.',
  // Frame
  'nav.label': 'Peamenüü', 'nav.views': 'Vaated', 'nav.brands': 'Kaubamärgid', 'nav.work': 'Töö', 'nav.ledger': 'Kirjaraamat', 'nav.outbox': 'Väljuvad kirjad', 'nav.channels': 'Kanalid', 'nav.people': 'Töötajad',
  'nav.brands-teams': 'Kaubamärgid ja meeskonnad', 'nav.profile': 'Minu profiil', 'nav.sign-out': 'Logi välja', 'nav.open': 'Ava menüü', 'nav.desk': 'Töölaud', 'all-brands': 'Kõik kaubamärgid',
  'view.mine': 'Minu', 'view.unassigned': 'Määramata', 'view.all': 'Kõik avatud', 'view.waiting': 'Ootel', 'view.solved': 'Lahendatud', 'view.closed': 'Suletud',
  // Cases
  'case': 'Juhtum', 'cases': 'Juhtumid', 'cases.search': 'Otsi juhtumeid', 'cases.empty': 'Siin pole midagi', 'cases.empty.mine': 'Sul pole avatud juhtumeid. Võta mõni vaatest „Määramata”.', 'cases.empty.other': 'Selles vaates pole ühtegi juhtumit.',
  'cases.empty.search': 'Otsingule „{q}” ei vasta ükski juhtum.', 'cases.end': 'See on kõik.', 'cases.none-open': 'Vali juhtum', 'cases.none-open.hint': 'Ava mõni loendist või vajuta j.', 'case.unread': 'lugemata',
  'cases.new-case': 'Uus juhtum',
  'status.open': 'Avatud', 'status.waiting-customer': 'Ootab klienti', 'status.waiting-third-party': 'Ootab teisi', 'status.solved': 'Lahendatud', 'status.closed': 'Suletud',
  'priority': 'Prioriteet', 'priority.low': 'Madal', 'priority.normal': 'Tavaline', 'priority.high': 'Kõrge', 'priority.urgent': 'Kiire',
  'kind': 'Liik', 'kind.question': 'Küsimus', 'kind.order': 'Tellimus', 'kind.return': 'Tagastus', 'kind.billing': 'Arve', 'kind.complaint': 'Kaebus', 'kind.technical': 'Tehniline', 'kind.recall': 'Tagasikutsumine', 'kind.other': 'Muu',
  'mark.delivery-failed': 'Ei jõudnud kohale', 'mark.delivery-doubtful': 'Kohalejõudmine ebaselge', 'mark.suspicious-sender': 'Kahtlane saatja',
  'owner': 'Vastutaja',
  // The thread
  'note': 'märkus',
  // Keys
  'keys.title': 'Klaviatuur', 'keys.search': 'Otsi',
  // Set-up and sign-in
  'brand.name': 'Kaubamärgi nimi',
  // People, brands
  'teams': 'Meeskonnad',
  // Outbox, channels
  'not-found.title': 'Siin pole midagi', 'not-found.hint': 'Aadress on vale või on see teisaldatud.',
  // What the server says about the outside world
  'trouble.certificate': 'Serveri sertifikaat ei kehti selle nime kohta.', 'trouble.refused': 'Server keeldub selle pordi ühendustest.', 'trouble.no-way': 'Serverini ei vii ükski tee.',
  'trouble.silent': 'Server ei vasta.', 'trouble.closed': 'Server sulges ühenduse.', 'trouble.ended': 'Server lõpetas ühenduse.', 'trouble.unfinished': 'Server ei jõudnud õigel ajal valmis.',
  'trouble.again': 'Loome ühenduse uuesti.', 'trouble.sign-in': 'Server ei lase meid sisse: kasutajanime või parooli ei võeta vastu.', 'trouble.folder': 'Kausta {path} ei ole.',
  'trouble.no-encryption': 'Krüpteeritud ühendust ei tekkinud.', 'trouble.refusal': 'Server keeldus.', 'trouble.fetching': 'Toomine ei õnnestunud.', 'trouble.said': 'Server ütles:',
  'trouble.no-refresh-token': 'Värskendusluba ei ole. Logi teenusepakkuja juures uuesti sisse.', 'trouble.consent': '{provider} ei tunnista meie nõusolekut enam (invalid_grant). Logi uuesti sisse.', 'trouble.no-access-token': '{provider} ei anna pääsuluba ({why}).', 'trouble.provider': '{provider} ei ole kättesaadav:',
  'trouble.no-server': 'Serverit nimega {name} ei ole.', 'trouble.private-network': '{name} asub privaatvõrgus. Seda saab lubada seadega BALIE_PRIVATE_NETWORK.', 'trouble.no-answer': 'Vastust ei tulnud õigel ajal.',
  'trouble.gone': 'Seda, mis pidi välja minema, enam ei ole.', 'trouble.no-sending-server': 'Sellel kanalil ei ole saatmisserverit. Määra see lehel „Kanalid“ ja saada siis uuesti.', 'trouble.nobody': 'Pole kedagi, kellele saata.', 'trouble.given-up': 'Pärast {attempts} katset loobuti.',
  // Webhooks
  'nav.webhooks': 'Veebihaagid',
  // Search, order and saved views
  'search.suggestions': 'Soovitused',
  'sort': 'Järjestus', 'sort.newest': 'Uuemad ees', 'sort.oldest': 'Vanemad ees', 'sort.waiting': 'Kauem oodanud ees', 'sort.priority': 'Kiiremad ees',
  'views.title': 'Vaated', 'views.manage': 'Halda vaateid', 'views.gone': 'Seda vaadet enam ei ole.', 'views.many': '{n}+',
  // Moves: merge, split, link, snooze, bulk, custom fields
  'view.snoozed': 'Edasi lükatud', 'mark.merged': 'Liidetud',
  'snooze.until': 'kuni {time}',
  'bulk.choose': 'Vali {reference}',
  'nav.fields': 'Juhtumi väljad',
  // The palette
  'palette.go': 'Mine: {name}',
  // Texts that are used in many answers
  'nav.texts': 'Tüüptekstid',
  'undo': 'Võta tagasi', 'notify.title': 'Teavitused', 'notify.unread': { one: 'Teavitused, {count} lugemata', other: 'Teavitused, {count} lugemata' }, 'notify.all-read-done': 'Kõik on loetud.', 'notify.settings': 'Teavituste seaded',
  // Chat: desk
  'nav.chats': 'Vestlused', 'nav.visitors': 'Külastajad lehel', 'nav.widgets': 'Vestlusaknad', 'keys.go-chats': 'Mine vestluste juurde',
  'channel.email': 'E-postiga',
  'channel.chat': 'Vestluses',
  'channel.voice': 'Telefonitsi',
  'channel.sms': 'SMSiga',
  'channel.fax': 'Faksiga',
  'channel.social': 'Sotsiaalmeedias',
  'channel.edi': 'EDI kaudu',
  'channel.desk': 'Meie avatud',
  'nav.chats-waiting': { one: '{count} ootab', other: '{count} ootab' },
  'cases.there': { one: '{names} on seal', other: '{names} on seal' },
}
