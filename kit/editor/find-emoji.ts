export type Emoji = { hexcode: string; unicode: string; label: string; tags?: string[]; group?: number }

const shown = 120
/** What is used at a service desk, before anybody searches. */
const usual = ['🙂', '😀', '😊', '😉', '😅', '😍', '😢', '😕', '🙏', '👍', '👎', '👏', '💪', '🤝', '👋', '❤️', '🎉', '🎁', '⭐', '✅', '❌', '⚠️', 'ℹ️', '📦', '🚚', '🧾', '💳', '📄', '📎', '📅', '⏰', '☎️', '📧', '🔧', '🔍', '🏠', '☀️', '🌲', '⛺', '🥾']

/** Without the sign that asks for a coloured picture (U+FE0F): some write it, some do not. */
const bare = (sign: string) => sign.replaceAll('\ufe0f', '')

/** By the beginning of a name first, then by any word of it, in the reader's language. Parts (skin colours, hair) are no emoji of their own. */
export function findEmoji(all: Emoji[], words: string): Emoji[] {
  const wanted = words.trim().toLocaleLowerCase()
  if (!wanted) return usual.flatMap((sign) => all.find((each) => bare(each.unicode) === bare(sign)) ?? [])
  const rank = ({ label, tags = [] }: Emoji) => {
    const name = label.toLocaleLowerCase()
    return name.startsWith(wanted) ? 0 : tags.some((tag) => tag.toLocaleLowerCase().startsWith(wanted)) ? 1 : name.includes(wanted) ? 2 : 3
  }
  return all.filter((each) => each.group !== undefined).map((each) => ({ each, rank: rank(each) })).filter((one) => one.rank < 3).sort((one, other) => one.rank - other.rank).slice(0, shown).map((one) => one.each)
}
