import { z } from 'zod'
import { question } from '#platform/question'

const Id = z.object({ id: z.uuid() })
export const brandIdsOfAccount = question<Record<string, never>, typeof Id>('accounts: brand ids', Id, 'select id from accounts.brands where account_id = (select platform.account())')
