import { colleaguesWithin, teamsOfBrands } from '#modules/accounts'
import type { TextDeed } from '#contracts/knowledge'
import type { Tx } from '#platform/db'
import { brandsFor, type Actor } from '#platform/permissions'
import { Refusal, unknown } from '#platform/refusal'
import { fieldValue } from '../domain/field-value.ts'
import { fieldsOfBrands } from '../queries/fields.ts'

/** Whether what a text is to do can be done in the brand that it is for; of one's own, in any of one's brands. @throws Refusal */
export async function checkMacro(tx: Tx, actor: Actor, { brandId, shared }: { brandId: string | null; shared: boolean }, deeds: TextDeed[]): Promise<void> {
  const ofABrand = deeds.some((each) => each.kind === 'field' || (each.kind === 'assign' && each.to !== 'me'))
  if (!ofABrand) return
  if (shared && !brandId) throw new Refusal('invalid', 'What everybody uses cannot name a person, a team or a field: these belong to a brand.')
  const brandIds = brandId ? [brandId] : brandsFor(actor, 'case.reply')
  for (const deed of deeds) await checkDeed(tx, brandIds, deed)
}

/** The same is asked again where a text is used: people leave, teams and fields are retired. */
export async function checkDeed(tx: Tx, brandIds: string[], deed: TextDeed): Promise<void> {
  if (deed.kind === 'field') {
    const field = (await fieldsOfBrands(tx, { brandIds })).find((each) => each.id === deed.fieldId && !each.retired)
    if (!field) throw unknown('field')
    fieldValue(field, deed.value, undefined)
  }
  if (deed.kind === 'assign' && deed.to === 'person') {
    const person = (await colleaguesWithin(tx, { brandIds })).find((each) => each.id === deed.id)
    if (!person) throw unknown('colleague of this brand')
    if (person.role === 'auditor') throw new Refusal('invalid', `${person.name} reads here and answers nobody.`)
  }
  if (deed.kind === 'assign' && deed.to === 'team' && !(await teamsOfBrands(tx, { brandIds })).some((each) => each.id === deed.id)) throw unknown('team')
}
