import type { Scenario } from '../types.ts'
import { asks, back, note, out, waits } from './turns.ts'

const common = { brand: 'fjeld', language: 'de' } as const

// First sentences begin in lower case, as German does after a greeting with a comma; without a greeting the letter writer raises it.
export const german: Scenario[] = [
  {
    ...common, id: 'de-late-parcel', kind: 'order', tags: ['delivery'], about: 'jacket', peak: 'sale',
    subjects: ['Wo bleibt meine Bestellung {order}?', 'Lieferung {order} überfällig', 'Paket nicht angekommen', 'Frage zum Versand {order}', 'Sendungsstatus seit Tagen unverändert'],
    opening: [
      ['ich habe am {boughtOn} bei Ihnen die Jacke {product} bestellt (Nr. {order}).', 'meine Bestellung {order} vom {boughtOn} ist immer noch nicht da.', 'a| laut Sendungsverfolgung liegt mein Paket ({order}) seit {days} Tagen im selben Verteilzentrum.', 'am {boughtOn} habe ich eine {product} bestellt und per Karte bezahlt, {price}. Seitdem: nichts.'],
      ['Angekündigt waren drei Werktage.', 'b| Die Versandbestätigung kam am nächsten Tag, danach bewegte sich nichts mehr.', 'b| Der Nachbar hat auch nichts angenommen, ich habe schon im ganzen Haus gefragt.', 'Die Jacke ist ein Geburtstagsgeschenk, deshalb werde ich langsam unruhig.'],
      ['Können Sie bitte nachsehen, wo das Paket steckt?', 'Was ist da los?', 'Ich bitte um eine kurze Auskunft, wann ich damit rechnen kann.', 'Wenn es bis {soonDay} nicht klappt, würde ich lieber stornieren.'],
    ],
    courses: [
      [note('de', 'Tracking {tracking}: letzter Scan vor {days} Tagen in Hannover. Nachforschung sinnvoll.', 'DHL-Status steht auf „In Zustellung“, aber kein Zustellversuch. Ich frage nach.'),
        waits('danke für Ihre Nachricht, und entschuldigen Sie bitte die Verzögerung. Ihr Paket hat unser Lager pünktlich verlassen, hängt aber beim Zusteller fest. Ich habe heute einen Nachforschungsauftrag gestellt und melde mich, sobald ich eine Antwort habe, spätestens am {soonDay}.', 'das tut mir leid, so lange sollte niemand warten. Ich habe die Sendung {tracking} bei DHL reklamiert. Erfahrungsgemäß bekommen wir innerhalb von zwei Werktagen Bescheid; ich behalte es im Auge.'),
        back('danke. Bisher hat sich nichts getan, die Verfolgung zeigt weiterhin dasselbe an.', 'alles klar, dann warte ich noch. Aber bitte nicht länger als bis {soonDay}, ich fahre danach in den Urlaub.'),
        out('DHL hat das Paket nicht wiedergefunden. Ich habe deshalb eben eine neue {product} für Sie verpacken lassen, sie geht heute noch als Express raus. Sollte das erste Paket doch noch auftauchen, nehmen Sie es bitte einfach nicht an.', 'gute Nachrichten: Das Paket ist gefunden worden, das Etikett war beschädigt. Es ist neu beklebt und soll am {soonDay} bei Ihnen sein. Die Versandkosten erstatte ich Ihnen selbstverständlich.')],
      [out('ich habe nachgesehen: Ihre Sendung ist heute früh im Zustellfahrzeug erfasst worden und müsste bis zum Abend bei Ihnen in {city} sein. Falls nicht, antworten Sie bitte kurz auf diese E-Mail, dann schicke ich ohne Umweg Ersatz.', 'b| Ihr Paket liegt seit gestern in der Postfiliale bei Ihnen in der Nähe, die Benachrichtigungskarte ist offenbar verloren gegangen. Mit Ausweis und der Nummer {tracking} bekommen Sie es dort ausgehändigt.')],
    ],
  },
  {
    ...common, id: 'de-tent-pole', kind: 'return', tags: ['spare-part', 'damaged'], about: 'tent', attachments: ['stange.jpg', 'IMG_2214.jpeg', 'gestaenge-bruch.png'],
    subjects: ['Gestänge gebrochen', 'Zelt {product}: defekte Stange', 'Reklamation Zelt, Bestellung {order}', 'Ersatzteil für {product}'],
    opening: [
      ['beim ersten Aufbau meines Zeltes {product} ist ein Segment der Stange gesplittert.', 'gestern haben wir das neue Zelt {product} im Garten aufgebaut, und dabei ist eine Stange gerissen.', 'an meinem {product} (Bestellung {order}) ist das Gestänge an der Hülse gebrochen.'],
      ['Es war windstill und ich habe nichts überdehnt.', 'Ein Foto hängt an.', 'Das Zelt ist gerade einmal zweimal benutzt worden.', 'Der Stoff ist zum Glück heil geblieben.'],
      ['Gibt es die Stange einzeln, oder muss ich das ganze Zelt zurückschicken?', 'Bitte senden Sie mir ein Ersatzsegment. Wir fahren bald wieder los.', 'Wie gehen wir da am besten vor?', 'Kann man das selbst reparieren?'],
    ],
    courses: [
      [asks('das ist ärgerlich, gerade bei einem neuen Zelt. Damit ich das richtige Segment heraussuche: Welche Farbe hat die Markierung am Ende der Stange, gelb oder grau? Die gelbe gehört zum First, die graue zum Eingang.', 'danke für die Beschreibung. Können Sie mir noch sagen, wie lang das gebrochene Segment ungefähr ist? Beim {product} gibt es zwei Längen, 38 und 44 cm.'),
        back('die Markierung ist grau.', 'gemessen: ziemlich genau 44 cm, mit Hülse.', 'gelb. Und es ist das zweite Segment von oben, falls das hilft.'),
        out('vielen Dank, dann ist es eindeutig. Das Segment liegt in unserem Lager in Flensburg und geht heute kostenlos an Sie raus. Eine kleine Anleitung zum Auffädeln liegt bei; es dauert keine zehn Minuten. Das Zelt behalten Sie bitte.', 'passt. Ich schicke Ihnen gleich zwei Segmente, dann haben Sie eines in Reserve. Ankunft voraussichtlich am {soonDay}.')],
      [note('de', 'Ersatzstange ist auf Lager (Regal 14). Kulanz, keine Rücksendung nötig.', 'Dritte Meldung zum gleichen Segment in diesem Monat, ich sage der Produktion Bescheid.'),
        out('es tut mir leid, dass Ihr Zelt schon beim Aufbau Schaden genommen hat. Sie müssen nichts zurückschicken: Das Ersatzsegment ist verpackt und verlässt heute unser Haus. Mit der beigelegten Reparaturhülse können Sie sich bis dahin behelfen, falls Sie schon unterwegs sind.')],
    ],
  },
  {
    ...common, id: 'de-boots-size', kind: 'return', tags: ['exchange', 'size'], about: 'boots',
    subjects: ['Umtausch Wanderschuhe', 'Schuhe zu klein, {order}', 'Größentausch {product}', 'Bitte um Umtausch in Gr. {bigger}'],
    opening: [
      ['die Wanderschuhe {product} gefallen mir sehr, leider drücken sie in Größe {size} vorne.', 'ich habe die Schuhe {product} in {size} bestellt, brauche aber wohl doch {bigger}.', 'meine Schuhe (Bestellung {order}) sind am {arrivedOn} gekommen. Vielen Dank für die schnelle Lieferung! Nur sind sie mir eine Nummer zu klein.'],
      ['Getragen habe ich sie nur in der Wohnung.', 'Der Karton ist noch vollständig.', 'Bergab stoße ich mit den Zehen an, das wird auf Dauer nichts.', ''],
      ['Kann ich sie gegen Größe {bigger} tauschen?', 'Haben Sie {bigger} noch da? Dann würde ich gern tauschen.', 'Wie läuft der Umtausch ab, und wer zahlt das Porto?'],
    ],
    courses: [
      [out('gern tauschen wir die Schuhe. Größe {bigger} ist vorrätig, ich habe ein Paar für Sie zurückgelegt. Das Rücksendeetikett finden Sie im Anhang, Porto zahlen Sie keines. Sobald Ihr Paket eingescannt ist, geht das neue Paar auf den Weg.', 'kein Problem. Bitte kleben Sie das angehängte Etikett auf den Karton und geben Sie ihn in einer Postfiliale ab. Die Schuhe in {bigger} schicke ich schon heute los, damit Sie nicht warten müssen.')],
      [asks('Größe {bigger} ist im Moment leider ausverkauft und kommt voraussichtlich in zwei Wochen wieder. Möchten Sie so lange warten, oder soll ich Ihnen den Betrag von {price} erstatten?'),
        back('dann warte ich lieber, die Schuhe sind sonst genau richtig.', 'hm, schade. Dann bitte das Geld zurück, ich brauche sie vorher.'),
        out('so machen wir es. Ich habe alles notiert und Ihnen das Rücksendeetikett angehängt. Eine Bestätigung kommt automatisch, sobald die Schuhe bei uns eingetroffen sind.')],
    ],
  },
  {
    ...common, id: 'de-invoice', kind: 'billing', tags: ['invoice'], about: 'backpack',
    subjects: ['Rechnung {order}', 'ac| Rechnungskopie benötigt', 'b| Falsche Rechnungsadresse', 'a| Rechnung fehlt'],
    opening: [
      ['a| für meine Bestellung {order} über {price} habe ich keine Rechnung erhalten.', 'b| auf der Rechnung zu {order} steht noch meine alte Anschrift.', 'c| ich brauche für die Steuer eine Rechnung zur Bestellung {order} vom {boughtOn}.'],
      ['a| Im Spam-Ordner habe ich nachgesehen.', 'b| Richtig wäre: {street}, {postcode} {city}.', 'c| Der Rucksack {product} wird dienstlich genutzt.'],
      ['ac| Könnten Sie mir das Dokument bitte noch einmal als PDF schicken?', 'b| Ich bitte um Korrektur und erneute Zusendung.', 'ac| Eine Kopie per E-Mail genügt mir vollkommen.'],
    ],
    courses: [
      [out('ac| anbei erhalten Sie die Rechnung mit der Anschrift {street}, {postcode} {city}. Der Betrag ist unverändert {price}. In Ihrem Kundenkonto liegt sie jetzt ebenfalls unter „Belege“.', 'b| gern, die Rechnung habe ich eben neu erstellt und angehängt. Bitte verwenden Sie nur noch diese Fassung; die frühere haben wir storniert.')],
      [asks('bc| das erledige ich gern. Soll die Rechnung auf Sie persönlich oder auf eine Firma ausgestellt werden? Im zweiten Fall bräuchte ich den genauen Firmennamen und, falls vorhanden, die Umsatzsteuer-ID.'),
        back('bc| bitte auf mich persönlich, eine Firma gibt es nicht.', 'auf mich privat, so wie in der Bestellung. Danke.'),
        out('vielen Dank für die schnelle Antwort. Die korrigierte Rechnung finden Sie im Anhang.')],
    ],
  },
  {
    ...common, id: 'de-double-charge', kind: 'billing', tags: ['payment', 'refund'], about: 'sleeping-bag', peak: 'sale',
    subjects: ['abc| Doppelte Abbuchung', 'Betrag zweimal abgebucht, {order}', 'Zahlung {order}', 'Kreditkarte doppelt belastet'],
    opening: [
      ['für den Schlafsack {product} wurden mir zweimal {price} abgebucht.', 'auf meinem Kontoauszug stehen zwei Abbuchungen über {price}, beide vom {boughtOn}.', 'c| beim Bezahlen der Bestellung {order} brach die Seite ab, ich habe es noch einmal versucht. Nun ist das Geld doppelt weg.'],
      ['Bestellt habe ich aber nur ein Stück.', 'abc| Eine zweite Bestellbestätigung habe ich nie erhalten.', 'Den Auszug kann ich Ihnen bei Bedarf schicken.'],
      ['Bitte überweisen Sie den zu viel gezahlten Betrag zurück.', 'Wann bekomme ich das Geld wieder?', 'Ich bitte um umgehende Klärung.'],
    ],
    courses: [
      [note('de', 'c| Buchhaltung: zweite Zahlung ist nur vorgemerkt, nicht eingezogen. Verfällt nach 7 Tagen.', 'c| Zwei Autorisierungen zu {order}, nur eine verbucht.'),
        out('c| ich verstehe den Schreck. Tatsächlich eingezogen wurde nur eine Zahlung; die zweite ist eine Reservierung aus dem abgebrochenen Versuch. Ihre Bank gibt sie spätestens nach sieben Tagen frei. Ich habe die Freigabe heute zusätzlich angestoßen.')],
      [waits('Sie haben recht, bei uns sind zwei Zahlungen zu {order} eingegangen. Ich habe die Rückzahlung von {price} an unsere Buchhaltung gegeben und schreibe Ihnen, sobald sie ausgeführt ist.'),
        out('die Rückzahlung von {price} ist heute veranlasst worden und sollte bis {soonDay} auf Ihrem Konto sein. Entschuldigen Sie bitte die Unannehmlichkeiten.')],
    ],
  },
  {
    ...common, id: 'de-advice', kind: 'question', tags: ['advice'], about: 'sleeping-bag', priority: 'low',
    subjects: ['Beratung Schlafsack', 'a| Welcher Schlafsack für Norwegen?', 'bc| Frage zum {product}', 'Kurze Frage vor dem Kauf'],
    opening: [
      ['a| wir wollen im Frühjahr zwei Wochen durch Norwegen wandern und suchen noch Schlafsäcke.', 'b| ich schwanke beim Schlafsack {product} zwischen der normalen und der langen Ausführung.', 'c| eine Frage zum Schlafsack {product}, bevor ich bestelle:'],
      ['ab| Ich bin 1,86 m groß und schlafe meist auf der Seite.', 'ac| Nachts sollen es um die null Grad werden, und ich friere leicht.', 'bc| Reicht die angegebene Komforttemperatur auch im Zelt bei Wind?'],
      ['ab| Was würden Sie empfehlen?', 'Kann man ihn in der Maschine waschen?', 'Und lässt er sich mit einem zweiten zusammenkoppeln?'],
    ],
    courses: [
      [out('a| schöne Pläne! Für Nächte um null Grad empfehle ich den Polarhi −7: Die Komforttemperatur liegt bei +1 °C, und wer leicht friert, hat damit noch Reserve. Ab 1,80 m Körpergröße nehmen Sie besser die lange Ausführung. Waschen dürfen Sie ihn bei 30 °C mit Daunenwaschmittel, bitte ohne Weichspüler; zwei Schlafsäcke mit gegengleichem Reißverschluss lassen sich verbinden.', 'bc| beim {product} würde ich zur langen Ausführung greifen, wenn Sie auf der Seite schlafen, die Schultern haben dann mehr Platz. Die Angabe zur Komforttemperatur gilt mit einer isolierenden Matte darunter; ohne Matte rechnen Sie bitte mit fünf Grad weniger. Er darf bei 30 °C in die Maschine.'),
        back('das hilft mir sehr, vielen Dank. Dann bestelle ich die lange Ausführung.', 'super, danke! Gilt das auch für Reißverschluss links und rechts?'),
        out('gern. Links und rechts passen zusammen, solange es dieselbe Länge ist. Viel Freude unterwegs!')],
    ],
  },
  {
    ...common, id: 'de-stove', kind: 'technical', tags: ['safety', 'stove'], about: 'stove', priority: 'high', attachments: ['ventil.jpg'],
    subjects: ['a| Gaskocher zischt', 'Kocher {product} undicht?', 'Sicherheitsfrage zum Kocher', 'b| {product}: Gasgeruch'],
    opening: [
      ['a| mein Kocher {product} zischt, sobald ich die Kartusche aufschraube, auch wenn das Ventil zu ist.', 'b| beim Kocher {product} rieche ich seit der letzten Tour Gas.', 'c| der Piezozünder an meinem {product} funktioniert nicht mehr, und beim Zudrehen bleibt eine kleine Flamme.'],
      ['Gekauft habe ich ihn im letzten Jahr bei Ihnen.', 'Die Dichtung sieht für mich in Ordnung aus.', 'ab| Mit einer anderen Kartusche ist es das Gleiche.'],
      ['Ist das gefährlich?', 'Darf ich ihn so weiter benutzen?', 'Was soll ich tun? Wegwerfen möchte ich ihn ungern.'],
    ],
    courses: [
      [asks('bitte benutzen Sie den Kocher vorerst nicht mehr und schrauben Sie die Kartusche im Freien ab. Können Sie mir die Chargennummer nennen? Sie ist unten am Brenner eingeprägt und beginnt mit GL.'),
        back('die Nummer lautet GL-{serial}. Kartusche ist ab und liegt auf dem Balkon.', 'GL-{serial}, steht ganz klein neben dem Gewinde.'),
        note('de', 'GL-{serial} gehört nicht zur betroffenen Charge, vermutlich O-Ring. Austausch auf Kulanz.', 'An Produktsicherheit gemeldet, Kocher zurückholen.'),
        out('danke. Bei Ihrem Gerät ist sehr wahrscheinlich der O-Ring ausgetrocknet. Weil es um Gas geht, tauschen wir den ganzen Kocher: Das neue Gerät ist unterwegs, für das alte liegt ein Rücksendeetikett bei. Bitte schicken Sie es ohne Kartusche zurück.')],
    ],
  },
  {
    ...common, id: 'de-complaint', kind: 'complaint', tags: ['complaint'], about: 'jacket', priority: 'high', amount: [10, 40],
    subjects: ['Beschwerde', 'So geht das nicht', 'Beschwerde zur Bestellung {order}', 'Enttäuscht von Ihrem Service'],
    opening: [
      ['a| seit über zwei Wochen warte ich auf die Erstattung für meine zurückgeschickte Jacke.', 'b| ich bin seit Jahren Kunde bei Ihnen, aber was ich mit der Bestellung {order} erlebt habe, ist wirklich ein Trauerspiel.', 'c| dies ist meine dritte Nachricht in derselben Sache.'],
      ['ac| Am Telefon wurde mir zugesagt, das Geld komme „in den nächsten Tagen“. Das war am {boughtOn}.', 'b| Die Jacke {product} kam mit offener Naht an, der Ersatz in der falschen Farbe, und nun antwortet niemand mehr.', 'Es geht immerhin um {price}, das ist für mich kein kleiner Betrag.'],
      ['Ich erwarte bis {soonDay} eine verbindliche Antwort.', 'Bitte behandeln Sie dies als förmliche Beschwerde.', 'Sollte ich wieder nichts hören, wende ich mich an die Verbraucherzentrale.'],
    ],
    courses: [
      [note('de', '@Birgit bitte draufschauen, der Ärger ist berechtigt. Rücksendung liegt seit 9 Tagen ungescannt im Wareneingang.', 'Rücksendung im Wareneingang gefunden, war ohne Etikett. Erstattung {price} plus Gutschein {amount} Euro freigegeben (BJ).'),
        out('Sie haben allen Grund, verärgert zu sein, und ich bitte um Entschuldigung. Ihre Rücksendung lag bei uns, ohne dass sie jemand verbucht hat. Die Erstattung über {price} habe ich heute angewiesen; sie ist bis {soonDay} auf Ihrem Konto. Für den Ärger schreibe ich Ihnen außerdem {amount},00 € gut. Ihre Beschwerde ist bei meiner Teamleiterin Frau Jürgensen angekommen.', 'c| danke, dass Sie noch einmal schreiben, auch wenn Sie es längst nicht mehr müssen sollten. Ich habe den Vorgang übernommen und bleibe bis zum Schluss Ihre Ansprechperson. Die Erstattung von {price} ist angewiesen, die Bestätigung hängt an. Was schiefgelaufen ist, war unser Fehler beim Wareneingang.'),
        back('das Geld ist heute eingegangen. Danke, dass sich endlich jemand gekümmert hat.', 'nun gut. Ich hoffe, dass das die Ausnahme bleibt.'),
        out('danke für die Rückmeldung. Ich habe den Ablauf intern weitergegeben, damit das nicht noch einmal vorkommt.')],
    ],
  },
  {
    ...common, id: 'de-address', kind: 'order', tags: ['change'], about: 'mat',
    subjects: ['Lieferadresse ändern', 'Adresse bei {order} falsch', 'Bitte andere Lieferanschrift'],
    opening: [
      ['ich habe vorhin bestellt ({order}) und aus Versehen die alte Adresse stehen lassen.', 'bei meiner Bestellung {order} (Isomatte {product}) stimmt die Lieferadresse nicht.', 'b| kann man bei {order} noch etwas ändern? Ich ziehe am Wochenende um.'],
      ['Bitte liefern Sie an: {street}, {postcode} {city}.', 'Die neue Anschrift lautet {street} in {postcode} {city}.'],
      ['Geht das noch?', 'Vielen Dank schon einmal!', 'ab| Falls es schon verschickt ist, bitte kurz Bescheid geben.'],
    ],
    courses: [
      [out('das hat noch geklappt: Ihre Bestellung geht nun an {street}, {postcode} {city}. Eine neue Bestätigung ist unterwegs zu Ihnen.', 'rechtzeitig! Das Paket war noch nicht übergeben, ich habe die Anschrift geändert. Möchten Sie die neue Adresse auch als Standard speichern, geht das in Ihrem Konto mit einem Klick.')],
      [waits('Ihr Paket hatte das Lager leider schon verlassen. Ich habe beim Zusteller eine Umleitung nach {city} beauftragt und gebe Ihnen Bescheid, sobald sie bestätigt ist.'),
        out('die Umleitung ist bestätigt, das Paket kommt am {soonDay} an die neue Adresse.')],
    ],
  },
]
