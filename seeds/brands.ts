import type { Brand, Product, Team } from './types.ts'

export const operator = { name: 'Veerhuis Klantenservice BV', domain: 'veerhuis.example', city: 'Groningen' }

const outdoor = (sku: string, category: string, name: string, euros: number, crowns: number): Product =>
  ({ sku, category, name, prices: { EUR: euros * 100, DKK: crowns * 100 } })
const device = (sku: string, category: string, name: string, euros: number): Product =>
  ({ sku, category, name, prices: { EUR: euros * 100 - 1 } })
const cover = (sku: string, name: string): Product => ({ sku, category: 'insurance', name, prices: {} })

export const brands: Brand[] = [
  {
    key: 'fjeld', name: 'Fjeld & Wald', domain: 'fjeld-wald.example', prefix: 'F', address: 'hilfe@fjeld-wald.example', languages: ['de', 'da'],
    catalogue: [
      outdoor('FW-N2', 'tent', 'Nordlys 2', 279, 2099), outdoor('FW-N3', 'tent', 'Nordlys 3', 349, 2599),
      outdoor('FW-SK4', 'tent', 'Skovly 4', 489, 3649), outdoor('FW-HS', 'tent', 'Heide Solo', 199, 1499),
      outdoor('FW-RJ', 'jacket', 'Regnfjeld', 189, 1399), outdoor('FW-VF', 'jacket', 'Vindfang Pro', 249, 1849),
      outdoor('FW-TD', 'jacket', 'Tauwetter', 159, 1199), outdoor('FW-GM', 'boots', 'Granit Mid', 179, 1349),
      outdoor('FW-KL', 'boots', 'Klippe Low', 139, 1049), outdoor('FW-HM', 'boots', 'Hochmoor', 209, 1549),
      outdoor('FW-S55', 'backpack', 'Stifinder 55', 169, 1249), outdoor('FW-D22', 'backpack', 'Dagtur 22', 79, 599),
      outdoor('FW-P7', 'sleeping-bag', 'Polarhi −7', 229, 1699), outdoor('FW-S8', 'sleeping-bag', 'Sommernat +8', 99, 749),
      outdoor('FW-G2', 'stove', 'Glød Duo', 89, 669), outdoor('FW-G1', 'stove', 'Glød Mini', 49, 369),
      outdoor('FW-I4', 'headlamp', 'Irrlicht 400', 59, 439), outdoor('FW-M5', 'mat', 'Mosbund 5', 119, 889),
    ],
  },
  {
    key: 'polder', name: 'Polder Verzekert', domain: 'polder-verzekert.example', prefix: 'P', address: 'service@polder-verzekert.example', languages: ['nl', 'en'],
    catalogue: [cover('PV-INB', 'Inboedelverzekering'), cover('PV-OPS', 'Opstalverzekering'), cover('PV-GLS', 'Glasverzekering'), cover('PV-AVP', 'Aansprakelijkheidsverzekering')],
  },
  {
    key: 'valgus', name: 'Valgus Elektroonika', domain: 'valgus.example', prefix: 'V', address: 'abi@valgus.example', languages: ['et', 'en'],
    catalogue: [
      device('VE-K2', 'headphones', 'Kaja 2', 80), device('VE-KP', 'headphones', 'Kaja Pro', 150), device('VE-KM', 'headphones', 'Kaja Mini', 60),
      device('VE-T1', 'speaker', 'Kõla One', 130), device('VE-TM', 'speaker', 'Kõla Mini', 70), device('VE-L40', 'lamp', 'Koit 40', 45),
      device('VE-L60', 'lamp', 'Koit 60', 60), device('VE-RX', 'router', 'Lainer AX', 120), device('VE-RM', 'router', 'Lainer Mesh', 190),
      device('VE-W2', 'watch', 'Tuisk 2', 170), device('VE-WS', 'watch', 'Tuisk Sport', 210), device('VE-R5', 'vacuum', 'Harjas R5', 330),
      device('VE-R7', 'vacuum', 'Harjas R7', 450), device('VE-M27', 'monitor', 'Aken 27', 260),
    ],
  },
]

export const teams: Team[] = [
  { key: 'fjeld-de', brand: 'fjeld', name: 'Fjeld & Wald Deutsch' },
  { key: 'fjeld-da', brand: 'fjeld', name: 'Fjeld & Wald Dansk' },
  { key: 'fjeld-wholesale', brand: 'fjeld', name: 'Fjeld & Wald Großhandel' },
  { key: 'polder-service', brand: 'polder', name: 'Polder Service' },
  { key: 'polder-claims', brand: 'polder', name: 'Polder Schade' },
  { key: 'valgus-shop', brand: 'valgus', name: 'Valgus müük ja arved' },
  { key: 'valgus-tech', brand: 'valgus', name: 'Valgus tehniline tugi' },
]
