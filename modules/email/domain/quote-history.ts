type Quoted = { authorName: string; authorAddress: string | null; at: Date; text: string; html: string | null }
type HouseLanguage = 'da' | 'de' | 'en' | 'et' | 'nl'

/** The line above a quote as each language's mail programs write it; our own reader of replies knows them all. */
const lines: Record<HouseLanguage, (date: string, time: string, who: string) => string> = {
  da: (date, time, who) => `Den ${date} kl. ${time} skrev ${who}:`,
  de: (date, time, who) => `Am ${date} um ${time} schrieb ${who}:`,
  en: (date, time, who) => `On ${date} at ${time}, ${who} wrote:`,
  et: (date, time, who) => `${date} kell ${time} kirjutas ${who}:`,
  nl: (date, time, who) => `Op ${date} om ${time} schreef ${who}:`,
}
const forwardWords: Record<HouseLanguage, { head: string; from: string; sent: string; to: string; subject: string }> = {
  da: { head: 'Videresendt besked', from: 'Fra', sent: 'Sendt', to: 'Til', subject: 'Emne' },
  de: { head: 'Weitergeleitete Nachricht', from: 'Von', sent: 'Gesendet', to: 'An', subject: 'Betreff' },
  en: { head: 'Forwarded message', from: 'From', sent: 'Sent', to: 'To', subject: 'Subject' },
  et: { head: 'Edastatud kiri', from: 'Saatja', sent: 'Saadetud', to: 'Saaja', subject: 'Teema' },
  nl: { head: 'Doorgestuurd bericht', from: 'Van', sent: 'Verzonden', to: 'Aan', subject: 'Onderwerp' },
}

export const houseLanguage = (language: string | null): HouseLanguage => (['da', 'de', 'en', 'et', 'nl'] as const).find((each) => each === language?.slice(0, 2)) ?? 'en'

/** "Am 24. November 2026 um 10:15 schrieb Fatima Öztürk <…>:" in the language of the conversation and the clock of the brand. */
export function quoteLine({ authorName, authorAddress, at }: Omit<Quoted, 'text' | 'html'>, language: string | null, timeZone: string): string {
  const spoken = houseLanguage(language)
  const date = new Intl.DateTimeFormat(spoken, { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(at)
  const time = new Intl.DateTimeFormat(spoken, { hour: '2-digit', minute: '2-digit', timeZone, hourCycle: 'h23' }).format(at)
  const who = authorName && authorAddress && authorName !== authorAddress ? `${authorName} <${authorAddress}>` : authorName || authorAddress || '…'
  return lines[spoken](date, time, who)
}

export const quotedText = (quoted: Quoted, language: string | null, timeZone: string): string =>
  `${quoteLine(quoted, language, timeZone)}\n\n${quoted.text.trimEnd().split('\n').map((line) => (line.startsWith('>') || line === '' ? `>${line}` : `> ${line}`)).join('\n')}`

/** The quoted HTML was sanitised when it came; its pictures stay behind, because they would not come along. */
export const quotedHtml = (quoted: Quoted, language: string | null, timeZone: string): string =>
  `<div class="gmail_quote"><p>${escapeHtml(quoteLine(quoted, language, timeZone))}</p><blockquote type="cite" style="margin:0 0 0 8px;border-left:2px solid #ccc;padding-left:10px">${quoted.html?.replace(/<img\b[^>]*>/gi, '') ?? textAsHtml(quoted.text)}</blockquote></div>`

export type Forwarded = Quoted & { subject: string; to: string }
export function forwardedText(mail: Forwarded, language: string | null, timeZone: string): string {
  const words = forwardWords[houseLanguage(language)]
  return [`---------- ${words.head} ----------`, ...headLines(mail, language, timeZone), '', mail.text].join('\n')
}
export function forwardedHtml(mail: Forwarded, language: string | null, timeZone: string): string {
  const words = forwardWords[houseLanguage(language)]
  return `<div><p>---------- ${words.head} ----------<br>${headLines(mail, language, timeZone).map(escapeHtml).join('<br>')}</p>${mail.html?.replace(/<img\b[^>]*>/gi, '') ?? textAsHtml(mail.text)}</div>`
}

function headLines(mail: Forwarded, language: string | null, timeZone: string): string[] {
  const words = forwardWords[houseLanguage(language)]
  const sent = new Intl.DateTimeFormat(houseLanguage(language), { dateStyle: 'full', timeStyle: 'short', timeZone }).format(mail.at)
  const from = mail.authorName && mail.authorAddress ? `${mail.authorName} <${mail.authorAddress}>` : mail.authorName || mail.authorAddress || ''
  return [`${words.from}: ${from}`, `${words.sent}: ${sent}`, `${words.to}: ${mail.to}`, `${words.subject}: ${mail.subject}`]
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!)

/** Plain words as HTML: paragraphs, line breaks, and links for what is plainly one. */
export function textAsHtml(text: string): string {
  return text.split(/\n{2,}/).map((paragraph) => `<p>${linked(paragraph)}</p>`).join('')
}

function linked(paragraph: string): string {
  let html = ''
  let at = 0
  for (const found of paragraph.matchAll(/https?:\/\/[^\s<>"]{1,2000}/g)) {
    const url = found[0].replace(/[.,;:!?)\]']+$/, '')
    html += `${escapeHtml(paragraph.slice(at, found.index))}<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`
    at = found.index + url.length
  }
  return (html + escapeHtml(paragraph.slice(at))).replaceAll('\n', '<br>')
}
