import { mainAgent } from './agents.ts'
import type { Kind, Language, Priority, SeedCase, SeedMessage, Status, BrandKey } from './types.ts'

type Said = [direction: SeedMessage['direction'], author: string, minutesAgo: number, text: string, extra?: Partial<SeedMessage>]
type Head = { brand: BrandKey; customer: string; kind: Kind; subject: string; language: Language; status: Status; priority: Priority; team: string; tags: string[]; reference?: string }

function row(key: string, now: Date, head: Head, said: Said[]): SeedCase {
  const messages = said.map(([direction, author, minutesAgo, text, extra]): SeedMessage =>
    ({ direction, author, at: new Date(now.getTime() - minutesAgo * 60_000), text, language: head.language, channel: 'email', ...extra }))
  return { key: `case-maren-${key}`, ...head, owner: mainAgent, openedAt: messages[0]!.at, messages }
}

const day = 24 * 60

/** The seven rows of "Mine" in the picture of the desk, newest last word first. */
export function picturedCases(now: Date): SeedCase[] {
  return [
    row('zelt', now, {
      brand: 'fjeld', customer: 'fatima', kind: 'return', subject: 'Zelt mit gebrochener Stange, bitte um Ersatz', language: 'de', status: 'open',
      priority: 'high', team: 'fjeld-de', tags: ['return', 'spare-part'], reference: 'F-1042',
    }, [
      ['in', 'fatima', 9, 'Guten Tag,\n\ngestern kam das Zelt „Nordlys 3“ an, aber eine Stange ist gebrochen (Foto im Anhang). Wir fahren am Samstag los. Können Sie mir bis dahin eine neue Stange schicken, oder soll ich das Zelt zurückgeben?\n\nViele Grüße\nFatima Öztürk', { attachmentNames: ['zeltstange.jpg'] }],
      ['in', 'fatima', 6, 'Ich bin auch hier im Chat, falls es schneller geht.', { channel: 'chat' }],
      ['note', 'jonas', 4, 'Stange N3-P2 liegt in Flensburg, Versand heute bis 15:00 möglich. @Maren kannst du übernehmen?'],
    ]),
    row('ordre', now, {
      brand: 'fjeld', customer: 'jesper', kind: 'order', subject: 'Hvor er min ordre F-20417?', language: 'da', status: 'open', priority: 'normal', team: 'fjeld-da', tags: ['order', 'delivery'],
    }, [
      ['in', 'jesper', day + 190, 'Hej\n\nJeg bestilte en rygsæk (Stifinder 55) i sidste uge, ordre F-20417. Sporingen har ikke rørt sig i tre dage. Hvor er den?\n\nVenlig hilsen\nJesper Holm'],
      ['out', mainAgent, day + 40, 'Hej Jesper\n\nTak for din besked. Pakken blev scannet i Taulov, og PostNord regner med at levere den i morgen formiddag. Skriv endelig, hvis den ikke dukker op.\n\nVenlig hilsen\nMaren Lindqvist\nFjeld & Wald kundeservice'],
      ['in', 'jesper', 9, 'Hej Maren\n\nTak for svaret. Pakken er stadig ikke kommet, og jeg skal bruge rygsækken på fredag, når vi tager til Norge. Kan I sende en ny?\n\nJesper'],
    ]),
    row('klacht', now, {
      brand: 'polder', customer: 'degraaf', kind: 'complaint', subject: 'Klacht over afhandeling waterschade', language: 'nl', status: 'open', priority: 'high', team: 'polder-claims', tags: ['complaint', 'claim', 'water'],
    }, [
      ['in', 'degraaf', 31, 'Geachte heer, mevrouw,\n\nAl drie weken wacht ik op antwoord van uw expert. Dit is niet wat u mij bij het afsluiten van de verzekering hebt beloofd. De vloer in de gang staat nog altijd bol, het behang laat los, en bij elk telefoontje hoor ik dat er „aan gewerkt wordt“.\n\nIk dien hierbij een formele klacht in over de afhandeling van schade SCH-26-01834 en verzoek u mij schriftelijk te laten weten wanneer het rapport er is.\n\nHoogachtend,\nW. de Graaf\nDijkweg 112\n4331 BD Middelburg'],
    ]),
    row('korvaklapid', now, {
      brand: 'valgus', customer: 'kadri', kind: 'technical', subject: 'Kõrvaklappide ühendamine arvutiga', language: 'et', status: 'open', priority: 'normal', team: 'valgus-tech', tags: ['technical', 'headphones', 'bluetooth'],
    }, [
      ['in', 'kadri', 62, 'Tere!\n\nOstsin eile teilt kõrvaklapid, kuid need ei ühendu minu sülearvutiga. Telefoniga töötavad need hästi. Mudel on Kaja Pro ja arvutis on Windows 11. Kas pean midagi eraldi alla laadima?\n\nParimate soovidega\nKadri Tamm'],
    ]),
    row('einkauf', now, {
      brand: 'fjeld', customer: 'kruger', kind: 'order', subject: 'Purchase order 4500018833, two unknown items', language: 'en', status: 'open', priority: 'high', team: 'fjeld-wholesale', tags: ['EDI', 'order'],
    }, [
      ['in', 'kruger', 68, 'EDIFACT ORDERS, 14 lines, 2 need a decision\n\nPurchase order 4500018833 of Outdoor Zentrum GmbH.\nLine 6: FW-SK5, 12 pieces, not in the catalogue (close to FW-SK4, Skovly 4).\nLine 11: FW-G2-RED, 40 pieces, not in the catalogue (close to FW-G2, Glød Duo).', { channel: 'edi', attachmentNames: ['ORDERS_4500018833.edi'] }],
      ['note', 'tobias', 64, 'SK5 gibt es nicht, ich vermute einen Tippfehler. Die roten Kocher sind seit dem Sommer ausgelaufen. @Maren rufst du Frau Krüger an?', { language: 'de' }],
    ]),
    row('opkald', now, {
      brand: 'fjeld', customer: 'anders', kind: 'question', subject: 'Voicemail, 0:42', language: 'da', status: 'open', priority: 'normal', team: 'fjeld-da', tags: ['call-back'],
    }, [
      ['in', 'anders', 121, 'Hej, det er Anders fra Aarhus Klatreklub, jeg ringer om de tyve pandelamper, vi talte om til vores natklatring. Vi er blevet fire flere, så spørgsmålet er, om prisen også gælder for fireogtyve. Ring gerne tilbage på 31 22 90 07, helst efter klokken halv tre. Tak, hej.', { channel: 'voicemail', attachmentNames: ['voicemail.ogg'] }],
    ]),
    row('gavekort', now, {
      brand: 'fjeld', customer: 'mette', kind: 'billing', subject: 'Refusion på gavekort', language: 'da', status: 'waiting-customer', priority: 'normal', team: 'fjeld-da', tags: ['gift-card', 'refund'],
    }, [
      ['in', 'mette', 2 * day + 75, 'Hej\n\nJeg har returneret en jakke, som jeg havde betalt med et gavekort på 800 kr. Pengene skulle være sat ind igen, men saldoen er stadig 0. Kan I hjælpe?\n\nMange hilsner\nMette Lund'],
      ['out', mainAgent, 2 * day - 20, 'Hej Mette\n\nTak for din mail. Jeg kan se, at jakken er modtaget. Da det gamle gavekort er udløbet, kan vi enten udstede et nyt eller sætte de 800 kr. ind på din konto. Hvad vil du helst?\n\nVenlig hilsen\nMaren Lindqvist\nFjeld & Wald kundeservice'],
      ['note', 'jonas', 180, 'Bank bestätigt, dass 800 DKK bereitliegen. Wir warten nur noch auf die Kundin.', { language: 'de' }],
    ]),
  ]
}
