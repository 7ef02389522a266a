import type { Language } from '#contracts/accounts'

export type SystemMail = { subject: string; text: string }
type Facts = { name: string; webhook: string; brand: string; /** 'gone' or 'failing'. */ detail: string; link: string }

const words: Record<Language, (facts: Facts, gone: boolean) => SystemMail> = {
  en: ({ name, webhook, brand, link }, gone) => ({
    subject: `The webhook “${webhook}” is disabled`,
    text: `Hello ${name},\n\nthe webhook “${webhook}” of ${brand} hears nothing any more: ${gone ? 'its receiver answered that it is gone (410).' : 'for three days nothing could be delivered to it.'} When the receiver works again, resume it here and send again what it missed:\n\n${link}\n\nYou get this mail because you can change the channels of ${brand}.\n`,
  }),
  de: ({ name, webhook, brand, link }, gone) => ({
    subject: `Der Webhook „${webhook}“ ist abgeschaltet`,
    text: `Guten Tag ${name},\n\nder Webhook „${webhook}“ von ${brand} erfährt nichts mehr: ${gone ? 'Sein Empfänger hat geantwortet, dass es ihn nicht mehr gibt (410).' : 'Drei Tage lang konnte ihm nichts zugestellt werden.'} Wenn der Empfänger wieder arbeitet, setzen Sie ihn hier fort und senden erneut, was ihm entgangen ist:\n\n${link}\n\nSie erhalten diese Mail, weil Sie die Kanäle von ${brand} ändern können.\n`,
  }),
  da: ({ name, webhook, brand, link }, gone) => ({
    subject: `Webhooken “${webhook}” er slået fra`,
    text: `Hej ${name}\n\nWebhooken “${webhook}” hos ${brand} får ikke længere noget at vide: ${gone ? 'modtageren svarede, at den ikke findes mere (410).' : 'i tre dage kunne intet leveres til den.'} Når modtageren virker igen, kan du genoptage den her og sende det, den gik glip af, igen:\n\n${link}\n\nDu får denne mail, fordi du kan ændre kanalerne hos ${brand}.\n`,
  }),
  nl: ({ name, webhook, brand, link }, gone) => ({
    subject: `De webhook “${webhook}” is uitgeschakeld`,
    text: `Hallo ${name},\n\nDe webhook “${webhook}” van ${brand} krijgt niets meer te horen: ${gone ? 'de ontvanger antwoordde dat hij niet meer bestaat (410).' : 'drie dagen lang kon er niets worden bezorgd.'} Als de ontvanger weer werkt, hervat hem dan hier en stuur opnieuw wat hij heeft gemist:\n\n${link}\n\nJe krijgt deze e-mail omdat je de kanalen van ${brand} kunt wijzigen.\n`,
  }),
  et: ({ name, webhook, brand, link }, gone) => ({
    subject: `Veebihaak „${webhook}“ on välja lülitatud`,
    text: `Tere, ${name}!\n\nKaubamärgi ${brand} veebihaak „${webhook}“ ei saa enam midagi teada: ${gone ? 'vastuvõtja vastas, et teda enam ei ole (410).' : 'kolme päeva jooksul ei õnnestunud talle midagi kohale toimetada.'} Kui vastuvõtja jälle töötab, jätka teda siin ja saada uuesti, mis tal saamata jäi:\n\n${link}\n\nSaad selle kirja, sest võid kaubamärgi ${brand} kanaleid muuta.\n`,
  }),
}

const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ')

/** Names are people's own words: they may not begin a new line. */
export function webhookMail(language: string, facts: Facts): SystemMail {
  return (words[language as Language] ?? words.en)({ ...facts, name: oneLine(facts.name), webhook: oneLine(facts.webhook), brand: oneLine(facts.brand) }, facts.detail === 'gone')
}
