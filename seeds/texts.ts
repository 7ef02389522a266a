import type { BrandKey } from './types.ts'

type Sample = { brand: BrandKey | null; name: string; shortcut: string; variants: Array<{ language: string; text: string; html: string | null }> }
const said = (language: string, text: string) => ({ language, text, html: null })

/** What the sample company's people write again and again. Every text greets in the language of its brand's customers. */
export const texts: Sample[] = [
  { brand: 'fjeld', name: 'Ersatzteil ist unterwegs', shortcut: 'ersatz', variants: [
    said('de', 'Guten Tag {{customer.name}},\n\ndas tut uns leid. Das Ersatzteil geht heute noch an Sie heraus und ist in zwei bis drei Werktagen bei Ihnen. Das defekte Teil brauchen Sie nicht zurückzuschicken.\n\nViele Grüße\n{{agent.first-name}} von {{brand.name}}'),
    said('da', 'Hej {{customer.first-name}}\n\nDet er vi kede af. Reservedelen sendes i dag og er hos dig om to til tre hverdage. Du behøver ikke sende den defekte del tilbage.\n\nVenlig hilsen\n{{agent.first-name}} fra {{brand.name}}'),
  ] },
  { brand: 'fjeld', name: 'Rücksendung: so geht es', shortcut: 'retoure', variants: [
    { language: 'de', text: '', html: '<p>Guten Tag {{customer.name}},</p><p></p><p>gern nehmen wir die Ware zurück. So geht es:</p><ol><li><p>Legen Sie die Ware <strong>trocken und vollständig</strong> in den Karton.</p></li><li><p>Schreiben Sie <strong>{{case.reference}}</strong> gut lesbar dazu.</p></li><li><p>Geben Sie das Paket bei einer Annahmestelle ab und heben Sie den Beleg auf.</p></li></ol><p>Sobald es da ist, erstatten wir den Betrag auf demselben Weg, auf dem Sie bezahlt haben.</p>' },
    { language: 'da', text: '', html: '<p>Hej {{customer.first-name}}</p><p></p><p>Vi tager gerne varen retur. Sådan gør du:</p><ol><li><p>Læg varen <strong>tør og komplet</strong> i kassen.</p></li><li><p>Skriv <strong>{{case.reference}}</strong> tydeligt på en seddel i kassen.</p></li><li><p>Indlever pakken, og gem kvitteringen.</p></li></ol><p>Når den er her, får du pengene tilbage på samme måde, som du betalte.</p>' },
  ] },
  { brand: 'polder', name: 'Schade: deze gegevens hebben we nodig', shortcut: 'schade', variants: [
    { language: 'nl', text: '', html: '<p>Beste {{customer.name}},</p><p></p><p>Wat vervelend. Om uw schade te kunnen beoordelen, ontvangen wij graag:</p><ul><li><p>wanneer en hoe de schade is ontstaan,</p></li><li><p>duidelijke foto’s van de schade,</p></li><li><p>een aankoopbon of offerte voor herstel.</p></li></ul><p>U kunt gewoon op dit bericht antwoorden. Uw zaaknummer is <strong>{{case.reference}}</strong>.</p>' },
    { language: 'en', text: '', html: '<p>Dear {{customer.name}},</p><p></p><p>We are sorry to hear this. To assess your claim, please send us:</p><ul><li><p>when and how the damage happened,</p></li><li><p>clear photos of the damage,</p></li><li><p>a receipt, or a quotation for the repair.</p></li></ul><p>Simply answer this message. Your case number is <strong>{{case.reference}}</strong>.</p>' },
  ] },
  { brand: 'polder', name: 'Polis: wijziging is verwerkt', shortcut: 'polis', variants: [
    said('nl', 'Beste {{customer.name}},\n\nUw wijziging is op {{today}} verwerkt. U ontvangt de nieuwe polis binnen vijf werkdagen per e-mail.\n\nMet vriendelijke groet,\n{{agent.name}}\n{{brand.name}}'),
    said('en', 'Dear {{customer.name}},\n\nYour change was processed on {{today}}. You will receive the new policy by e-mail within five working days.\n\nKind regards,\n{{agent.name}}\n{{brand.name}}'),
  ] },
  { brand: 'valgus', name: 'Garantii: seerianumber ja arve', shortcut: 'garantii', variants: [
    said('et', 'Tere, {{customer.first-name}}!\n\nGarantiijuhtumi avamiseks palume saata seadme seerianumbri ja arve koopia. Seerianumbri leiate seadme põhjalt.\n\nLugupidamisega\n{{agent.first-name}}, {{brand.name}}'),
    said('en', 'Hello {{customer.first-name}},\n\nTo open a warranty case, please send us the serial number of the device and a copy of the invoice. The serial number is on the underside.\n\nKind regards,\n{{agent.first-name}}, {{brand.name}}'),
  ] },
  { brand: null, name: 'Thank you for your patience', shortcut: 'patience', variants: [
    said('en', 'Thank you for your patience, {{customer.first-name}}. We are looking into it and will write to you within one working day.'),
    said('de', 'Vielen Dank für Ihre Geduld. Wir gehen der Sache nach und schreiben Ihnen innerhalb eines Werktags.'),
    said('da', 'Tak for din tålmodighed. Vi undersøger sagen og skriver til dig inden for en hverdag.'),
    said('nl', 'Bedankt voor uw geduld. We zoeken het uit en schrijven u binnen één werkdag.'),
    said('et', 'Täname kannatlikkuse eest. Uurime asja ja kirjutame Teile ühe tööpäeva jooksul.'),
  ] },
]
