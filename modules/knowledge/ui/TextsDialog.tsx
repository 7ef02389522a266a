import { useEffect, useId, useState, type ComponentType, type KeyboardEvent } from 'react'
import { Link } from 'wouter'
import type { Text, TextDeed, TextVariant } from '#contracts/knowledge'
import { Button } from '#kit/Button.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Kbd } from '#kit/Kbd.tsx'
import { EmptyState, Skeleton } from '#kit/states.tsx'
import { Tabs } from '#kit/Tabs.tsx'
import { chooseVariant, findTexts } from './choose-text.ts'
import type { Filled } from './fill-text.ts'
import { languageName } from './language-name.ts'
import { TextPreview } from './TextPreview.tsx'
import './Texts.css'

type Props = { texts: readonly Text[] | undefined; /** In which languages it should be said, best first. */ wishes: ReadonlyArray<string | null | undefined>; fill: (variant: TextVariant) => Filled; onInsert: (filled: Filled, text: Text) => void; onClose: () => void; /** What a text does besides being said, in small; and to do that at once. */ Chips: ComponentType<{ deeds: readonly TextDeed[] }>; onDo: (text: Text) => void; /** Whether it can be done with what is being written. */ withAnswer: boolean }

/** Chooses a text and shows it as it will be read. The field keeps the focus; arrows move, Enter inserts (ARIA combobox pattern). */
export function TextsDialog({ texts, wishes, fill, onInsert, onClose, Chips, onDo, withAnswer }: Props) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [language, setLanguage] = useState<string | null>(null)
  const found = texts ? findTexts(texts, typed) : []
  const text = found[Math.min(at, found.length - 1)]
  const variant = text && (text.variants.find((each) => each.language === language) ?? chooseVariant(text.variants, wishes))
  const filled = variant && fill(variant)
  const move = (to: number) => { setAt((to + found.length) % Math.max(1, found.length)); setLanguage(null) }
  // A text that only does something has nothing to insert.
  const silent = Boolean(variant && !variant.text.trim())
  const act = () => { if (text) onDo(text) }
  const insert = () => { if (silent) act(); else if (filled && text) onInsert(filled, text) }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); if ((event.ctrlKey || event.metaKey) && text?.deeds.length) act(); else insert(); return }
    const here = text ? found.indexOf(text) : 0
    const to = { ArrowDown: here + 1, ArrowUp: here - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    move(to)
  }
  useEffect(() => { document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' }) }, [id, at])
  return <Dialog wide title={t('texts.insert')} onClose={onClose} foot={<><Link className="texts__manage" href="/texts">{t('texts.manage')}</Link><Button onClick={onClose}>{t('cancel')}</Button>{text?.deeds.length && !silent ? <Button onClick={act}>{t('macro.only-do')} <Kbd keys="Mod ↵" /></Button> : null}<Button look="primary" disabled={!filled} onClick={insert}>{t(silent ? 'macro.do' : 'texts.insert-it')} <Kbd keys="↵" /></Button></>}>
    <Field label={t('texts.search')} type="search" autoComplete="off" spellCheck={false} role="combobox" aria-expanded={found.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={text ? `${id}-${found.indexOf(text)}` : undefined}
      value={typed} onChange={(event) => { setTyped(event.target.value); move(0) }} onKeyDown={press} />
    {!texts ? <Skeleton lines={4} /> : null}
    {texts && !found.length ? <EmptyState title={t(texts.length ? 'texts.none-found' : 'texts.empty')}>{texts.length ? null : t('texts.empty-hint')}</EmptyState> : null}
    <div className="texts-choice" hidden={!found.length}>
      <div id={`${id}-list`} role="listbox" aria-label={t('texts.title')} className="texts-choice__list">
        {found.map((each, n) => <div key={each.id} id={`${id}-${n}`} role="option" tabIndex={-1} aria-selected={each === text} className="texts-choice__item" onMouseDown={(event) => event.preventDefault()} onClick={() => move(n)} onDoubleClick={insert}>
          <span className="texts-choice__name">{each.name}{each.deeds.length ? <span className="texts-choice__does"><span aria-hidden="true">⚡</span><span className="hidden-text"> {t('macro.does')}</span></span> : null}</span>{each.shortcut ? <span className="meta">/{each.shortcut}</span> : null}</div>)}
      </div>
      {text && variant && filled ? <div className="texts-choice__preview">
        {text.variants.length > 1 ? <Tabs label={t('texts.language')} chosen={variant.language} panelId={`${id}-preview`} onChoose={setLanguage} tabs={text.variants.map((each) => ({ key: each.language, label: languageName(each.language) }))} /> : null}
        {text.deeds.length ? <div className="texts-choice__deeds"><p className="meta">{t(withAnswer && !silent ? 'macro.with-answer' : 'macro.at-once')}</p><Chips deeds={text.deeds} /></div> : null}
        <TextPreview id={`${id}-preview`} filled={filled} language={variant.language} />
      </div> : null}
    </div>
  </Dialog>
}
