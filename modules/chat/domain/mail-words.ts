/** What stands around the lines of a talk that goes by mail, in the languages of the house. */
const words = {
  en: { answer: (brand: string) => `You wrote to ${brand} in the chat. Here is the answer; simply reply to this mail to go on.`, transcript: (brand: string) => `Here is what was said in your chat with ${brand}.`, subject: (brand: string) => `Your chat with ${brand}`, you: 'You' },
  de: { answer: (brand: string) => `Sie haben ${brand} im Chat geschrieben. Hier ist die Antwort; antworten Sie einfach auf diese Mail, um weiterzuschreiben.`, transcript: (brand: string) => `Hier steht, was in Ihrem Chat mit ${brand} gesagt wurde.`, subject: (brand: string) => `Ihr Chat mit ${brand}`, you: 'Sie' },
  da: { answer: (brand: string) => `Du skrev til ${brand} i chatten. Her er svaret; svar blot på denne mail for at fortsætte.`, transcript: (brand: string) => `Her står, hvad der blev sagt i din chat med ${brand}.`, subject: (brand: string) => `Din chat med ${brand}`, you: 'Du' },
  nl: { answer: (brand: string) => `Je schreef ${brand} in de chat. Hier is het antwoord; beantwoord deze mail om verder te gaan.`, transcript: (brand: string) => `Hier staat wat er in je chat met ${brand} is gezegd.`, subject: (brand: string) => `Je chat met ${brand}`, you: 'Jij' },
  et: { answer: (brand: string) => `Sina kirjutasid vestluses ettevõttele ${brand}. Siin on vastus; jätkamiseks vasta sellele kirjale.`, transcript: (brand: string) => `Siin on sinu vestlus ettevõttega ${brand}.`, subject: (brand: string) => `Sinu vestlus ettevõttega ${brand}`, you: 'Sina' },
}

export type MailedLine = { by: 'visitor' | 'agent'; name: string; at: Date; text: string; files: string[] }

/** A letter with lines of a talk: who said what when, by the brand's clock. */
export function letterOf(kind: 'answer' | 'transcript', lines: MailedLine[], about: { brand: string; language: string; timeZone: string }): { subject: string; text: string } {
  const language = about.language.slice(0, 2).toLowerCase()
  const said = language in words ? words[language as keyof typeof words] : words.en
  const clock = new Intl.DateTimeFormat(language in words ? language : 'en', { timeZone: about.timeZone, dateStyle: 'short', timeStyle: 'short' })
  const parts = lines.map(({ by, name, at, text, files }) => [`${by === 'visitor' ? said.you : name} (${clock.format(at)}):`, text, ...files.map((file) => `[${file}]`)].filter(Boolean).join('\n'))
  return { subject: said.subject(about.brand), text: [said[kind](about.brand), ...parts].join('\n\n') }
}
