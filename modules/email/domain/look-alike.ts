import { readableDomain } from './address.ts'

/** Letters of other scripts, and signs, that people read as Latin ones. */
const twins: Record<string, string> = {
  а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ј: 'j', ѕ: 's', ԁ: 'd', ɡ: 'g', һ: 'h', ӏ: 'l', ո: 'n', ս: 'u', ѵ: 'v', ѡ: 'w', м: 'm', т: 't', к: 'k', в: 'b', н: 'h', г: 'r', п: 'n',
  α: 'a', ο: 'o', ρ: 'p', ν: 'v', τ: 't', ι: 'i', κ: 'k', υ: 'u', ε: 'e', η: 'n', ω: 'w', χ: 'x', γ: 'y', β: 'b', ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'b',
}

/** What a name looks like at a glance: `pаypa1` and `paypal` have the same skeleton. */
export function skeleton(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return [...plain].map((letter) => twins[letter] ?? letter).join('').replace(/rn/g, 'm').replace(/vv/g, 'w').replace(/[1|i]/g, 'l').replace(/0/g, 'o').replace(/5/g, 's')
}

/** A word of letters from more than one alphabet, Japanese and Korean custom aside. */
export function mixesScripts(text: string): boolean {
  return text.split(/[\s.@_-]+/).some((word) => {
    const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Hebrew}/u, /\p{Script=Arabic}/u].filter((script) => script.test(word))
    return scripts.length > 1
  })
}

/** The trusted domain that this one imitates, or null. The trusted domain itself imitates nobody. */
export function imitatedDomain(address: string, trusted: readonly string[]): string | null {
  const shown = readableDomain(address)
  if (shown === '') return null
  const own = trusted.map((domain) => domain.toLowerCase())
  if (own.some((domain) => shown === readableDomain(`x@${domain}`) || shown.endsWith(`.${domain}`))) return null
  return own.find((domain) => skeleton(readableDomain(`x@${domain}`)) === skeleton(shown)) ?? null
}
