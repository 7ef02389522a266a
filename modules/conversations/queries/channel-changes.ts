import { z } from 'zod'
import { command, question } from '#platform/question'

/** Retired, not deleted: its conversations stay, and its address is free for another. */
export const retireChannel = command<{ id: string }>('channels: retire', 'update conversations.channels set retired_at = now() where account_id = (select platform.account()) and id = :id and retired_at is null')

const Addressed = z.object({ accountId: z.uuid(), brandId: z.uuid(), id: z.uuid(), address: z.string() })
/** Channels of a domain whose name begins in a certain way. Across accounts: a signed reply address may hold a shortened name. */
export const channelsNamedLike = question<{ beginning: string; domain: string }, typeof Addressed>('channels: named like', Addressed, `
  select account_id as "accountId", brand_id as "brandId", id, address from conversations.channels
   where kind = 'email' and retired_at is null and starts_with(lower(address), :beginning) and lower(split_part(address, '@', -1)) = :domain limit 20`)
