import { z } from 'zod'
import { command, question } from '#platform/question'

const Named = z.object({ accountId: z.uuid(), name: z.string() })
/** Asked across accounts, or by one about itself: row-level security shows what there is to see. */
export const accountRow = question<{ accountId: string }, typeof Named>('accounts: account', Named, 'select account_id as "accountId", name from accounts.accounts where account_id = :accountId')
export const allAccounts = question<Record<string, never>, typeof Named>('accounts: all', Named, 'select account_id as "accountId", name from accounts.accounts order by created_at, account_id')
export const insertAccount = command<{ accountId: string; name: string }>('accounts: add account', 'insert into accounts.accounts (account_id, name) values (:accountId, :name)')

/** Holds the account, so that two changes of who runs it are decided one after the other. ('No key': rows that point to the account may be added meanwhile.) */
export const holdAccount = command<Record<string, never>>('accounts: hold', 'select 1 from accounts.accounts where account_id = (select platform.account()) for no key update')
/** Holds the installation, so that it is set up once. */
export const holdSetUp = command<Record<string, never>>('accounts: hold set-up', "select pg_advisory_xact_lock(hashtext('balie: set up'))")
