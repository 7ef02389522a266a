import { command } from '#platform/question'

/** Keeps who was named. Whoever is, follows the case from then on. */
export const keepMentions = command<{ accountId: string; brandId: string; caseId: string; messageId: string; personIds: string[] }>('mentions: keep', `
  with kept as (
    insert into cases.mentions (account_id, brand_id, case_id, message_id, person_id) select :accountId, :brandId, :caseId, :messageId, unnest(:personIds::uuid[]) on conflict do nothing)
  insert into cases.followers (account_id, brand_id, case_id, person_id) select :accountId, :brandId, :caseId, unnest(:personIds::uuid[]) on conflict do nothing`)
