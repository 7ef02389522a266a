import { z } from 'zod'
import { command, question } from '#platform/question'

const Channel = z.object({ accountId: z.uuid(), brandId: z.uuid(), id: z.uuid(), kind: z.string(), address: z.string(), name: z.string(), teamId: z.uuid().nullable() })
const columns = 'select account_id as "accountId", brand_id as "brandId", id, kind, address, name, team_id as "teamId" from conversations.channels'

/** Whose address this is. Across accounts: an arriving mail only says where it wants to go. */
export const channelByAddress = question<{ addresses: string[] }, typeof Channel>('channels: by address', Channel, `${columns} where kind = 'email' and lower(address) = any (:addresses::text[]) and retired_at is null`)

/** All addresses of the account: mail from one of them is our own. */
export const channelsOfAccount = question<Record<string, never>, typeof Channel>('channels: of account', Channel, `${columns} where account_id = (select platform.account()) and retired_at is null order by name`)

export const channelById = question<{ id: string }, typeof Channel>('channels: by id', Channel, `${columns} where account_id = (select platform.account()) and id = :id`)

export const addChannel = command<{ accountId: string; brandId: string; id: string; kind: string; address: string; name: string; teamId: string | null }>('channels: add', `
  insert into conversations.channels (account_id, brand_id, id, kind, address, name, team_id) values (:accountId, :brandId, :id, :kind, :address, :name, :teamId)`)
export const changeChannel = command<{ id: string; name: string; teamId: string | null }>('channels: change', 'update conversations.channels set name = :name, team_id = :teamId where account_id = (select platform.account()) and id = :id')

const Talk = z.object({ conversationId: z.uuid(), channelId: z.uuid(), channelKind: z.string(), channelAddress: z.string(), channelName: z.string(), customerId: z.uuid(), subject: z.string(), answeredId: z.uuid().nullable() })
/** The conversation in which an answer belongs: the one in which the customer spoke last, with their newest message. */
export const conversationToAnswer = question<{ conversationIds: string[] }, typeof Talk>('conversations: to answer', Talk, `
  select c.id as "conversationId", c.channel_id as "channelId", h.kind as "channelKind", h.address as "channelAddress", h.name as "channelName", c.customer_id as "customerId", c.subject, m.id as "answeredId"
    from conversations.conversations c
    join conversations.channels h on h.account_id = c.account_id and h.id = c.channel_id
    left join lateral (select id, at from conversations.messages m where m.account_id = c.account_id and m.conversation_id = c.id and m.kind = 'in' order by m.at desc, m.id desc limit 1) m on true
   where c.account_id = (select platform.account()) and c.id = any (:conversationIds::uuid[])
   order by m.at desc nulls last, c.started_at desc limit 1`)
