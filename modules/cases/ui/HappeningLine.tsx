import { useColleagues } from '#ui/accounts'
import type { CaseHappening } from '#contracts/cases'
import { fullMoment, moment } from '#kit/formats.ts'
import { isKnown, t, word } from '#kit/i18n.ts'

/** What a happening's facts add: to whom, to which status. Unknown facts are left to the log. */
function useDetail({ facts }: CaseHappening): string {
  const colleagues = useColleagues()
  const owner = colleagues.find((each) => each.id === facts['ownerId'])?.name
  if (owner) return owner
  for (const family of ['status', 'priority', 'kind']) {
    const key = `${family}.${String(facts[family] ?? facts['to'] ?? '')}`
    if (isKnown(key)) return t(key)
  }
  return typeof facts['reason'] === 'string' ? facts['reason'] : ''
}

export function HappeningLine({ happening }: { happening: CaseHappening }) {
  const { actor } = happening
  const detail = useDetail(happening)
  const who = actor.name || (isKnown(`actor.${actor.kind}`) ? word('actor', actor.kind) : t('actor.system'))
  return <p className="happening"><b>{who}</b> {word('verb', happening.verb)}{detail ? <span>: {detail}</span> : null} · <time dateTime={happening.at} title={fullMoment(happening.at)}>{moment(happening.at)}</time></p>
}
