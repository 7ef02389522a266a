import { useColleagues } from '#ui/accounts'
import type { CaseHappening } from '#contracts/cases'
import { fullMoment, moment } from '#kit/formats.ts'
import { happeningWords } from './happening-words.ts'

/** One line between the messages: who did what, and when. */
export function HappeningLine({ happening }: { happening: CaseHappening }) {
  const colleagues = useColleagues()
  const { who, did, detail } = happeningWords(happening, (id) => colleagues.find((each) => each.id === id)?.name)
  return <p className="happening"><b>{who}</b> {did}{detail ? <span>: {detail}</span> : null} · <time dateTime={happening.at} title={fullMoment(happening.at)}>{moment(happening.at)}</time></p>
}
