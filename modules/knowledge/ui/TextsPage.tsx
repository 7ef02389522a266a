import { useState } from 'react'
import { useMe } from '#ui/accounts'
import type { Text } from '#contracts/knowledge'
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

/** The texts that one can use: found by their words, changed by who wrote or shares them. */
export function TextsPage() {
  const { data, isPending, isLoadingError, error, refetch } = useTexts()
  const [open, setOpen] = useState<Partial<Text> | null>(null)
  return <Page title={t('texts.title')} intro={t('texts.intro')} actions={<Button look="primary" onClick={() => setOpen({})}>{t('texts.new')}</Button>}>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : data.length === 0 ? <EmptyState title={t('texts.empty')}>{t('texts.empty-hint')}</EmptyState> : <TextList texts={data} onOpen={setOpen} />}
    {open ? <TextDialog text={open} onClose={() => setOpen(null)} /> : null}
  </Page>
}

export function TextList({ texts, onOpen }: { texts: readonly Text[]; onOpen: (text: Partial<Text>) => void }) {
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
        <p className="text__said" lang={text.variants[0]!.language} dir="auto">{text.variants[0]!.text}</p>
      </div>
      <span className="row-of">
        {text.mayChange ? <><Button small look="quiet" onClick={() => onOpen(text)}>{t('change')}<span className="hidden-text"> {text.name}</span></Button><Button small look="quiet" onClick={() => setLeaving(text)}>{t('remove')}<span className="hidden-text"> {text.name}</span></Button></>
          : <Button small look="quiet" onClick={() => onOpen({ name: text.name, shortcut: text.shortcut, variants: text.variants })}>{t('texts.copy')}<span className="hidden-text"> {text.name}</span></Button>}
      </span>
    </li>)}</ul> : <EmptyState title={t('texts.none-found')} />}
    {leaving ? <Sure title={t('texts.remove', { name: leaving.name })} yes={t('remove')} onClose={() => setLeaving(null)} onYes={() => remove.mutate(leaving)}>{t(leaving.shared ? 'texts.remove-shared' : 'texts.remove-hint')}</Sure> : null}
  </>
}
