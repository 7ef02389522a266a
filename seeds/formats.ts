import type { Language } from './types.ts'

/** Dates and money as people write them. By hand, because the output must not change with a machine's locale data. */
const months: Record<Language, string[]> = {
  de: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
  da: ['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'december'],
  nl: ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'],
  et: ['jaanuaril', 'veebruaril', 'märtsil', 'aprillil', 'mail', 'juunil', 'juulil', 'augustil', 'septembril', 'oktoobril', 'novembril', 'detsembril'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
}
const weekdays: Record<Language, string[]> = {
  de: ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'],
  da: ['søndag', 'mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag'],
  nl: ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'],
  et: ['pühapäeval', 'esmaspäeval', 'teisipäeval', 'kolmapäeval', 'neljapäeval', 'reedel', 'laupäeval'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}

export function dayAndMonth(at: Date, language: Language): string {
  const point = language === 'nl' || language === 'en' ? '' : '.'
  return `${at.getUTCDate()}${point} ${months[language][at.getUTCMonth()]}`
}

export const weekday = (at: Date, language: Language) => weekdays[language][at.getUTCDay()]!

export function money(minor: number, language: Language): string {
  const whole = String(Math.floor(minor / 100)).replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : language === 'et' ? ' ' : '.')
  const cents = String(minor % 100).padStart(2, '0')
  switch (language) {
    case 'de': case 'et': return `${whole},${cents} €`
    case 'da': return `${whole} kr.`
    case 'nl': return `€ ${whole},${cents}`
    case 'en': return `€${whole}.${cents}`
  }
}
