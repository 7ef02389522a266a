import { britain, denmark, estonia, germany, netherlands } from './names.ts'
import type { Place } from './names.ts'
import { randomFor } from './random.ts'
import type { Random } from './random.ts'
import type { Address, BrandKey, Customer, CustomerCompany, Language, Style } from './types.ts'


/** Where the customers of a brand live, what they speak, and how many of a hundred they are. */
const populations: { brand: BrandKey; language: Language; home: Place; names: Place; share: number }[] = [
  { brand: 'fjeld', language: 'de', home: germany, names: germany, share: 25 },
  { brand: 'polder', language: 'nl', home: netherlands, names: netherlands, share: 25 },
  { brand: 'fjeld', language: 'da', home: denmark, names: denmark, share: 16 },
  { brand: 'valgus', language: 'et', home: estonia, names: estonia, share: 16 },
  // Newcomers in the Netherlands who ask for English.
  { brand: 'polder', language: 'en', home: netherlands, names: britain, share: 9 },
  { brand: 'valgus', language: 'en', home: britain, names: britain, share: 9 },
]

const at = (street: string, postcode: string, city: string, country: Address['country']): Address => ({ street, postcode, city, country })

export const companies: CustomerCompany[] = [
  { key: 'outdoor-zentrum', brand: 'fjeld', name: 'Outdoor Zentrum GmbH', domain: 'outdoor-zentrum.example', language: 'de', address: at('Industriestraße 14', '38640', 'Goslar', 'DE') },
  { key: 'klatreklub', brand: 'fjeld', name: 'Aarhus Klatreklub', domain: 'aarhus-klatreklub.example', language: 'da', address: at('Havnegade 31', '8000', 'Aarhus C', 'DK') },
  { key: 'kajakhuset', brand: 'fjeld', name: 'Kajakhuset ApS', domain: 'kajakhuset.example', language: 'da', address: at('Kystvejen 7', '6400', 'Sønderborg', 'DK') },
  { key: 'pfadfinder', brand: 'fjeld', name: 'Pfadfinderstamm Elbmöwen e. V.', domain: 'elbmoewen.example', language: 'de', address: at('Am Alten Hafen 3', '22765', 'Hamburg', 'DE') },
  { key: 'waterlelie', brand: 'polder', name: 'VvE De Waterlelie', domain: 'vve-waterlelie.example', language: 'nl', address: at('Noorderhaven 88', '9712 AB', 'Groningen', 'NL') },
  { key: 'korenaar', brand: 'polder', name: 'Bakkerij De Korenaar', domain: 'korenaar.example', language: 'nl', address: at('Molenstraat 12', '8011 PK', 'Zwolle', 'NL') },
  { key: 'nutikodu', brand: 'valgus', name: 'Nutikodu Lahendused OÜ', domain: 'nutikodu.example', language: 'et', address: at('Tartu maantee 52', '10115', 'Tallinn', 'EE') },
  { key: 'millgreen', brand: 'valgus', name: 'Mill Green Primary School', domain: 'millgreen.example', language: 'en', address: at('Mill Street 2', 'LS6 2AB', 'Leeds', 'GB') },
]

function known(
  key: string, brand: BrandKey, name: [string, string], salutation: 'ms' | 'mr', language: Language, style: Style,
  email: string, phones: string[], address: Address, company: string | null = null,
): Customer {
  const [first, last] = name
  return { key, brand, first, last, name: `${first} ${last}`, salutation, language, style, emails: [email], phones, addresses: [address], company }
}

/** The seven people of the desk picture. */
export const pictured: Customer[] = [
  known('fatima', 'fjeld', ['Fatima', 'Öztürk'], 'ms', 'de', 'plain', 'fatima@oeztuerk.example', ['+4915155501832'], at('Lindenallee 23', '22765', 'Hamburg', 'DE')),
  known('jesper', 'fjeld', ['Jesper', 'Holm'], 'mr', 'da', 'plain', 'jesper.holm@brevpost.example', [], at('Møllevej 5', '5000', 'Odense C', 'DK')),
  known('degraaf', 'polder', ['W.', 'de Graaf'], 'mr', 'nl', 'polite', 'w.degraaf@postbus.example', [], at('Dijkweg 112', '4331 BD', 'Middelburg', 'NL')),
  known('kadri', 'valgus', ['Kadri', 'Tamm'], 'ms', 'et', 'plain', 'kadri.tamm@kiri.example', [], at('Kase tänav 9', '51007', 'Tartu', 'EE')),
  known('kruger', 'fjeld', ['Sabine', 'Krüger'], 'ms', 'de', 'business', 'einkauf@outdoor-zentrum.example', ['+493023125104'], companies[0]!.address, 'outdoor-zentrum'),
  known('anders', 'fjeld', ['Anders', 'Mikkelsen'], 'mr', 'da', 'plain', 'anders@aarhus-klatreklub.example', ['+4531229007'], companies[1]!.address, 'klatreklub'),
  known('mette', 'fjeld', ['Mette', 'Lund'], 'ms', 'da', 'plain', 'mette.lund@minpost.example', [], at('Skolegade 18', '8600', 'Silkeborg', 'DK')),
]

const spelling: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ø: 'oe', å: 'aa', æ: 'ae', õ: 'o', ı: 'i' }
const mailName = (text: string) =>
  text.toLowerCase().replace(/[äöüßøåæõı]/g, (letter) => spelling[letter]!).normalize('NFD').replace(/[^a-z-]/g, '')

const dial = (pattern: string, random: Random) => pattern.replace(/#/g, () => String(random.int(0, 9)))

function addressIn(home: Place, random: Random): Address {
  const [city, postcode] = random.pick(home.cities)
  const street = random.pick(home.streets)
  const number = random.int(1, 140)
  return at(home.country === 'GB' ? `${number} ${street}` : `${street} ${number}`, postcode, city, home.country)
}

const styles: Style[] = ['plain', 'plain', 'plain', 'plain', 'polite', 'polite', 'casual', 'casual', 'mobile', 'mobile']

/** Customers one by one; the pictured seven come first. About 300 at scale 1. */
export function* generateCustomers({ scale = 1, seed = 1 }: { scale?: number; seed?: number } = {}): Generator<Customer> {
  yield* pictured
  const total = Math.max(60, Math.round(300 * scale)) - pictured.length
  const cumulative = populations.map((_, i) => populations.slice(0, i + 1).reduce((sum, { share }) => sum + share, 0))
  for (const [i, { brand, language, home, names }] of populations.entries()) {
    const count = Math.round((cumulative[i]! * total) / 100) - Math.round(((cumulative[i - 1] ?? 0) * total) / 100)
    const firsts = [...names.women, ...names.men]
    const pairs = firsts.length * names.lasts.length
    const staff = companies.filter((company) => company.brand === brand && company.language === language)
    const shift = randomFor(seed, 'names', brand, language).int(0, pairs - 1)
    for (let n = 0; n < count; n++) {
      const random = randomFor(seed, 'customer', brand, language, n)
      // 607 is prime and shares no factor with the number of pairs, so every pair comes once before any returns.
      const pair = (shift + n * 607) % pairs
      const first = firsts[pair % firsts.length]!
      const last = names.lasts[Math.floor(pair / firsts.length)]!
      // Each company has three people, spread so that they are not neighbours in the list.
      const company = n % 7 === 3 && Math.floor(n / 7) < staff.length * 3 ? staff[Math.floor(n / 7) % staff.length]! : null
      const again = n >= pairs ? String(Math.floor(n / pairs) + 1) : ''
      const personal = random.chance(0.2) ? `${mailName(first)}${again}@${mailName(last)}.example`
        : `${mailName(first)}.${mailName(last)}${again}@${random.pick(home.mailDomains)}`
      const emails = company ? [`${mailName(first)}.${mailName(last)}${again}@${company.domain}`] : [personal]
      if (!company && random.chance(0.1)) emails.push(`${mailName(first).charAt(0)}.${mailName(last)}${n}@${random.pick(home.mailDomains)}`)
      const addresses = [company ? company.address : addressIn(home, random)]
      if (!company && random.chance(0.12)) addresses.push(addressIn(home, random))
      yield {
        key: `${brand}-${language}-${String(n + 1).padStart(4, '0')}`,
        brand, first, last, name: `${first} ${last}`,
        salutation: names.women.includes(first) ? 'ms' : 'mr',
        language, style: company ? 'business' : random.pick(styles), emails,
        phones: random.chance(0.4) ? [dial(random.pick(home.phones), random)] : [],
        addresses, company: company?.key ?? null,
      }
    }
  }
}
