import type { AssuranceReason } from '../contract.ts'
import { domainOf, normaliseAddress, readableDomain } from './address.ts'
import type { Authentication } from './authentication-results.ts'
import { imitatedDomain, mixesScripts, skeleton } from './look-alike.ts'
import type { MailAddress } from './parsed-mail.ts'

export type AssuranceLevel = 'authenticated' | 'known' | 'unverified' | 'suspicious'
export type Assurance = { level: AssuranceLevel; reasons: AssuranceReason[] }

export type SenderFacts = {
  from: MailAddress
  replyTo: MailAddress[]
  authentication: Authentication | null
  knownAddress: boolean
  ownDomains: Iterable<string>
  staffNames: Iterable<string>
}

/** Reasons for which agents are warned. `reply-to-elsewhere` is said, but shop systems and contact forms do it every day. */
const alarming = new Set<AssuranceReason>(['dmarc-failed', 'own-domain-unproved', 'name-holds-other-address', 'staff-name', 'mixed-scripts', 'look-alike-domain', 'malformed-address'])

/** How far the name on a mail can be believed. A known address alone proves nothing: anybody can write it into From. */
export function assureSender({ from, replyTo, authentication, knownAddress, ownDomains, staffNames }: SenderFacts): Assurance {
  const reasons: AssuranceReason[] = []
  const domain = domainOf(from.address)
  const own = [...ownDomains].map((each) => each.toLowerCase())
  const aligned = authentication?.alignedDomain === domain && domain !== ''
  const isOwn = own.some((each) => domain === each || domain.endsWith(`.${each}`))

  if (normaliseAddress(from.address) === null) reasons.push('malformed-address')
  if (aligned) reasons.push('aligned')
  if (knownAddress) reasons.push('known-address')
  if (authentication?.dmarc === 'fail') reasons.push('dmarc-failed')
  if (isOwn && !(aligned && authentication?.dmarc === 'pass')) reasons.push('own-domain-unproved')
  if (namesAnother(from)) reasons.push('name-holds-other-address')
  if (!(isOwn && aligned) && isStaffName(from.name, staffNames)) reasons.push('staff-name')
  if (mixesScripts(from.name) || mixesScripts(readableDomain(from.address)) || mixesScripts(from.address.slice(0, from.address.lastIndexOf('@')))) reasons.push('mixed-scripts')
  if (imitatedDomain(from.address, own)) reasons.push('look-alike-domain')
  if (replyTo.some(({ address }) => domainOf(address) !== domain && !isParent(domainOf(address), domain))) reasons.push('reply-to-elsewhere')

  if (reasons.some((reason) => alarming.has(reason))) return { level: 'suspicious', reasons }
  return { level: aligned ? 'authenticated' : knownAddress ? 'known' : 'unverified', reasons }
}

/** `"billing@bank.example" <thief@elsewhere.example>` */
function namesAnother({ name, address }: MailAddress): boolean {
  const named = /[^\s<>()"',;:]{1,64}[@＠][^\s<>()"',;:]{1,250}/u.exec(name.normalize('NFKC'))?.[0].toLowerCase()
  return named !== undefined && domainOf(named) !== domainOf(address)
}

function isStaffName(name: string, staffNames: Iterable<string>): boolean {
  const wanted = wordsOf(name)
  if (wanted === '') return false
  for (const staff of staffNames) if (wordsOf(staff) === wanted) return true
  return false
}

/** "Tamm, Mari" and "Mari Tamm" are one name. */
function wordsOf(name: string): string {
  return skeleton(name).split(/[^\p{L}\p{N}]+/u).filter(Boolean).sort().join(' ')
}

function isParent(one: string, other: string): boolean {
  return one.endsWith(`.${other}`) || other.endsWith(`.${one}`)
}
