/** Absence notices and confirmations name themselves in the subject, in the languages of people and of their mail programs. */
export const automaticSubject = new RegExp([
  '^\\s*(?:(?:re|aw|sv|vs|antw)\\s?:\\s*)?(?:auto(?:matic|mated)?[ -]?(?:reply|response|responder|antwort|svar|vastus)|\\[auto(?:[ -]?reply|matic)?\\]|automatische[rs]? (?:antwort|antwoord|beantwoording|nachricht)|automatisch(?: gegenereerd)? antwoord|automatisk (?:svar|besked)|automaatvastus|automaatne vastus|autosvar)',
  '^\\s*(?:(?:re|aw|sv|vs|antw)\\s?:\\s*)?(?:abwesenheit(?:snotiz)?|nicht im (?:b[üu]ro|hause)|afwezig(?:heid)?\\b|ik ben (?:momenteel )?afwezig|niet aanwezig|frav[æa]r\\b|frav[æa]rsbesked|ikke på kontoret|eemal\\b|puhkusel\\b|out of (?:the )?office|away from (?:the |my )?(?:office|mail|desk|computer)|vacation(?: message| reply| notice)|on (?:vacation|holiday|leave)\\b)',
  '(?:automatic|auto)[ -]?(?:re(?:ply|sponse)|generated)\\)?\\s*$', '\\(out of (?:the )?office\\)', 'out of (?:the )?office (?:auto-?)?reply',
  '^(?:réponse automatique|absence du bureau|respuesta automática|fuera de (?:la )?oficina|risposta automatica|resposta automática|automatyczna odpowiedź|автоответ|автоматический ответ|automatická odpověď|autosvar|automaattinen vastaus)',
].join('|'), 'iu')

/** What a machine says in its first sentences and a person hardly ever does. */
export const automaticWords = new RegExp([
  'this is an? auto(?:mat(?:ed|ic))?[ -]?(?:reply|response|message|e-?mail|notification|acknowledg|generated)', '(?:auto-?(?:reply|responder|response)|automatically[ -]generated|generated automatically)', '(?:e-?mail|message|response) (?:is|was|has been) (?:automatically|auto-?) ?(?:generated|sent)',
  'i (?:am|\'m|will be) (?:currently |presently )?(?:out of (?:the )?office|away from (?:my|the) (?:e-?mail|office|desk|mail))', 'i(?: a|\')m (?:currently )?(?:on (?:vacation|holiday|leave)|away) (?:until|till|from|and (?:will|am))',
  'dies ist eine automatische? ', 'automatisch (?:erstellt|generiert|erzeugt|versendet)', 'bin ich (?:derzeit |momentan )?nicht im (?:b[üu]ro|hause)', 'ich bin (?:bis|vom|ab|derzeit|zurzeit|momentan|w[äa]hrend).{0,60}(?:abwesend|nicht (?:im b[üu]ro|im hause|erreichbar)|im urlaub)',
  'dette er (?:et automatisk|en automatisk)', 'jeg er (?:ikke på kontoret|på ferie|fraværende|bortrejst) (?:til|fra|indtil|frem)', 'dit is een automatisch', 'ik ben (?:momenteel |tot |van ).{0,40}(?:afwezig|niet aanwezig|met vakantie)', 'see on automaat', 'olen (?:puhkusel|kontorist eemal|eemal) (?:kuni|alates)', 'viibin puhkusel',
  'ceci est (?:une|un) (?:r[ée]ponse|message) automatique', 'este es un mensaje autom[áa]tico',
].join('|'), 'iu')

/** "Prove that you are a person": to be read by a person, and never to be answered by a machine. */
export const challengeWords = new RegExp([
  'confirm (?:that )?(?:you(?:r)? (?:sent|message|e-?mail|are)|this (?:message|address|is a))', '(?:click|visit|follow).{0,80}(?:to|so that).{0,40}(?:deliver|release|approve|be delivered|verify)', 'challenge[ /-]response', 'anti-?spam (?:system|software|measure)', 'spam ?arrest', '(?:tagged|held|quarantined|delayed).{0,60}(?:until|pending|awaiting).{0,40}(?:confirm|verif|approv|moderat|repl)', 'sender (?:verification|confirmation|authentication)', 'awaits moderator approval', 'verify (?:your(?:self)?|that you)', 'just reply to this (?:message|e-?mail)',
].join('|'), 'iu')
