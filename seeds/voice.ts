import type { BrandKey, Customer, Language } from './types.ts'

/** What each language says around the matter itself: greeting, closing, impatience, thanks. */
interface Voice {
  greetings: Record<Customer['style'], string[]>
  closings: Record<Customer['style'], string[]>
  mobile: string
  nudges: string[]
  thanks: string[]
  agentClosings: string[]
  signature: Record<BrandKey, string>
}

const signature: Voice['signature'] = { fjeld: 'Fjeld & Wald', polder: 'Polder Verzekert', valgus: 'Valgus Elektroonika' }

export const voices: Record<Language, Voice> = {
  de: {
    greetings: { plain: ['Guten Tag,', 'Hallo,', 'Guten Tag,', 'Moin,'], polite: ['Sehr geehrte Damen und Herren,'], casual: ['hallo,', 'hi,', ''], mobile: ['Hallo,', ''], business: ['Sehr geehrte Damen und Herren,', 'Guten Tag zusammen,'] },
    closings: { plain: ['Viele Grüße', 'Freundliche Grüße', 'Beste Grüße'], polite: ['Mit freundlichen Grüßen', 'Hochachtungsvoll'], casual: ['lg', 'gruß', 'danke'], mobile: ['Gruß', ''], business: ['Mit freundlichen Grüßen'] },
    mobile: 'Von meinem Handy gesendet',
    nudges: ['gibt es schon etwas Neues in der Sache?', 'haben Sie meine Nachricht erhalten? Ich habe bisher nichts gehört.', 'ich möchte nur freundlich nachfragen, ob sich schon etwas getan hat.', 'langsam wird es dringend. Bitte melden Sie sich.'],
    thanks: ['vielen Dank, damit ist alles geklärt.', 'super, danke für die schnelle Hilfe!', 'hat geklappt, herzlichen Dank.', 'danke schön, so ein Service ist selten geworden.', 'danke, das war es schon.', 'wunderbar, dann ist die Sache für mich erledigt.'],
    agentClosings: ['Viele Grüße', 'Freundliche Grüße aus Flensburg', 'Herzliche Grüße'],
    signature: { ...signature, fjeld: 'Fjeld & Wald Kundenservice' },
  },
  da: {
    greetings: { plain: ['Hej', 'Hej', 'Goddag'], polite: ['Goddag', 'Kære Fjeld & Wald'], casual: ['hej', ''], mobile: ['Hej', ''], business: ['Hej', 'Til kundeservice'] },
    closings: { plain: ['Venlig hilsen', 'Mange hilsner', 'Hilsen'], polite: ['Med venlig hilsen', 'De bedste hilsner'], casual: ['vh', 'mvh', 'hilsen'], mobile: ['Mvh', ''], business: ['Med venlig hilsen'] },
    mobile: 'Sendt fra min mobil',
    nudges: ['Er der noget nyt?', 'Har I fået min mail? Jeg har ikke hørt noget endnu.', 'Jeg ville bare lige høre, hvordan det går med sagen.', 'Nu haster det efterhånden. Vil I godt svare?'],
    thanks: ['Tusind tak, så er det på plads!', 'Det virkede, mange tak for hjælpen.', 'Super, tak for hurtigt svar.', 'Tak skal du have. Sikke en god service.', 'Perfekt, så er jeg glad igen.', 'Mange tak, det var alt.'],
    agentClosings: ['Venlig hilsen', 'Mange hilsner', 'Hav en god dag'],
    signature: { ...signature, fjeld: 'Fjeld & Wald kundeservice' },
  },
  nl: {
    greetings: { plain: ['Goedendag,', 'Beste medewerker,', 'Goedemorgen,', 'Beste mensen,'], polite: ['Geachte heer, mevrouw,', 'Geachte medewerker,'], casual: ['hallo,', 'hoi,', ''], mobile: ['Hallo,', ''], business: ['Geachte heer, mevrouw,', 'Goedendag,'] },
    closings: { plain: ['Met vriendelijke groet,', 'Vriendelijke groet,', 'Groeten,'], polite: ['Hoogachtend,', 'Met vriendelijke groet,'], casual: ['groetjes', 'gr.'], mobile: ['Groet,', ''], business: ['Met vriendelijke groet,'] },
    mobile: 'Verstuurd vanaf mijn telefoon',
    nudges: ['Is er al iets meer bekend?', 'Hebt u mijn bericht ontvangen? Ik heb nog niets gehoord.', 'Ik informeer even naar de stand van zaken.', 'Ik wacht nu al geruime tijd op antwoord. Wilt u alstublieft reageren?'],
    thanks: ['Hartelijk dank, hiermee is het opgelost.', 'Fijn, dank voor de snelle hulp!', 'Dank u wel, u hebt mij goed geholpen.', 'Het is gelukt, bedankt.', 'Prima zo, wat mij betreft is het afgehandeld.', 'Dat is een hele opluchting. Dank u wel!'],
    agentClosings: ['Met vriendelijke groet,', 'Vriendelijke groet,', 'Met hartelijke groet,'],
    signature,
  },
  et: {
    greetings: { plain: ['Tere!', 'Tere', 'Tere päevast!'], polite: ['Lugupeetud klienditeenindus', 'Tere päevast!'], casual: ['tere', 'tsau', ''], mobile: ['Tere', ''], business: ['Tere!', 'Lugupeetud koostööpartner'] },
    closings: { plain: ['Parimate soovidega', 'Tervitades', 'Tervitustega'], polite: ['Lugupidamisega', 'Austusega'], casual: ['aitäh', 'tervitades'], mobile: ['Tervitades', ''], business: ['Lugupidamisega'] },
    mobile: 'Saadetud telefonist',
    nudges: ['Kas on midagi uut kuulda?', 'Kas saite mu kirja kätte? Vastust ei ole veel tulnud.', 'Küsin igaks juhuks üle, kuidas asi edeneb.', 'Asi on juba kiire, palun andke endast märku.'],
    thanks: ['Suur tänu, nüüd on kõik korras!', 'Aitäh kiire abi eest!', 'Sain korda, tänan väga.', 'Aitäh, see oli kõik.', 'Väga hea, minu poolest on asi lahendatud.', 'Tänan! Nii head teenindust ei oodanudki.'],
    agentClosings: ['Lugupidamisega', 'Parimate soovidega', 'Ilusat päeva soovides'],
    signature: { ...signature, valgus: 'Valgus Elektroonika klienditugi' },
  },
  en: {
    greetings: { plain: ['Hello,', 'Hi there,', 'Good morning,', 'Hello,'], polite: ['Dear Sir or Madam,', 'Dear customer service team,'], casual: ['hi,', 'hey,', ''], mobile: ['Hi,', ''], business: ['Dear team,', 'Hello,'] },
    closings: { plain: ['Kind regards,', 'Best wishes,', 'Many thanks,'], polite: ['Yours faithfully,', 'With kind regards,'], casual: ['cheers', 'thx', 'thanks'], mobile: ['Thanks,', ''], business: ['Kind regards,'] },
    mobile: 'Sent from my phone',
    nudges: ['Any news on this?', 'Did you get my message? I have not heard anything yet.', 'Just following up to see where things stand.', 'This is becoming rather urgent. Could somebody please get back to me?'],
    thanks: ['Thank you, that is all sorted now.', 'Perfect, thanks for the quick help!', 'That worked, many thanks.', 'Great service, thank you very much.', 'Lovely, that is everything from me.', 'Wonderful, consider it settled.'],
    agentClosings: ['Kind regards,', 'Best regards,', 'With best wishes,'],
    signature,
  },
}

/** "de Graaf" alone is written "De Graaf" in Dutch; behind a first name it stays small. */
const capitalised = (last: string) => last.charAt(0).toUpperCase() + last.slice(1)

/** How an agent addresses this customer: Sie, du, u, teie, you. */
export function agentGreeting({ language, first, last, name, salutation }: Customer, pick: (list: string[]) => string): string {
  switch (language) {
    case 'de': return pick(['Guten Tag', 'Guten Tag', 'Hallo']) + ` ${salutation === 'ms' ? 'Frau' : 'Herr'} ${last},`
    case 'da': return `${pick(['Hej', 'Hej', 'Kære'])} ${first}`
    case 'nl': return `${pick(['Geachte', 'Geachte', 'Beste'])} ${salutation === 'ms' ? 'mevrouw' : 'heer'} ${capitalised(last)},`
    case 'et': return pick([`Tere, ${name}!`, `Lugupeetud ${name}`, 'Tere!'])
    case 'en': return pick([`Dear ${salutation === 'ms' ? 'Ms' : 'Mr'} ${last},`, `Dear ${first},`, `Hello ${first},`])
  }
}
