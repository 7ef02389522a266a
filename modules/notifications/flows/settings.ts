import type { z } from 'zod'
import { knownTimeZone } from '#modules/accounts'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import type { Actor } from '#platform/permissions'
import { Refusal } from '#platform/refusal'
import { notificationKinds, usualSettings, type Settings, type SettingsInput, type Wish } from '../contract.ts'
import { notificationSettingsChanged } from '../events.ts'
import { keepPause, keepSettings, settingsAmong } from '../queries/settings.ts'

const furthestMs = 366 * 86_400_000

/** What each of these people wants, whether they ever chose or not. A kind that is newer than their choice is as usual. */
export async function settingsOf(tx: Tx, personIds: string[]): Promise<Map<string, Settings>> {
  const chosen = new Map((await settingsAmong(tx, { personIds })).map(({ personId, ...each }) => [personId, each]))
  return new Map(personIds.map((id) => { const found = chosen.get(id); return [id, found ? { ...found, wishes: { ...usualSettings.wishes, ...found.wishes } } : usualSettings] }))
}

export const mySettings = async (tx: Tx, actor: Actor): Promise<Settings> => (await settingsOf(tx, [actor.personId])).get(actor.personId)!

export async function changeSettings(tx: Tx, actor: Actor, input: z.infer<typeof SettingsInput>): Promise<Settings> {
  const quiet = input.quiet && { ...input.quiet, zone: knownTimeZone(input.quiet.zone), days: [...new Set(input.quiet.days)].sort() }
  const wishes = Object.fromEntries(notificationKinds.map((kind) => [kind, rooted(input.wishes[kind])]))
  await keepSettings(tx, { personId: actor.personId, wishes: JSON.stringify(wishes), contents: input.contents, volume: input.volume, quiet: quiet && JSON.stringify(quiet) })
  return tell(tx, actor)
}

/** What is not told in the page is told nowhere. */
const rooted = (wish: Wish): Wish => (wish.page ? wish : { page: false, browser: false, sound: false })

/** All is quiet until then; null: it is not. */
export async function pause(tx: Tx, actor: Actor, until: Date | null, now: Date): Promise<Settings> {
  if (until && until <= now) throw new Refusal('invalid', 'That time has passed. Choose one that is still to come.')
  if (until && until.getTime() > now.getTime() + furthestMs) throw new Refusal('invalid', 'That is more than a year ahead.')
  const { wishes, contents, volume } = usualSettings
  await keepPause(tx, { personId: actor.personId, until, wishes: JSON.stringify(wishes), contents, volume })
  return tell(tx, actor)
}

/** Their other windows hear of it. */
async function tell(tx: Tx, actor: Actor): Promise<Settings> {
  await announce(tx, { kind: 'person', id: actor.personId }, notificationSettingsChanged({ brandId: null, subjectId: actor.personId }, {}))
  return mySettings(tx, actor)
}
