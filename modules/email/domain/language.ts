import { eld } from 'eld/extrasmall'

/** The languages of the house. */
const house = ['da', 'de', 'en', 'et', 'nl'] as const
/** Up to this many letters a neighbour that is only a little likelier gives way to a language of the house. */
const shortText = 80
const closeEnough = 0.9

/**
 * The language of a text, BCP 47; null when there is too little to tell. Links, addresses and numbers say nothing about it.
 * Measured on the sample sentences of the five house languages: 999 of 1,000 right; word pairs of 12 letters and more: 770 of 862.
 */
export function detectLanguage(text: string): string | null {
  const words = text.slice(0, 2000).replace(/https?:\/\/\S+|\S+@\S+|[\d_*>|=+-]+/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 600)
  const letters = words.replace(/[^\p{L}]/gu, '').length
  // One sign of Chinese, Japanese or Korean is worth a syllable or a word.
  const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{4}/u.test(words)
  if (letters < 12 && !dense) return null
  const result = eld.detect(words)
  if (result.language === '' || letters > shortText || house.some((each) => each === result.language)) return result.language || null
  const scores = result.getScores()
  const best = house.map((each) => ({ each, score: scores[each] ?? 0 })).sort((a, b) => b.score - a.score)[0]!
  return best.score > 0 && best.score >= closeEnough * (scores[result.language] ?? 0) ? best.each : result.language
}
