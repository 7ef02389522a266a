import type { Random } from './random.ts'
import type { Agent, BrandKey, Customer } from './types.ts'
import { agentGreeting, voices } from './voice.ts'

/** German goes on in lower case after a greeting with a comma; everything else starts with a capital. */
const raised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Swaps two letters inside one longer word, as thumbs do. */
function slip(text: string, random: Random): string {
  const words = [...text.matchAll(/(?<![\p{L}\p{N}-])\p{Ll}{6,}(?![\p{L}\p{N}])/gu)]
  if (words.length === 0) return text
  const word = random.pick(words)
  const i = word.index + random.int(2, word[0].length - 3)
  return text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2)
}

export function customerLetter(body: string, customer: Customer, random: Random, first: boolean): string {
  const { language, style, name, addresses } = customer
  const voice = voices[language]
  // In a running talk most people drop the ceremony.
  const greeting = first || style === 'polite' || random.chance(0.35) ? random.pick(voice.greetings[style]) : ''
  const closing = random.pick(voice.closings[style])
  const closeness = /[,!]$/.test(greeting) && language === 'de' ? body : raised(body)
  let text = closeness
  if (style === 'casual' && random.chance(0.6)) text = text.toLowerCase()
  if ((style === 'casual' || style === 'mobile') && random.chance(0.3)) text = slip(text, random)
  const signedName = style === 'casual' ? (random.chance(0.5) ? customer.first.toLowerCase() : customer.first) : style === 'mobile' && !first ? '' : name
  const lines = first || style === 'polite' || style === 'business' || random.chance(0.5) ? [closing, signedName].filter(Boolean) : [customer.first]
  if (first && style === 'polite') {
    const { street, postcode, city } = addresses[0]!
    lines.push(street, addresses[0]!.country === 'GB' ? `${city} ${postcode}` : `${postcode} ${city}`)
  }
  const parts = [greeting, text, lines.join('\n')]
  if (style === 'mobile' && (first || random.chance(0.6))) parts.push(voice.mobile)
  return parts.filter(Boolean).join('\n\n')
}

export function agentLetter(body: string, customer: Customer, agent: Agent, brand: BrandKey, random: Random): string {
  const voice = voices[customer.language]
  const greeting = agentGreeting(customer, (list) => random.pick(list))
  const text = customer.language === 'de' ? body : raised(body)
  return `${greeting}\n\n${text}\n\n${random.pick(voice.agentClosings)}\n${agent.name}\n${voice.signature[brand]}`
}

/** A mail's matter: sentences run on, or a new paragraph starts before the request. */
export function paragraphs(parts: string[], random: Random): string {
  const said = parts.filter(Boolean)
  if (said.length < 3 || random.chance(0.45)) return said.join(' ')
  const gap = random.pick([1, said.length - 1])
  return `${said.slice(0, gap).join(' ')}\n\n${said.slice(gap).join(' ')}`
}
