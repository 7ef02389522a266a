import { useRef, useState, type FormEvent } from 'react'
import { Link } from 'wouter'
import { useQueryClient } from '@tanstack/react-query'
import { useMay, useMe, useTeams } from '#ui/accounts'
import type { Widget } from '#contracts/chat'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { CopyLine } from '#kit/CopyLine.tsx'
import { useDeed } from '#kit/deed.ts'
import { Field, Select, TextArea } from '#kit/Field.tsx'
import { catalogueLanguages, t, type CatalogueLanguage } from '#kit/i18n.ts'
import { Page, Part } from '#kit/Page.tsx'
import { ErrorState, Skeleton } from '#kit/states.tsx'
import { dismiss, toast } from '#kit/toasts.ts'
import { useWidgets, widgets, type Settings, type Writing } from './api.ts'
import { SigningKeys } from './SigningKeys.tsx'
import { fromWidget, problems, toLines } from './widget-writing.ts'
import { FormPart, LookPart, MailPart, SwitchesPart, type PartProps } from './WidgetParts.tsx'
import { DepartmentsPart, GreetingsPart, HoursPart } from './WidgetLists.tsx'
import { WidgetPreview } from './WidgetPreview.tsx'
import './Widgets.css'

export function WidgetPage({ id }: { id: string }) {
  const { data, isPending, isLoadingError, error, refetch } = useWidgets()
  const widget = data?.find((each) => each.id === id)
  if (isPending) return <Page title={t('widgets.title')}><Skeleton lines={9} /></Page>
  if (isLoadingError) return <Page title={t('widgets.title')}><ErrorState error={error} onRetry={() => void refetch()} /></Page>
  if (!widget) return <Page title={t('not-found.title')}><p>{t('not-found.hint')}</p><p><Link href="/widgets">{t('widgets.title')}</Link></p></Page>
  return <Editor key={widget.id} widget={widget} />
}

/** What a brand decides about its widget, beside what a visitor will see of it. Nothing is changed before it is saved. */
function Editor({ widget }: { widget: Widget }) {
  const may = useMay()('channel.change')
  const client = useQueryClient()
  const { brands } = useMe()
  const teams = (useTeams().data ?? []).filter((each) => each.brandId === widget.brandId)
  const own = brands.find((each) => each.id === widget.brandId)?.language
  const [language, setLanguage] = useState<CatalogueLanguage>(catalogueLanguages.find((each) => each === own) ?? 'en')
  const [writing, setWriting] = useState<Writing>(() => fromWidget(widget))
  const [origins, setOrigins] = useState(widget.settings.origins.join('\n'))
  /** What the writing began from: a colleague's later change is not written over. */
  const [began, setBegan] = useState(widget)
  const offer = useRef(0)
  const put = (input: Writing, version: number) => widgets.change(widget.id, input, version)
  const take = (next: Widget) => {
    client.setQueryData<Widget[]>(['widgets'], (rows) => rows?.map((each) => (each.id === next.id ? next : each)))
    setBegan(next); setWriting(fromWidget(next)); setOrigins(next.settings.origins.join('\n'))
  }
  const save = useDeed((input: Writing) => put(input, began.version), [['widgets']], { quiet: true })
  const wrong = problems(save.error)
  const set = (settings: Partial<Settings>) => setWriting((before) => ({ ...before, settings: { ...before.settings, ...settings } }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const before = fromWidget(began)
    save.mutate({ ...writing, settings: { ...writing.settings, origins: toLines(origins) } }, { onSuccess: (saved) => {
      take(saved)
      const until = Date.now() + 15_000
      // An older offer would take back more than it says.
      if (offer.current) dismiss(offer.current)
      offer.current = toast(t('saved'), { until, action: { label: t('undo'), run: () => void put(before, saved.version).then(take, (error: unknown) => toast(sentence(error), { tone: 'late' })) } })
    } })
  }
  const changed = JSON.stringify({ ...writing, settings: { ...writing.settings, origins: toLines(origins) } }) !== JSON.stringify(fromWidget(began))
  const part: PartProps = { settings: writing.settings, set, language, wrong }
  return <Page title={widget.name} intro={t('widgets.page-intro')} actions={<a className="button button--plain" href={`/chat/test/${widget.siteKey}`} target="_blank" rel="noreferrer">{t('widgets.test-page')}</a>}>
    <div className="widget-desk">
      <form className="form widget-form" onSubmit={submit}>
        {changed && widget.version !== began.version ? <p className="form__error" role="alert">{t('widgets.changed-elsewhere')} <Button small onClick={() => { save.reset(); take(widget) }}>{t('widgets.read-anew')}</Button></p> : null}
        <fieldset disabled={!may}><legend className="hidden-text">{t('widgets.title')}</legend>
          <Part title={t('widgets.part.site')}><CopyLine label={t('widgets.snippet')} text={widget.snippet} /><p className="meta">{t('widgets.snippet-hint')}</p>
            <div className="form__pair"><Field label={t('name')} required maxLength={80} error={wrong.name} value={writing.name} onChange={(event) => setWriting({ ...writing, name: event.target.value })} />
              <Select label={t('widgets.team')} options={[{ value: '', label: t('channels.team-none') }, ...teams.map((each) => ({ value: each.id, label: each.name }))]} value={writing.teamId ?? ''} onChange={(event) => setWriting({ ...writing, teamId: event.target.value || null })} /></div>
            <TextArea label={t('widgets.origins')} rows={3} spellCheck={false} placeholder="https://shop.example" hint={t('widgets.origins-hint')} error={wrong.origins} value={origins} onChange={(event) => setOrigins(event.target.value)} />
          </Part>
          <Select label={t('widgets.words-in')} hint={t('widgets.words-in-hint')} options={catalogueLanguages.map((each) => ({ value: each, label: t(`lang.${each}`) }))} value={language} onChange={(event) => setLanguage(event.target.value as CatalogueLanguage)} />
          <LookPart {...part} /><FormPart {...part} /><DepartmentsPart {...part} teams={teams} /><HoursPart {...part} /><SwitchesPart {...part} /><MailPart {...part} brandId={widget.brandId} /><GreetingsPart {...part} />
        </fieldset>
        {save.isError ? <p className="form__error" role="alert">{sentence(save.error)}</p> : null}
        {may ? <div className="widget-form__foot"><Button type="submit" look="primary" busy={save.isPending}>{t('save')}</Button>{changed ? <Button onClick={() => { save.reset(); take(widget) }}>{t('widgets.discard')}</Button> : null}<span role="status" className="meta">{changed ? t('widgets.unsaved') : ''}</span></div> : null}
        <SigningKeys widget={widget} may={may} />
      </form>
      <WidgetPreview siteKey={widget.siteKey} settings={writing.settings} language={language} name={brands.find((each) => each.id === widget.brandId)?.name ?? widget.name} />
    </div>
  </Page>
}
