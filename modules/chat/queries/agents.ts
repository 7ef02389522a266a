import { z } from 'zod'
import { command, question } from '#platform/question'

const There = z.object({ personId: z.uuid(), name: z.string(), brandIds: z.array(z.uuid()) })
/** Who takes chats at this moment and has a desk open, with the brands that they are granted. */
export const agentsThere = question<Record<string, never>, typeof There>('chat: agents there', There, `
  select a.person_id as "personId", p.name, array(select g.brand_id from accounts.published_grants g where g.account_id = a.account_id and g.person_id = a.person_id) as "brandIds"
    from chat.agents a join accounts.published_people p on p.account_id = a.account_id and p.id = a.person_id
   where a.account_id = (select platform.account()) and a.available and a.seen_at > now() - interval '45 seconds' and p.status = 'active' and p.role in ('agent', 'specialist', 'supervisor', 'manager', 'admin')
   order by p.name, a.person_id`)

const Mine = z.object({ available: z.boolean(), capacity: z.number() })
export const agentRow = question<{ personId: string }, typeof Mine>('chat: agent', Mine, 'select available, capacity from chat.agents where account_id = (select platform.account()) and person_id = :personId')
export const setAvailability = command<{ accountId: string; personId: string; available: boolean; capacity: number | null }>('chat: set availability', `
  insert into chat.agents (account_id, person_id, available, capacity) values (:accountId, :personId, :available, coalesce(:capacity::int, 4))
  on conflict (account_id, person_id) do update set available = excluded.available, capacity = coalesce(:capacity::int, agents.capacity), changed_at = now(), seen_at = now()`)
export const agentsSeen = command<{ personIds: string[] }>('chat: agents seen', 'update chat.agents set seen_at = now() where account_id = (select platform.account()) and person_id = any (:personIds::uuid[])')
