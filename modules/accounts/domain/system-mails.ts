import type { Language } from '../contract.ts'

export type SystemMail = { subject: string; text: string }
type Invited = { accountName: string; invitedBy: string; name: string; link: string }
type Resetting = { name: string; link: string }

/** The installation's own mails, in the language of whoever reads them. Plain text: a link and what it does. */
const words: Record<Language, { invitation: (facts: Invited) => SystemMail; reset: (facts: Resetting) => SystemMail }> = {
  en: {
    invitation: ({ accountName, invitedBy, name, link }) => ({
      subject: `${invitedBy} invites you to ${accountName}`,
      text: `Hello ${name},\n\n${invitedBy} would like you to work with ${accountName} in Balie. Choose a password here:\n\n${link}\n\nThe link works once and for seven days. If you were not expecting it, you can ignore this mail.\n`,
    }),
    reset: ({ name, link }) => ({
      subject: 'Choose a new password for Balie',
      text: `Hello ${name},\n\nsomebody asked for a new password for your sign-in to Balie. If it was you, choose one here:\n\n${link}\n\nThe link works once and for one hour. If it was not you, you need not do anything: your password stays as it is.\n`,
    }),
  },
  de: {
    invitation: ({ accountName, invitedBy, name, link }) => ({
      subject: `${invitedBy} lädt Sie zu ${accountName} ein`,
      text: `Guten Tag ${name},\n\n${invitedBy} lädt Sie ein, bei ${accountName} in Balie mitzuarbeiten. Hier wählen Sie Ihr Passwort:\n\n${link}\n\nDer Link gilt einmal und sieben Tage lang. Falls Sie diese Einladung nicht erwartet haben, brauchen Sie nichts zu tun.\n`,
    }),
    reset: ({ name, link }) => ({
      subject: 'Neues Passwort für Balie wählen',
      text: `Guten Tag ${name},\n\njemand hat ein neues Passwort für Ihre Anmeldung bei Balie angefordert. Wenn Sie das waren, wählen Sie es hier:\n\n${link}\n\nDer Link gilt einmal und eine Stunde lang. Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.\n`,
    }),
  },
  da: {
    invitation: ({ accountName, invitedBy, name, link }) => ({
      subject: `${invitedBy} inviterer dig til ${accountName}`,
      text: `Hej ${name}\n\n${invitedBy} inviterer dig til at arbejde med hos ${accountName} i Balie. Vælg din adgangskode her:\n\n${link}\n\nLinket virker én gang og i syv dage. Hvis du ikke ventede invitationen, kan du se bort fra denne mail.\n`,
    }),
    reset: ({ name, link }) => ({
      subject: 'Vælg en ny adgangskode til Balie',
      text: `Hej ${name}\n\nNogen har bedt om en ny adgangskode til dit login hos Balie. Hvis det var dig, kan du vælge den her:\n\n${link}\n\nLinket virker én gang og i en time. Hvis det ikke var dig, behøver du ikke gøre noget: din adgangskode er uændret.\n`,
    }),
  },
  nl: {
    invitation: ({ accountName, invitedBy, name, link }) => ({
      subject: `${invitedBy} nodigt je uit voor ${accountName}`,
      text: `Hallo ${name},\n\n${invitedBy} nodigt je uit om bij ${accountName} in Balie mee te werken. Kies hier je wachtwoord:\n\n${link}\n\nDe link werkt één keer en zeven dagen lang. Had je deze uitnodiging niet verwacht, dan kun je deze e-mail negeren.\n`,
    }),
    reset: ({ name, link }) => ({
      subject: 'Kies een nieuw wachtwoord voor Balie',
      text: `Hallo ${name},\n\nIemand heeft een nieuw wachtwoord aangevraagd om bij Balie in te loggen met jouw adres. Was jij dat, kies het dan hier:\n\n${link}\n\nDe link werkt één keer en één uur lang. Was jij het niet, dan hoef je niets te doen: je wachtwoord blijft zoals het is.\n`,
    }),
  },
  et: {
    invitation: ({ accountName, invitedBy, name, link }) => ({
      subject: `${invitedBy} kutsub sind ettevõtte ${accountName} töölauale`,
      text: `Tere, ${name}!\n\n${invitedBy} kutsub sind Balies koos ettevõttega ${accountName} töötama. Vali endale siin parool:\n\n${link}\n\nLink kehtib seitse päeva ja seda saab kasutada ühe korra. Kui sa kutset ei oodanud, võid selle kirja tähelepanuta jätta.\n`,
    }),
    reset: ({ name, link }) => ({
      subject: 'Vali Balie jaoks uus parool',
      text: `Tere, ${name}!\n\nKeegi palus sinu Balie kontole uut parooli. Kui see olid sina, vali uus parool siin:\n\n${link}\n\nLink kehtib ühe tunni ja seda saab kasutada ühe korra. Kui see ei olnud sina, ei ole vaja midagi teha: sinu parool jääb samaks.\n`,
    }),
  },
}

const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ')
const speaking = (language: string) => words[language as Language] ?? words.en

/** Names are people's own words: they may not begin a new line, neither in a header nor in what looks like our text. */
export function invitationMail(language: string, facts: Invited): SystemMail {
  return speaking(language).invitation({ accountName: oneLine(facts.accountName), invitedBy: oneLine(facts.invitedBy), name: oneLine(facts.name), link: facts.link })
}
export const resetMail = (language: string, facts: Resetting): SystemMail => speaking(language).reset({ name: oneLine(facts.name), link: facts.link })
