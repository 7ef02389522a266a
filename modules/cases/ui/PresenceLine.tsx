import { Avatar } from '#kit/Avatar.tsx'
import { language, t, type MessageKey } from '#kit/i18n.ts'
import type { Doing, Present } from '#kit/presence.ts'

const words: Record<Doing, MessageKey> = { replying: 'present.replying', noting: 'present.noting', looking: 'present.looking' }

/** Which colleagues are at this case now: two answers to one question make a customer wonder. */
export function PresenceLine({ people }: { people: readonly Present[] }) {
  const groups = (['replying', 'noting', 'looking'] as const).map((doing) => ({ doing, names: people.filter((each) => each.doing === doing).map((each) => each.name) })).filter((each) => each.names.length)
  return <p className="present" role="status">
    {groups.map(({ doing, names }) => <span key={doing} className={`present__group present__group--${doing}`}>
      {names.slice(0, 3).map((name) => <Avatar key={name} name={name} small />)} {t(words[doing], { count: names.length, names: listed(names) })}</span>)}
  </p>
}

const listed = (names: string[]) => new Intl.ListFormat(language()).format(names)
