import { useId, useRef, useState, type FormEvent } from 'react'
import { useMay, useMe } from '#ui/accounts'
import type { Text, TextDeed, TextVariant } from '#contracts/knowledge'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Editor, type EditorHandle } from '#kit/editor/Editor.tsx'
import { Field, Select } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { useSeen } from '#kit/seen.ts'
import { Tabs } from '#kit/Tabs.tsx'
import { toast } from '#kit/toasts.ts'
import { texts, type Input } from './api.ts'
import { textVariables } from './fill-text.ts'
import { languageName, textLanguages } from './language-name.ts'
import type { MacroPieces } from './TextsPage.tsx'

const isBlank = (variant: TextVariant) => !variant.text.trim()

/** A new text, or what one is to be. With whom it may be shared follows from the reader's role; the server decides it again. */
export function TextDialog({ text, macros: { Fields }, onClose }: { text: Partial<Text>; macros: Pick<MacroPieces, 'Fields'>; onClose: () => void }) {
  const id = useId()
  const me = useMe()
  const may = useMay()
  const editor = useRef<EditorHandle>(null)
  const unfocused = useRef(false)
  const [name, setName] = useState(text.name ?? '')
  const [shortcut, setShortcut] = useState(text.shortcut ?? '')
  const [forWhom, setForWhom] = useState(text.shared ? text.brandId ?? 'all' : 'me')
  const [variants, setVariants] = useState<TextVariant[]>(text.variants ?? [{ language: me.brands[0]?.language ?? me.language, text: '', html: null }])
  const [chosen, setChosen] = useState(variants[0]!.language)
  const [deeds, setDeeds] = useState<readonly TextDeed[]>(text.deeds ?? [])
  const seen = useSeen(text)
  const [problem, setProblem] = useState<string | null>(null)
  const variant = variants.find((each) => each.language === chosen) ?? variants[0]!
  const spoken = [...new Set([...me.brands.map((each) => each.language), ...textLanguages])].filter((each) => !variants.some((variant) => variant.language === each))
  const write = (words: { text: string; html: string | null }) => setVariants((all) => all.map((each) => (each.language === variant.language ? { ...each, ...words } : each)))
  const add = (language: string) => { setVariants([...variants, { language, text: '', html: null }]); setChosen(language); requestAnimationFrame(() => editor.current?.focus()) }
  const drop = () => { const rest = variants.filter((each) => each !== variant); setVariants(rest); setChosen(rest[0]!.language) }
  const save = useDeed((input: Input) => (text.id ? texts.change(text.id, seen.match, input) : texts.add(input)), [['texts']], { words: t('texts.saved'), quiet: true })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = variants.filter((each) => !isBlank(each))
    if (!said.length && !deeds.length) { setProblem(t('texts.no-words')); editor.current?.focus(); return }
    save.mutate({ name, shortcut: shortcut.trim().replace(/^\//, ''), variants: said.length ? said : [variant], deeds: [...deeds], shared: forWhom !== 'me', brandId: forWhom === 'me' || forWhom === 'all' ? null : forWhom }, {
      onSuccess: onClose,
      onError: (error) => setProblem(seen.heed(error)),
    })
  }
  const whom = [{ value: 'me', label: t('texts.for.me') }, ...may('text.share') ? me.brands.map((each) => ({ value: each.id, label: t('texts.for.brand', { name: each.name }) })) : [], ...may('text.share') && may('brand.change') ? [{ value: 'all', label: t('texts.for.all') }] : []]
  return <Dialog wide title={text.id ? t('texts.edit', { name: text.name ?? '' }) : t('texts.new')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={save.isPending}>{t('save')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <div className="form__pair"><Field label={t('texts.name')} required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        <Field label={t('texts.shortcut')} optional hint={t('texts.shortcut-hint')} maxLength={41} pattern="\/?[\p{L}\p{N}_\-]*" title={t('texts.shortcut-wrong')} spellCheck={false} autoCapitalize="off" value={shortcut} onChange={(event) => setShortcut(event.target.value)} /></div>
      {whom.length > 1 ? <Select label={t('texts.for')} options={whom} value={forWhom} onChange={(event) => setForWhom(event.target.value)} /> : null}
    </form>
    {/* Outside of the form: the editor's own dialogs have forms, and a form holds no other. */}
    <div className="text-edit">
      <div className="text-edit__head">
        <Tabs label={t('texts.language')} chosen={variant.language} panelId={`${id}-words`} onChoose={setChosen} tabs={variants.map((each) => ({ key: each.language, label: languageName(each.language) }))} />
        <Menu small look="quiet" label={t('texts.add-language')} button={`+ ${t('texts.language')}`} items={spoken.map((code) => ({ key: code, label: languageName(code), onChoose: () => add(code) }))} />
      </div>
      <div id={`${id}-words`} role="tabpanel" aria-label={languageName(variant.language)} lang={variant.language} className="text-edit__words">
        <Editor of={variant.language} words={variant} onWords={write} label={t('texts.words', { language: languageName(variant.language) })} placeholder={t('texts.words-placeholder')} urlOf={() => null} onFiles={() => { toast(t('texts.no-pictures'), { tone: 'late' }); return true }} tools handle={editor} startFocused={unfocused} />
      </div>
      <div className="row-of">
        <Menu small look="plain" label={t('texts.variable')} button={`{{ }} ${t('texts.variable')}`} items={textVariables.map((key) => ({ key, label: t(`texts.variable.${key}`), hint: `{{${key}}}`, onChoose: () => editor.current?.insert({ text: `{{${key}}}`, html: null }) }))} />
        {variants.length > 1 ? <Button small look="quiet" onClick={drop}>{t('texts.drop-language', { language: languageName(variant.language) })}</Button> : null}
      </div>
    </div>
    <Fields deeds={deeds} brandId={forWhom === 'me' || forWhom === 'all' ? null : forWhom} forAll={forWhom === 'all'} onChange={setDeeds} />
    {problem ? <p className="form__error" role="alert">{problem}</p> : null}
  </Dialog>
}
