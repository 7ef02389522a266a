import type { Scenario } from '../types.ts'
import { asks, back, note, out, waits } from './turns.ts'

const common = { brand: 'polder', language: 'nl' } as const

export const dutch: Scenario[] = [
  {
    ...common, id: 'nl-leak', kind: 'question', tags: ['claim', 'water'], amount: [600, 4800], priority: 'high', team: 'polder-claims', attachments: ['plafond.jpg', 'offerte-stukadoor.pdf', 'IMG_3302.jpeg'],
    subjects: ['Waterschade melden', 'b| Lekkage badkamer, polis {policy}', 'ac| Schade door lekkende leiding', 'Melding lekkage'],
    opening: [
      ['a| In de nacht van {happenedOn} is bij ons een waterleiding gesprongen.', 'b| Wij hebben lekkage in de badkamer en het plafond van de woonkamer is doorweekt.', 'c| Sinds {happenedOn} zit er een grote vochtplek in ons plafond. De loodgieter heeft een lekke afvoer gevonden.', 'd| De wasmachine van de bovenburen is overgelopen en dat hebben wij geweten.'],
      ['ab| De hoofdkraan is dicht en het ergste is opgedweild.', 'bc| Een stukadoor schat het herstel op ongeveer {amount}.', 'ad| De vloer begint bol te staan.', 'Foto\'s stuur ik mee.'],
      ['Wat moet ik nu doen, en mag ik alvast laten herstellen?', 'Is dit gedekt onder polis {policy}?', 'Hoe verloopt de afhandeling verder?', 'Graag hoor ik of er een expert langskomt.'],
    ],
    courses: [
      [asks('Wat vervelend dat u met deze schade zit. Ik heb de melding vastgelegd onder nummer {claim}. Wilt u mij de rekening van de loodgieter en een paar foto\'s van de beschadigde plekken sturen? Noodreparaties mag u direct laten uitvoeren; bewaar alstublieft de kapotte onderdelen.', 'Dank u voor uw melding, die staat genoteerd onder {claim}. Voor de beoordeling heb ik nog twee dingen nodig: een foto van de plek waar de leiding lekte en een offerte voor het herstel.'),
        back('Bijgaand de foto\'s en de rekening. De offerte volgt morgen.', 'Hierbij de offerte, {amount} inclusief btw. De leiding heb ik bewaard.', 'De stukken zitten in de bijlage. Is dit zo voldoende?'),
        note('nl', 'Dekking gecontroleerd: plotseling uitstromend water, opstal en inboedel. Akkoord tot {amount}.', '@Ruben wil jij naar de offerte kijken? Lijkt mij redelijk.'),
        out('Alles is compleet. Uw schade is gedekt en wij vergoeden {amount}, verminderd met uw eigen risico van € 100,00. Het bedrag staat binnen drie werkdagen op uw rekening. De reparatie van de leiding zelf valt helaas buiten de dekking.', 'Ik heb goed nieuws: uw offerte is goedgekeurd. U kunt het herstel laten uitvoeren en de rekening naar ons sturen onder vermelding van {claim}.')],
      [waits('Uw melding is in goede orde ontvangen, nummer {claim}. Gezien de omvang komt er een schade-expert bij u langs. Het expertisebureau belt u binnen twee werkdagen om een afspraak te maken.'),
        back('Er heeft nog niemand gebeld. Kunt u er nog eens achteraan?', 'De expert is geweest. Wanneer hoor ik meer?'),
        out('Ik heb het rapport van de expert binnen. Hij stelt de schade vast op {amount}. Als u daarmee akkoord gaat, is een korte reactie op deze e-mail voldoende en maken wij het bedrag over.')],
    ],
  },
  {
    ...common, id: 'nl-storm', kind: 'question', tags: ['claim', 'storm'], amount: [350, 3900], team: 'polder-claims', peak: 'storm', attachments: ['dak.jpg', 'schutting.jpg'],
    subjects: ['a| Stormschade dak', 'Schade door de storm', 'a| Dakpannen weggewaaid', 'b| Schutting omgewaaid, is dat verzekerd?'],
    opening: [
      ['a| Door de storm van {happenedOn} zijn er bij ons een stuk of twintig dakpannen afgewaaid.', 'b| De storm heeft onze schutting plat gelegd.', 'c| Tijdens de storm is er een tak van de buren op ons schuurdak gevallen.', 'd| Na de harde wind van {happenedOn} is een stuk van de dakgoot losgekomen.'],
      ['a| Ik heb er een zeil over laten leggen.', 'ad| Een dakdekker uit {city} kan pas over twee weken komen en rekent op {amount}.', 'a| Er regent nu water naar binnen op zolder.', 'Gelukkig is er niemand gewond geraakt.'],
      ['Kan ik dit bij u claimen?', 'Geldt hiervoor een eigen risico?', 'Ons polisnummer is {policy}. Graag uw bericht.', 'Hoe lang duurt het voordat u dit behandelt? Ik begrijp dat het druk is.'],
    ],
    courses: [
      [out('ad| Dank u voor uw melding. Vanaf windkracht zeven is stormschade aan uw woning verzekerd, en dat werd die dag ruimschoots gehaald. U mag de dakdekker opdracht geven tot {amount}. Stuurt u ons daarna de rekening met nummer {claim}? Voor storm geldt een eigen risico van € 250,00.', 'Schade door de storm is op uw polis {policy} gedekt, ook aan schuur en dakgoot. Schuttingen vallen er alleen onder als ze vast met de woning verbonden zijn. Ik heb uw melding als {claim} ingeboekt.')],
      [asks('Wat een schrik. Om dit snel te kunnen beoordelen ontvang ik graag een foto van het dak of de tuin vanaf de straat, en als u die al hebt een offerte. U hoeft niet op ons te wachten met een noodvoorziening.'),
        back('Foto in de bijlage. De offerte komt uit op {amount}.', 'Hierbij drie foto\'s, gemaakt vanaf de overkant.'),
        out('Dank u wel, hiermee kan ik verder. De schade is akkoord bevonden en na aftrek van het eigen risico wordt het bedrag deze week uitbetaald.')],
    ],
  },
  {
    ...common, id: 'nl-premium', kind: 'billing', tags: ['premium'], amount: [12, 48],
    subjects: ['a| Premie verhoogd?', 'bc| Vraag over incasso', 'c| Dubbele afschrijving premie', 'a| Waarom betaal ik meer?'],
    opening: [
      ['a| Deze maand is er {amount} afgeschreven, terwijl ik altijd minder betaal.', 'a| Mijn premie is zonder bericht omhoog gegaan naar {amount} per maand.', 'c| Op {boughtOn} is de premie voor polis {policy} twee keer van mijn rekening gehaald.'],
      ['a| Ik heb daar geen brief over ontvangen.', 'Aan de verzekering is niets veranderd.', 'Ik ben inmiddels met pensioen en let op de kleintjes.'],
      ['ac| Kunt u uitleggen hoe dat zit?', 'a| Graag zie ik een specificatie.', 'c| Ik verzoek u het te veel betaalde terug te storten.'],
    ],
    courses: [
      [out('a| Ik begrijp uw vraag. De premie stijgt dit jaar door de indexering: de herbouwwaarde van uw woning wordt elk jaar aangepast aan de bouwkosten. De brief daarover staat in uw digitale map. Een specificatie van de {amount} stuur ik u hierbij toe. Wilt u liever een hoger eigen risico en een lagere premie, dan reken ik dat graag voor u uit.')],
      [note('nl', 'Incasso twee keer aangeboden door storing bij de bank. Terugboeking loopt.', 'Dubbele incasso bevestigd door de administratie.'),
        waits('c| U hebt gelijk, er is tweemaal geïncasseerd. Onze administratie heeft de terugbetaling van {amount} bij de bank aangevraagd. Ik laat het u weten zodra het bevestigd is.'),
        out('De {amount} is vandaag teruggestort en staat uiterlijk {soonDay} op uw rekening. Onze excuses voor het ongemak.')],
    ],
  },
  {
    ...common, id: 'nl-moving', kind: 'order', tags: ['change', 'moving'],
    subjects: ['Verhuizing doorgeven', 'Adreswijziging polis {policy}', 'a| Wij gaan verhuizen', 'Nieuw adres'],
    opening: [
      ['a| Wij verhuizen op {deadlineOn} naar {city} en willen de verzekering meenemen.', 'b| Graag geef ik een adreswijziging door voor polis {policy}.', 'a| Binnenkort krijgen wij de sleutel van ons nieuwe huis.'],
      ['b| Het nieuwe adres is {street}, {postcode} {city}.', 'a| De nieuwe woning is iets groter en heeft zonnepanelen.', 'ab| Een paar weken hebben wij twee huizen.'],
      ['a| Zijn onze spullen ook tijdens de verhuizing verzekerd?', 'ab| Wat betekent dit voor de premie?', 'Moet ik zelf nog iets regelen?'],
    ],
    courses: [
      [asks('a| Gefeliciteerd met uw nieuwe woning! Om de polis om te zetten heb ik het bouwjaar en de soort dakbedekking nodig. Uw inboedel is tijdens de verhuizing gewoon meeverzekerd, en dertig dagen lang op beide adressen.'),
        back('Het huis is uit 1978 en heeft gewone dakpannen.', 'Bouwjaar 2004, plat dak met bitumen.'),
        out('Dank u wel. De verzekering loopt vanaf {deadlineOn} op het nieuwe adres. Het nieuwe polisblad vindt u in de bijlage; controleert u alstublieft of alles klopt.')],
      [out('b| Uw nieuwe adres is verwerkt: {street}, {postcode} {city}. U hoeft verder niets te doen. De premie wordt per de verhuisdatum herrekend en u ontvangt daarvan een nieuw polisblad.')],
    ],
  },
  {
    ...common, id: 'nl-complaint', kind: 'complaint', tags: ['complaint', 'claim'], amount: [900, 5200], priority: 'high', team: 'polder-claims',
    subjects: ['a| Klacht over afwijzing {claim}', 'Klacht', 'ab| Ik ben het niet eens met uw besluit', 'b| Bezwaar tegen taxatie'],
    opening: [
      ['a| Met verbazing heb ik uw brief van {boughtOn} gelezen waarin u mijn schade afwijst.', 'b| Ik wil een klacht indienen over de behandeling van schade {claim}.', 'c| Al weken word ik van het kastje naar de muur gestuurd.'],
      ['a| Volgens u zou er sprake zijn van achterstallig onderhoud. Dat bestrijd ik; de voegen zijn drie jaar geleden nog vernieuwd.', 'b| De expert is amper tien minuten binnen geweest en noemt een bedrag waar geen aannemer het voor doet.', 'c| Iedere keer krijg ik iemand anders aan de lijn, en iedere keer moet ik mijn verhaal opnieuw doen.'],
      ['ab| Ik verzoek u het besluit te herzien.', 'Als wij er niet uitkomen, ga ik naar het Kifid.', 'Graag ontvang ik binnen de wettelijke termijn een inhoudelijke reactie.'],
    ],
    attachments: ['brief.pdf', 'factuur-voegwerk.pdf'],
    courses: [
      [note('nl', '@Hanneke klacht geregistreerd, dossier gaat naar Ruben voor herbeoordeling.', 'a| Factuur voegwerk was nooit aan het dossier toegevoegd. Dat verandert de zaak.'),
        out('Dank u voor uw uitgebreide bericht. Ik heb uw klacht geregistreerd en zal deze persoonlijk behandelen; u ontvangt uiterlijk {deadlineOn} een inhoudelijk antwoord. Een collega die niet eerder bij uw dossier betrokken was, beoordeelt het opnieuw.'),
        back('ab| Dank voor uw reactie. Ik wacht het af, maar reken wel op die datum.', 'a| Goed. Ik stuur u nog de factuur van de voeger, dan hebt u alles.'),
        out('a| Het dossier {claim} is opnieuw beoordeeld. Met de factuur van het voegwerk vervalt de grond voor afwijzing. Wij vergoeden alsnog {amount} en bieden u onze excuses aan voor de gang van zaken.')],
      [waits('bc| Het spijt mij dat u zo lang zonder duidelijkheid zit. Ik heb een tweede expert gevraagd om de schade opnieuw te bekijken. Zodra zijn bevindingen er zijn, neem ik contact met u op.'),
        out('bc| De tweede expert komt uit op {amount}, aanzienlijk meer dan de eerste. Wij volgen zijn advies en betalen het verschil deze week uit.')],
    ],
  },
  {
    ...common, id: 'nl-coverage', kind: 'question', tags: ['coverage'], priority: 'low', amount: [700, 2600],
    subjects: ['a| Is mijn fiets verzekerd?', 'Vraag over dekking', 'ab| Vraag inboedelverzekering', 'c| Ben ik verzekerd bij inbraak?'],
    opening: [
      ['a| Ik heb een elektrische fiets gekocht van {amount} en vraag me af of die onder de inboedelverzekering valt.', 'b| Mijn zoon gaat op kamers en neemt zijn laptop mee.', 'c| Wij gaan zes weken op reis en het huis staat dan leeg.', 'd| Wij laten een nieuwe keuken plaatsen ter waarde van {amount}.'],
      ['In de voorwaarden kom ik er niet goed uit.', 'Mijn polisnummer is {policy}.', 'De buurvrouw zei dat dat niet vanzelf spreekt.'],
      ['abc| Kunt u mij vertellen wat er verzekerd is?', 'Moet ik dat apart aan u doorgeven?', 'Alvast hartelijk dank voor uw antwoord.'],
    ],
    courses: [
      [out('abc| Goed dat u het vooraf vraagt. Wat in uw woning of afgesloten schuur staat, is verzekerd tegen brand, water en inbraak. Buitenshuis geldt de dekking alleen met de module Buitenshuis; die kost € 4,25 per maand. Staat uw huis langer dan twee maanden leeg, laat het ons dan weten.', 'abd| In het kort: ja, binnenshuis wel, op straat niet. Artikel 6 van de voorwaarden gaat daarover en heb ik bijgevoegd. Grotere aanschaffen boven € 6.000,00 geeft u apart door, al het andere is vanzelf meeverzekerd.'),
        back('ab| Duidelijk, dank u. Dan wil ik die module er graag bij.', 'ab| Dank voor uw snelle antwoord. Graag met die module dan, mits die ook in het buitenland geldt.'),
        out('ab| Dat regel ik voor u: de module Buitenshuis gaat vandaag in, en die geldt ook in het buitenland tot drie maanden aaneengesloten. Het nieuwe polisblad zit in de bijlage.')],
      [out('c| Fijn dat u dat even navraagt. Zes weken afwezigheid is geen probleem, u blijft gewoon verzekerd tegen brand, water en inbraak. Sluit u alstublieft de hoofdkraan af en laat niet op sociale media weten dat u weg bent.', 'd| Dank u voor uw bericht. Een nieuwe keuken hoort bij de woning en valt onder de opstalverzekering. Tot een waardevermeerdering van € 25.000,00 hoeft u niets door te geven; bewaar wel de rekening.')],
    ],
  },
  {
    ...common, id: 'nl-cancel', kind: 'order', tags: ['cancellation'],
    subjects: ['ab| Opzegging verzekering', 'ab| Polis {policy} beëindigen', 'ab| Opzeggen per direct', 'c| Overlijden verzekeringnemer'],
    opening: [
      ['a| Hierbij zeg ik mijn inboedelverzekering met polisnummer {policy} op.', 'b| Ik ga samenwonen en heb mijn eigen inboedelverzekering niet meer nodig.', 'c| Mijn moeder is op {happenedOn} overleden. Haar woning in {city} is bij u verzekerd onder {policy}.'],
      ['ab| Graag ontvang ik een bevestiging.', 'Wat hebt u daarvoor nog van mij nodig?', 'Ik ga ervan uit dat te veel betaalde premie wordt terugbetaald.'],
    ],
    courses: [
      [out('Uw bericht heb ik in goede orde ontvangen. Polis {policy} wordt per {deadlineOn} beëindigd; de bevestiging vindt u in de bijlage. Te veel betaalde premie storten wij vanzelf terug.')],
      [asks('ab| Dank u voor uw bericht. Voordat ik de polis beëindig wil ik graag zeker weten dat er geen gat ontstaat. Is er voor de woning al een andere verzekering geregeld, en per welke datum?'),
        back('ab| Ja, dat is geregeld per {deadlineOn}.', 'Nee, nog niet. Kan de verzekering nog een maand doorlopen?'),
        out('Dan laat ik de polis doorlopen tot {deadlineOn}, zodat u geen dag onverzekerd bent. De bevestiging gaat vandaag naar u toe. Mocht er nog iets zijn, dan kunt u mij rechtstreeks bereiken.')],
    ],
  },
  {
    ...common, id: 'nl-portal', kind: 'technical', tags: ['login', 'portal'],
    subjects: ['a| Kan niet inloggen', 'a| Inlogproblemen mijn omgeving', 'b| Code komt niet aan', 'c| Polisblad niet te openen'],
    opening: [
      ['a| Sinds gisteren kan ik niet meer inloggen op de website.', 'b| Ik probeer een schade te melden, maar de sms met de code komt niet aan.', 'c| Het polisblad in mijn digitale map laat zich niet openen.'],
      ['a| Het wachtwoord heb ik al twee keer opnieuw ingesteld.', 'ab| Ik heb een nieuw telefoonnummer, misschien ligt het daaraan.', 'c| Op de tablet krijg ik alleen een wit scherm.'],
      ['Kunt u mij helpen?', 'Ik ben niet zo handig met computers, dus graag stap voor stap.', 'c| Kan het eventueel ook gewoon per post?'],
    ],
    courses: [
      [asks('ab| Daar gaan we naar kijken. Wilt u mij de laatste drie cijfers sturen van het telefoonnummer waarop u de code verwacht? Stuurt u alstublieft geen wachtwoord mee.'),
        back('Dat eindigt op {days}{small}.', 'Het nieuwe nummer eindigt op {days}{small}, het oude weet ik niet meer.'),
        out('Dank u. Bij ons stond nog uw oude nummer. Dat heb ik aangepast, nadat ik uw gegevens heb gecontroleerd. Als u nu op „Inloggen“ klikt en uw e-mailadres invult, komt de code binnen een minuut aan.')],
      [out('c| Dat ligt niet aan u: er was gisteren een storing in de documentenmap, die inmiddels verholpen is. Voor de zekerheid heb ik het polisblad bij dit bericht gevoegd, en het gaat vandaag ook per post naar {street} in {city}.')],
    ],
  },
]
