import { useColleagues, useTeams } from '#ui/accounts'
import type { Text, TextDeed } from '#contracts/knowledge'
import { Chip } from '#kit/Chip.tsx'
import { t } from '#kit/i18n.ts'
import { useFields } from './fields.ts'
import { deedWords } from './macro-words.ts'
import './Macro.css'

/** What a text does to the case, one small word each. */
export function MacroChips({ deeds }: { deeds: readonly TextDeed[] }) {
  const colleagues = useColleagues()
  const teams = useTeams().data ?? []
  const fields = useFields().data ?? []
  const names = { nameOf: (id: string) => colleagues.find((each) => each.id === id)?.name, teamOf: (id: string) => teams.find((each) => each.id === id)?.name, fields }
  return <span className="macro-chips">{deeds.flatMap((each) => deedWords(each, names)).map((words) => <Chip key={words}>{words}</Chip>)}</span>
}

/** What is done with the answer that is being written, and the way to leave it. */
export const MacroLine = ({ text, onRemove }: { text: Pick<Text, 'name' | 'deeds'>; onRemove: () => void }) => <p className="macro-line">
  <span className="meta">{t('macro.with-this')}</span> <MacroChips deeds={text.deeds} />
  <button type="button" className="chip__remove" aria-label={t('macro.remove', { name: text.name })} title={t('macro.remove', { name: text.name })} onClick={onRemove}>✕</button></p>
