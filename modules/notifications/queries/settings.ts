import { z } from 'zod'
import { command, question } from '#platform/question'
import { Settings } from '../contract.ts'

const Row = Settings.extend({ personId: z.uuid() })
const columns = `select person_id as "personId", wishes, contents, volume, quiet, to_json(paused_until) #>> '{}' as "pausedUntil" from notifications.settings where account_id = (select platform.account())`
/** Of these people, those who ever chose. */
export const settingsAmong = question<{ personIds: string[] }, typeof Row>('notification settings: among', Row, `${columns} and person_id = any (:personIds::uuid[])`)
/** Who asked to hear of new work. */
export const wantingNewWork = question<Record<string, never>, z.ZodObject<{ personId: z.ZodUUID }>>('notification settings: wanting new work', z.object({ personId: z.uuid() }), `
  select person_id as "personId" from notifications.settings where account_id = (select platform.account()) and wishes @> '{"unassigned": {"page": true}}'`)

export const keepSettings = command<{ personId: string; wishes: string; contents: string; volume: number; quiet: string | null }>('notification settings: keep', `
  insert into notifications.settings (account_id, person_id, wishes, contents, volume, quiet) values ((select platform.account()), :personId, :wishes::jsonb, :contents, :volume, :quiet::jsonb)
  on conflict (account_id, person_id) do update set wishes = excluded.wishes, contents = excluded.contents, volume = excluded.volume, quiet = excluded.quiet`)
export const keepPause = command<{ personId: string; until: Date | null; wishes: string; contents: string; volume: number }>('notification settings: pause', `
  insert into notifications.settings (account_id, person_id, wishes, contents, volume, paused_until) values ((select platform.account()), :personId, :wishes::jsonb, :contents, :volume, :until)
  on conflict (account_id, person_id) do update set paused_until = excluded.paused_until`)
