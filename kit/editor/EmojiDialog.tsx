import { useEffect, useState } from 'react'
import { Dialog } from '../Dialog.tsx'
import { Field } from '../Field.tsx'
import { language, t, type CatalogueLanguage } from '../i18n.ts'
import { findEmoji, type Emoji } from './find-emoji.ts'

/** Their names in the reader's language (Unicode CLDR, as emojibase packs it). */
const names: Record<CatalogueLanguage, () => Promise<{ default: Emoji[] }>> = {
  en: () => import('emojibase-data/en/compact.json', { with: { type: 'json' } }), de: () => import('emojibase-data/de/compact.json', { with: { type: 'json' } }), da: () => import('emojibase-data/da/compact.json', { with: { type: 'json' } }), nl: () => import('emojibase-data/nl/compact.json', { with: { type: 'json' } }), et: () => import('emojibase-data/et/compact.json', { with: { type: 'json' } }),
}

export function EmojiDialog({ onClose, onChoose }: { onClose: () => void; onChoose: (sign: string) => void }) {
  const [all, setAll] = useState<Emoji[] | null>(null)
  const [words, setWords] = useState('')
  useEffect(() => { let here = true; void names[language()]().then((file) => { if (here) setAll(file.default) }); return () => { here = false } }, [])
  const found = all ? findEmoji(all, words) : []
  const choose = (emoji: Emoji | undefined) => { if (!emoji) return; onChoose(emoji.unicode); onClose() }
  return <Dialog title={t('format.emoji')} onClose={onClose}>
    <form onSubmit={(event) => { event.preventDefault(); event.stopPropagation(); choose(found[0]) }}>
      <Field label={t('format.emoji-find')} value={words} autoFocus onChange={(event) => setWords(event.target.value)} />
    </form>
    <div className="emoji" role="group" aria-label={t('format.emoji')} aria-busy={!all}>
      {found.map((emoji) => <button key={emoji.hexcode} type="button" className="emoji__sign" title={emoji.label} aria-label={emoji.label} onClick={() => choose(emoji)}>{emoji.unicode}</button>)}
    </div>
    {all && !found.length ? <p className="meta" role="status">{t('format.emoji-none')}</p> : null}
  </Dialog>
}
