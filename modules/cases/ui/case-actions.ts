import { useQueryClient } from '@tanstack/react-query'
import { useColleagues, useMe } from '#ui/accounts'
import type { CaseStatus, CaseView } from '#contracts/cases'
import { call, hasCode } from '#kit/api.ts'
import { moment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { offerComing, toast } from '#kit/toasts.ts'
import { withValues } from './field-values.ts'
import { cases, useCaseAction, type Change } from './api.ts'

/** What can be done to a case, each shown at once and taken back when the server says no. */
export function useCaseActions(view: CaseView) {
  const client = useQueryClient()
  const me = useMe()
  const colleagues = useColleagues()
  const nameOf = (id: unknown) => colleagues.find((each) => each.id === id)?.name
  const assigning = useCaseAction(view.id, (to: { ownerId: string | null; teamId?: string | null }) => cases.assign(view.id, { ...to, expectedOwnerId: view.ownerId }), (to) => to)
  const taking = useCaseAction(view.id, () => cases.take(view.id), () => ({ ownerId: me.personId }))
  const status = useCaseAction(view.id, (to: CaseStatus) => cases.setStatus(view.id, to), (to) => ({ status: to }))
  const reopening = useCaseAction(view.id, (_: CaseStatus) => cases.takeBackClosing(view.id), (to) => ({ status: to }))
  const takeBack = (to: CaseStatus) => reopening.mutate(to, { onSuccess: () => toast(t('case.closing-taken-back')) })
  const change = useCaseAction(view.id, (input: Change) => cases.change(view.id, { ...input, version: client.getQueryData<CaseView>(['case', view.id])?.version ?? view.version }), ({ version: _, fields, ...rest }) => ({ ...rest, ...(fields ? { fields: withValues(view.fields, fields) } : {}) }))
  const snooze = useCaseAction(view.id, (until: string | null) => (until ? call('PUT', `cases/${view.id}/snooze`, { until }) : call('DELETE', `cases/${view.id}/snooze`)), (until) => ({ snoozedUntil: until }))
  const follow = useCaseAction(view.id, (on: boolean) => cases.follow(view.id, on), () => ({}))

  /** Somebody was quicker: say who. The optimistic change has already been taken back. */
  const told = (error: unknown) => { if (hasCode(error, 'taken-by-another')) { const name = String(error.facts['ownerName'] ?? error.facts['name'] ?? nameOf(error.facts['ownerId']) ?? ''); if (name) toast(t('taken-by', { name }), { tone: 'late' }) } }
  /** Said also to somebody who has gone on to the next case meanwhile. That it was refused, and taken back, the action itself tells. */
  const after = async (act: Promise<unknown>, say: () => void, refused?: (error: unknown) => void) => {
    const done = offerComing()
    try { await act; say(); done(true) } catch (error) { refused?.(error); done(false) }
  }
  return {
    may: (permission: string) => view.permissions.includes(permission),
    follows: view.followers.includes(me.personId), ownerName: view.ownerId === me.personId ? t('owner.you') : nameOf(view.ownerId),
    take: () => void after(taking.mutateAsync(undefined), () => toast(t('case.taken')), told),
    assign: (to: { ownerId: string | null; teamId?: string | null }, name: string) => void after(assigning.mutateAsync(to), () => toast(to.ownerId || to.teamId ? t('case.assigned-to', { name }) : t('case.unassigned')), told),
    setStatus: (to: CaseStatus) => {
      const before = view.status
      void after(status.mutateAsync(to), () => toast(t(`status.${to}`), { until: Date.now() + 8000, action: { label: t('undo'), run: () => (to === 'closed' ? takeBack(before) : status.mutate(before)) } }))
    },
    /** A case that was closed by mistake, for the minutes in which that can be taken back. */
    takeBackClosing: view.closing ? () => takeBack(view.closing!.status) : undefined,
    /** Null wakes it. The way back leads to whatever it was before. */
    snooze: (until: string | null) => {
      const before = view.snoozedUntil
      void after(snooze.mutateAsync(until), () => toast(until ? t('snooze.done', { time: moment(until) }) : t('snooze.woken'), { until: Date.now() + 8000, action: { label: t('undo'), run: () => snooze.mutate(before) } }))
    },
    change: (input: Change) => change.mutate(input),
    follow: (on: boolean) => follow.mutate(on),
  }
}
export type CaseActions = ReturnType<typeof useCaseActions>
