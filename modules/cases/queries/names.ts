import { z } from 'zod'
import { question } from '#platform/question'

export const brandNames = question<Record<string, never>, z.ZodObject<{ id: z.ZodUUID; name: z.ZodString }>>('cases: brand names', z.object({ id: z.uuid(), name: z.string() }), `
  select id, name from accounts.published_brands where account_id = (select platform.account()) order by name`)
