import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { holdToWhatWasSeen, type Seen } from '#platform/etag'
import { announce, theSystem, type EventActor } from '#platform/events'
import { newId } from '#platform/ids'
import { Refusal, unknown } from '#platform/refusal'
import { plain, withoutNul } from '#platform/text'
import type { Brand, BrandInput, Team } from '../contract.ts'
import { knownTimeZone } from '../domain/time-zone.ts'
import { brandChanged, brandOpened, teamFormed, teamRenamed, teamRetired } from '../events.ts'
import { holdAccount } from '../queries/accounts.ts'
import { brandByPrefix, brandRow, changeBrandRow, insertBrand, insertTeam, renameTeam, retireTeamRow, teamRow } from '../queries/brands.ts'
import { addGrants, admins } from '../queries/people.ts'
import { forgetActors } from './actor-memory.ts'

/** A new brand. Whoever opens it and all administrators see everything of it from the start. */
export async function addBrand(tx: Tx, input: z.input<typeof BrandInput>, by: EventActor = theSystem): Promise<Brand> {
  await holdAccount(tx, {})
  const brand: Brand = { id: newId(), ...input, ...cleanWords(input), timeZone: knownTimeZone(input.timeZone) }
  await refuseTakenPrefix(tx, brand)
  await insertBrand(tx, brand)
  const seeing = new Set((await admins(tx, {})).map((admin) => admin.id))
  if (by.kind === 'person' && by.id) seeing.add(by.id)
  await addGrants(tx, { personIds: [...seeing], brandIds: [...seeing].map(() => brand.id), visibilities: [...seeing].map(() => 'all') })
  tx.afterCommit(forgetActors)
  await announce(tx, by, brandOpened({ brandId: brand.id, subjectId: brand.id }, { name: brand.name }))
  return brand
}

export async function changeBrand(tx: Tx, id: string, input: z.output<typeof BrandInput>, by: EventActor, seen?: Seen): Promise<Brand> {
  await holdAccount(tx, {})
  const [before] = await brandRow(tx, { id })
  if (!before) throw unknown('brand')
  holdToWhatWasSeen(seen, before)
  const after: Brand = { id, ...input, ...cleanWords(input), timeZone: knownTimeZone(input.timeZone) }
  await refuseTakenPrefix(tx, after)
  const changed = (Object.keys(after) as Array<keyof Brand>).filter((field) => after[field] !== before[field])
  if (!changed.length) return before
  await changeBrandRow(tx, after)
  await announce(tx, by, brandChanged({ brandId: id, subjectId: id }, { changed }))
  return after
}

const cleanWords = ({ name, signature = '' }: { name: string; signature?: string }) => ({ name: plain(name), signature: withoutNul(signature) })

async function refuseTakenPrefix(tx: Tx, brand: Brand) {
  const [taken] = await brandByPrefix(tx, { referencePrefix: brand.referencePrefix })
  if (taken && taken.id !== brand.id) throw new Refusal('conflict', `Another brand's references start with ${brand.referencePrefix} already. Choose other letters.`)
}

export async function addTeam(tx: Tx, team: { brandId: string; name: string }, by: EventActor = theSystem): Promise<Team> {
  const formed = { id: newId(), brandId: team.brandId, name: plain(team.name) }
  await insertTeam(tx, formed)
  await announce(tx, by, teamFormed({ brandId: team.brandId, subjectId: formed.id, teamId: formed.id }, { name: formed.name }))
  return formed
}

export async function changeTeam(tx: Tx, id: string, wanted: string, by: EventActor): Promise<Team> {
  const name = plain(wanted)
  const [before] = await teamRow(tx, { id })
  if (!before) throw unknown('team')
  await renameTeam(tx, { id, name })
  await announce(tx, by, teamRenamed({ brandId: before.brandId, subjectId: id, teamId: id }, { name }))
  return { ...before, name }
}

export async function retireTeam(tx: Tx, id: string, by: EventActor): Promise<void> {
  const [before] = await teamRow(tx, { id })
  if (!before) throw unknown('team')
  await retireTeamRow(tx, { id })
  tx.afterCommit(forgetActors)
  await announce(tx, by, teamRetired({ brandId: before.brandId, subjectId: id, teamId: id }, {}))
}
