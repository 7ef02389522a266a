import { t } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'

const signs = ['😀', '🙂', '😉', '😊', '😅', '🤔', '😕', '🙏', '👍', '👋', '👏', '🎉', '❤️', '✅', '📦', '🚚', '⏳', '☎️', '✉️', '🔧']

/** The few that are said to customers; every system has a picker of its own for the others. */
export const Emoji = ({ onChoose }: { onChoose: (sign: string) => void }) => <Menu small look="quiet" label={t('chats.emoji')} button="☺" items={signs.map((sign) => ({ key: sign, label: sign, onChoose: () => onChoose(sign) }))} />
