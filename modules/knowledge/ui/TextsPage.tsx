import { useState, type ComponentType } from 'react'
import { useMe } from '#ui/accounts'
import type { Text, TextDeed } from '#contracts/knowledge'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { Field, Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Page } from '#kit/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { Sure } from '#kit/Sure.tsx'
import { texts as api, useTexts } from './api.ts'
import { findTexts } from './choose-text.ts'
import { languageName } from './language-name.ts'
import { TextDialog } from './TextDialog.tsx'
import './Texts.css'

const whoseAll = ['all', 'mine', 'shared'] as const
type Whose = (typeof whoseAll)[number]

/** What can be done with the deeds of a text: only the floor above knows cases, their fields and who works on them. */
export type MacroPieces = { Fields: ComponentType<{ deeds: readonly TextDeed[]; brandId: string | null; forAll: boolean; onChange: (deeds: TextDeed[]) => void }>; Chips: ComponentType<{ deeds: readonly TextDeed[] }> }

/** The texts that one can use: found by their words, changed by who wrote or shares them. */
export function TextsPage({ macros }: { macros: MacroPieces }) {
  const { data, isPending, isLoadingError, error, refetch } = useTexts()
  const [open, setOpen] = useState<Partial<Text> | null>(null)
  return <Page title={t('texts.title')} intro={t('texts.intro')} actions={<Button look="primary" onClick={() => setOpen({})}>{t('texts.new')}</Button>}>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : data.length === 0 ? <EmptyState title={t('texts.empty')}>{t('texts.empty-hint')}</EmptyState> : <TextList texts={data} macros={macros} onOpen={setOpen} />}
    {open ? <TextDialog text={open} macros={macros} onClose={() => setOpen(null)} /> : null}
  </Page>
}

export function TextList({ texts, macros: { Chips }, onOpen }: { texts: readonly Text[]; macros: Pick<MacroPieces, 'Chips'>; onOpen: (text: Partial<Text>) => void }) {
  const { brands } = useMe()
  const [typed, setTyped] = useState('')
  const [whose, setWhose] = useState<Whose>('all')
  const [leaving, setLeaving] = useState<Text | null>(null)
  const remove = useDeed((text: Text) => api.remove(text.id), [['texts']], { words: t('texts.removed') })
  const found = findTexts(texts.filter((each) => whose === 'all' || each.shared === (whose === 'shared')), typed)
  const sharedWith = (text: Text) => !text.shared ? t('texts.for.me') : text.brandId ? t('texts.for.brand', { name: brands.find((each) => each.id === text.brandId)?.name ?? '' }) : t('texts.for.all')
  return <>
    <div className="row-of texts__find"><div className="grow"><Field label={t('texts.search')} type="search" value={typed} onChange={(event) => setTyped(event.target.value)} /></div>
      <Select label={t('texts.whose')} value={whose} onChange={(event) => setWhose(event.target.value as Whose)} options={whoseAll.map((value) => ({ value, label: t(`texts.whose.${value}`) }))} /></div>
    <p className="hidden-text" role="status">{found.length ? '' : t('texts.none-found')}</p>
    {found.length ? <ul className="texts">{found.map((text) => <li key={text.id} className="text card">
      <div className="text__words">
        <p><b>{text.name}</b>{text.shortcut ? <> <Chip>/{text.shortcut}</Chip></> : null} <span className="meta">{sharedWith(text)} · {text.variants.map((each) => languageName(each.language)).join(', ')}</span></p>
        {text.deeds.length ? <Chips deeds={text.deeds} /> : null}
        <p className="text__said" lang={text.variants[0]!.language} dir="auto">{text.variants[0]!.text}</p>
      </div>
      <span className="row-of">
        {text.mayChange ? <><Button small look="quiet" onClick={() => onOpen(text)}>{t('change')}<span className="hidden-text"> {text.name}</span></Button><Button small look="quiet" onClick={() => setLeaving(text)}>{t('remove')}<span className="hidden-text"> {text.name}</span></Button></>
          : <Button small look="quiet" onClick={() => onOpen({ name: text.name, shortcut: text.shortcut, variants: text.variants, deeds: text.deeds })}>{t('texts.copy')}<span className="hidden-text"> {text.name}</span></Button>}
      </span>
    </li>)}</ul> : <EmptyState title={t('texts.none-found')} />}
    {leaving ? <Sure title={t('texts.remove', { name: leaving.name })} yes={t('remove')} onClose={() => setLeaving(null)} onYes={() => remove.mutate(leaving)}>{t(leaving.shared ? 'texts.remove-shared' : 'texts.remove-hint')}</Sure> : null}
  </>
}
