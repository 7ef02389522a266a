import { operator } from './brands.ts'
import type { Agent, BrandKey, Language, Role } from './types.ts'

function person(
  key: string, name: string, role: Role, languages: Language[], brands: BrandKey[], visibility: Agent['visibility'], team: string | null,
): Agent {
  return { key, name, email: `${key}@${operator.domain}`, role, languages, brands, visibility, team }
}

/** Maren sits at the desk of the picture; she speaks all five languages and helps out wherever it burns. */
export const mainAgent = 'maren'

export const agents: Agent[] = [
  person('maren', 'Maren Lindqvist', 'agent', ['de', 'da', 'nl', 'et', 'en'], ['fjeld', 'polder', 'valgus'], 'team', 'fjeld-de'),
  person('jonas', 'Jonas Brandt', 'agent', ['de', 'da', 'en'], ['fjeld'], 'team', 'fjeld-de'),
  person('svenja', 'Svenja Petersen', 'agent', ['de', 'da'], ['fjeld'], 'team', 'fjeld-de'),
  person('tobias', 'Tobias Hinrichs', 'agent', ['de', 'en'], ['fjeld'], 'own', 'fjeld-wholesale'),
  person('signe', 'Signe Thomsen', 'agent', ['da', 'en'], ['fjeld'], 'team', 'fjeld-da'),
  person('rasmus', 'Rasmus Bech', 'agent', ['da', 'de', 'en'], ['fjeld'], 'own', 'fjeld-da'),
  person('sanne', 'Sanne Hoekstra', 'agent', ['nl', 'en'], ['polder'], 'team', 'polder-service'),
  person('daan', 'Daan Wiersma', 'agent', ['nl', 'en', 'de'], ['polder'], 'team', 'polder-claims'),
  person('yasmina', 'Yasmina El Idrissi', 'agent', ['nl', 'en'], ['polder'], 'own', 'polder-claims'),
  person('pieter', 'Pieter Boonstra', 'agent', ['nl', 'en'], ['polder'], 'team', 'polder-service'),
  person('liis', 'Liis Kask', 'agent', ['et', 'en'], ['valgus'], 'team', 'valgus-tech'),
  person('marten', 'Märten Saar', 'agent', ['et', 'en'], ['valgus'], 'team', 'valgus-shop'),
  person('oliver', 'Oliver Hayes', 'agent', ['en', 'et'], ['valgus', 'polder'], 'own', 'valgus-tech'),
  person('birgit', 'Birgit Jürgensen', 'supervisor', ['de', 'da', 'en'], ['fjeld'], 'all', 'fjeld-de'),
  person('hanneke', 'Hanneke Visser', 'supervisor', ['nl', 'en'], ['polder'], 'all', 'polder-claims'),
  person('kersti', 'Kersti Mägi', 'supervisor', ['et', 'en'], ['valgus'], 'all', 'valgus-tech'),
  person('ruben', 'Ruben Dijkman', 'specialist', ['nl', 'en'], ['polder'], 'own', 'polder-claims'),
  person('annelies', 'Annelies Postma', 'manager', ['nl', 'en', 'de'], ['fjeld', 'polder', 'valgus'], 'all', null),
  person('geert', 'Geert Veenstra', 'admin', ['nl', 'en', 'de'], ['fjeld', 'polder', 'valgus'], 'all', null),
  person('ingrid', 'Ingrid Solberg', 'auditor', ['en', 'da', 'de'], ['fjeld', 'polder', 'valgus'], 'all', null),
  person('henrik', 'Henrik Wald', 'client-viewer', ['de', 'da'], ['fjeld'], 'all', null),
]
