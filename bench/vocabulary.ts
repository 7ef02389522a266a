/** Syllables and endings after which a word looks like one of the language, and is cut by its stemmer as one. */
const sounds = {
  da: ['be for ud ind sam op af at kø sej vand hav lys tal skib brev pris tids ord lev del', 'ing else hed erne ende et en er'], de: ['be ver auf ein zu ab rech lie fer ung gut schrift paket wer kauf haus tür zeit wald berg kenn', 'ung heit lich ten en er es te'],
  en: ['re con de pro in un ship ment pay card lock box wood light stone paper train house walk turn', 'ing ed s tion ment ly er ness'], et: ['tee kaup arve maks saa tell kiri pood raha töö kodu vesi mets aeg käsi sõna raud põhi', 'ga st de le sse ks ne line'], nl: ['be ver op af uit aan in bestel lever reken betaal huis deur tijd woord berg water kaart schip goed', 'ing en heid lijk de te er je'],
} as const
export const spoken = Object.keys(sounds) as Array<keyof typeof sounds>

/** A row of numbers that is the same each time. */
export function dice(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** 30,000 words of a language, the most common first. */
export function wordsOf(language: keyof typeof sounds, roll: () => number): string[] {
  const [syllables, endings] = sounds[language].map((each) => each.split(' ')) as [string[], string[]]
  const any = (from: string[]) => from[Math.floor(roll() * from.length)]!
  const words = new Set<string>()
  while (words.size < 30_000) words.add(Array.from({ length: 1 + Math.floor(roll() * 3) }, () => any(syllables)).join('') + (roll() < 0.7 ? any(endings) : '') + (words.size > 3_000 ? any(syllables) : ''))
  return [...words]
}

/** The rank of the next word: the second comes half as often as the first, the third a third as often (Zipf). */
export const nextRank = (roll: () => number, count: number): number => Math.min(count - 1, Math.floor(Math.exp(roll() * Math.log(count + 1)) - 1))
