import type { Tx } from '#platform/db'
import type { Actor } from '#platform/permissions'
import type { BulkDeed } from '../contract.ts'
import type { BulkBefore } from '../queries/bulk.ts'
import { assign, changeCase, putStatus } from './change-case.ts'
import { mergeCases, unmergeCases } from './merge-cases.ts'
import { snooze, wake } from './snooze.ts'
import { takeBackClosing } from './take-back-closing.ts'

type Now = { ownerId: string | null; tags: string[] }

/** What is asked for many, done to one, by the same flows and under the same rules as if it were asked for alone. @throws Refusal */
export async function doDeed(tx: Tx, actor: Actor, caseId: string, deed: BulkDeed, stands: Now & { teamId: string | null }, now: Date): Promise<void> {
  switch (deed.kind) {
    case 'assign': {
      if (stands.ownerId === deed.ownerId && (deed.teamId === undefined || deed.teamId === stands.teamId)) return
      return assign(tx, actor, caseId, { ownerId: deed.ownerId, ...deed.teamId === undefined ? {} : { teamId: deed.teamId }, expectedOwnerId: stands.ownerId })
    }
    case 'status': return putStatus(tx, actor, caseId, deed.status)
    case 'tag': {
      const tags = [...new Set([...stands.tags.filter((each) => !deed.remove.includes(each)), ...deed.add])]
      return tags.join('\n') === stands.tags.join('\n') ? undefined : changeCase(tx, actor, caseId, { tags })
    }
    case 'snooze': return snooze(tx, actor, caseId, new Date(deed.until), now)
    case 'merge': return mergeCases(tx, actor, caseId, deed.into)
  }
}

/** The way back, for a case to which nothing has happened since. @throws Refusal */
export async function undoDeed(tx: Tx, actor: Actor, caseId: string, deed: BulkDeed, before: BulkBefore, stands: Now, now: Date): Promise<void> {
  const asleepAgain = async () => { if (before.snoozedUntil && new Date(before.snoozedUntil) > now) await snooze(tx, actor, caseId, new Date(before.snoozedUntil), now) }
  switch (deed.kind) {
    case 'assign': return assign(tx, actor, caseId, { ownerId: before.ownerId, teamId: before.teamId, expectedOwnerId: stands.ownerId })
    case 'status': {
      if (deed.status === 'closed') return takeBackClosing(tx, actor, caseId, now)
      await putStatus(tx, actor, caseId, before.status)
      return asleepAgain()
    }
    case 'tag': return changeCase(tx, actor, caseId, { tags: before.tags })
    case 'snooze': return before.snoozedUntil ? asleepAgain() : wake(tx, actor, caseId)
    case 'merge': return unmergeCases(tx, actor, caseId)
  }
}
