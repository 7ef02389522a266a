/** The shapes of the sample company. Plain data: the loader turns keys into ids of the database. */

export type Language = 'de' | 'da' | 'nl' | 'et' | 'en'
export type BrandKey = 'fjeld' | 'polder' | 'valgus'
export type Role = 'agent' | 'specialist' | 'supervisor' | 'manager' | 'admin' | 'auditor' | 'client-viewer'
export type Kind = 'question' | 'order' | 'return' | 'billing' | 'complaint' | 'technical'
export type Status = 'open' | 'waiting-customer' | 'waiting-third-party' | 'solved' | 'closed'
export type Priority = 'low' | 'normal' | 'high' | 'urgent'

export interface Product {
  sku: string
  name: string
  category: string
  /** Price by currency, in minor units. Insurance has no shelf price, hence the empty record. */
  prices: { EUR?: number; DKK?: number }
}

export interface Brand {
  key: BrandKey
  name: string
  domain: string
  prefix: string
  address: string
  languages: Language[]
  catalogue: Product[]
}

export interface Team {
  key: string
  brand: BrandKey
  name: string
}

export interface Agent {
  key: string
  name: string
  email: string
  role: Role
  languages: Language[]
  brands: BrandKey[]
  visibility: 'own' | 'team' | 'all'
  /** Null for people who do not take cases, such as the auditor. */
  team: string | null
}

export interface Address {
  street: string
  postcode: string
  city: string
  /** ISO 3166-1 alpha-2. */
  country: 'DE' | 'DK' | 'NL' | 'EE' | 'GB'
}

/** How a person writes; it decides greeting, closing, capitals, slips of the finger. */
export type Style = 'plain' | 'polite' | 'casual' | 'mobile' | 'business'

export interface Customer {
  key: string
  brand: BrandKey
  first: string
  last: string
  name: string
  salutation: 'ms' | 'mr'
  language: Language
  style: Style
  emails: string[]
  /** E.164. */
  phones: string[]
  addresses: Address[]
  company: string | null
}

export interface CustomerCompany {
  key: string
  brand: BrandKey
  name: string
  domain: string
  language: Language
  address: Address
}

export interface SeedMessage {
  direction: 'in' | 'out' | 'note'
  /** A customer's key when `in`, otherwise an agent's. */
  author: string
  at: Date
  text: string
  language: Language
  channel: 'email' | 'chat' | 'voicemail' | 'edi'
  attachmentNames?: string[]
}

export interface SeedCase {
  key: string
  /** Only where the desk picture names one; the loader numbers the others. */
  reference?: string
  brand: BrandKey
  customer: string
  kind: Kind
  subject: string
  language: Language
  status: Status
  priority: Priority
  owner: string | null
  team: string
  tags: string[]
  openedAt: Date
  messages: SeedMessage[]
}

export interface Company {
  operator: { name: string; domain: string; city: string }
  brands: Brand[]
  teams: Team[]
  agents: Agent[]
  companies: CustomerCompany[]
  customers: Customer[]
  cases: SeedCase[]
}

export interface Request {
  now: Date
  scale?: number
  seed?: number
}

/** One step of a story after the customer's first message. */
export interface Turn {
  by: 'agent' | 'customer' | 'note'
  texts: string[]
  /** Set where the story may pause: whom we are waiting for once this was said. */
  waitsFor?: 'customer' | 'third-party'
  /** Notes only: colleagues write in the language they share. */
  language?: Language
}

export interface Scenario {
  id: string
  brand: BrandKey
  language: Language
  kind: Kind
  tags: string[]
  /** Category of the catalogue that fills {product} and {price}. */
  about?: string
  /** Range of {amount}, in whole euros or crowns. */
  amount?: [number, number]
  priority?: Priority
  team?: string
  /** Appears more often during the peak of this name. */
  peak?: 'storm' | 'sale' | 'firmware'
  subjects: string[]
  /** The first message: one alternative of each part, in this order. */
  opening: string[][]
  attachments?: string[]
  courses: Turn[][]
}
