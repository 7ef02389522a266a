import type { CaseField } from '#contracts/cases'
import type { TextDeed } from '#contracts/knowledge'
import { t } from '#kit/i18n.ts'
import { shownValue } from './field-values.ts'

type Names = { nameOf: (id: string) => string | undefined; teamOf: (id: string) => string | undefined; fields: ReadonlyArray<Pick<CaseField, 'id' | 'name' | 'kind' | 'choices'>> }

/** Hours as people say them: whole days where they are. */
export const spanWords = (hours: number): string => (hours % 24 === 0 ? t('macro.days', { count: hours / 24 }) : t('macro.hours', { count: hours }))

/** What a text does, in a few words each. What is gone by now (a field, somebody who left) is said to be. */
export function deedWords(deed: TextDeed, { nameOf, teamOf, fields }: Names): string[] {
  switch (deed.kind) {
    case 'status': return [t(`status.${deed.status}`)]
    case 'priority': return [t('macro.priority', { value: t(`priority.${deed.priority}`) })]
    case 'assign': return [`→ ${deed.to === 'me' ? t('macro.me') : (deed.to === 'team' ? teamOf(deed.id!) : nameOf(deed.id!)) ?? t('macro.gone')}`]
    case 'tag': return [...deed.add.map((each) => `+ ${each}`), ...deed.remove.map((each) => `− ${each}`)]
    case 'field': { const field = fields.find((each) => each.id === deed.fieldId); return [`${field?.name ?? t('macro.gone')}: ${deed.value === null ? t('none') : field ? shownValue(field, deed.value) : String(deed.value)}`] }
    case 'snooze': return [t('macro.snooze', { span: spanWords(deed.hours) })]
    case 'follow': return [t('follow')]
  }
}
