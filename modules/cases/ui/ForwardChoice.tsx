import type { Message } from '#contracts/conversations'
import { Checkbox, Select } from '#kit/Field.tsx'
import { moment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'

const opening = (text: string) => (text.length > 60 ? `${text.slice(0, 60).trimEnd()} …` : text).replace(/\s+/g, ' ')

/** Which message goes to the third party, and whether its files go along. */
export function ForwardChoice({ choices, chosen, withFiles, onChoose, onWithFiles }: { choices: readonly Message[]; chosen: Message; withFiles: boolean; onChoose: (id: string) => void; onWithFiles: (on: boolean) => void }) {
  const count = chosen.attachments.length
  return <div className="composer__forward">
    <Select label={t('composer.which')} value={chosen.id} onChange={(event) => onChoose(event.target.value)} options={choices.toReversed().map((each) => ({ value: each.id, label: `${each.author.name || each.author.address}, ${moment(each.at)}: ${opening(each.text)}` }))} />
    {count ? <Checkbox label={`${t('composer.with-attachments')} (${count})`} checked={withFiles} onChange={(event) => onWithFiles(event.target.checked)} /> : null}
  </div>
}
