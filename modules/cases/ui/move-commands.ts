import type { CaseView } from '#contracts/cases'
import type { Command } from '#kit/commands.ts'
import { t } from '#kit/i18n.ts'
import type { Moves } from './moves.ts'
import { statuses } from './views.ts'

type Can = { /** It may be changed, and is not evidence yet. */ canMove: boolean; moves: Pick<Moves, 'split' | 'unmerge'>; setStatus: (to: CaseView['status']) => void }

/** What stands in menus and beside links far from the keys, by its name: statuses, the newest message as a case of its own, the way back of a merge. */
export function moveCommands(view: CaseView, { canMove, moves, setStatus }: Can): Array<Omit<Command, 'group'>> {
  if (!canMove || view.merged) return []
  const newest = view.messages.findLast((each) => each.kind !== 'note')
  return [
    ...statuses.filter((each) => each !== view.status).map((each) => ({ id: `status-${each}`, name: `${t('status')}: ${t(`status.${each}`)}`, run: () => setStatus(each) })),
    // From the very first message on, nothing would be left.
    ...newest && newest !== view.messages[0] ? [{ id: 'split', name: t('palette.split'), run: () => moves.split(newest.id) }] : [],
    ...view.links.filter((each) => each.kind === 'merged-from').map((each) => ({ id: `unmerge-${each.caseId}`, name: `${t('case.unmerge')}: ${each.reference} ${each.subject}`, run: () => moves.unmerge(each.caseId) })),
  ]
}
