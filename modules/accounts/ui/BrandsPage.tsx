import { useId, useState, type FormEvent } from 'react'
import type { Brand, Team } from '#contracts/accounts'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { language, t } from '#kit/i18n.ts'
import { Page } from '#kit/Page.tsx'
import { ErrorState, Skeleton } from '#kit/states.tsx'
import { Sure } from '#kit/Sure.tsx'
import { brands, teams, useBrands } from './api.ts'
import { BrandFields } from './BrandFields.tsx'
import { freshBrand } from './brand-input.ts'
import { useMay, useTeams } from './session.ts'
import './People.css'

/** Whom we serve, and in which teams. */
export function BrandsPage() {
  const may = useMay()('brand.change')
  const { data, isPending, isLoadingError, error, refetch } = useBrands()
  const known = useTeams().data ?? []
  const [open, setOpen] = useState<Brand | 'new' | null>(null)
  return <Page title={t('brands.title')} actions={may ? <Button look="primary" onClick={() => setOpen('new')}>{t('brands.new')}</Button> : null}>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : <ul className="brands">{data.map((brand) => <BrandCard key={brand.id} brand={brand} teams={known.filter((each) => each.brandId === brand.id)} may={may} onChange={() => setOpen(brand)} />)}</ul>}
    {open ? <BrandDialog brand={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
  </Page>
}

function BrandDialog({ brand, onClose }: { brand: Brand | null; onClose: () => void }) {
  const id = useId()
  const [writing, setWriting] = useState(() => brand ?? freshBrand(language()))
  const { name, referencePrefix, language: spoken, timeZone, signature } = writing
  const input = { name, referencePrefix, language: spoken, timeZone, signature }
  const save = useDeed(() => (brand ? brands.change(brand.id, input) : brands.add(input)), [['brands'], ['me']], { words: t('saved'), quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(undefined, { onSuccess: onClose }) }
  return <Dialog title={brand ? t('brands.edit', { name: brand.name }) : t('brands.new')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={save.isPending}>{t('save')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <BrandFields withSignature value={writing} onChange={(value) => setWriting(value)} />
      {save.isError ? <p className="form__error" role="alert">{sentence(save.error)}</p> : null}
    </form>
  </Dialog>
}

export function BrandCard({ brand, teams: list, may, onChange }: { brand: Brand; teams: readonly Team[]; may: boolean; onChange: () => void }) {
  const [name, setName] = useState('')
  const add = useDeed(() => teams.add({ brandId: brand.id, name: name.trim() }), [['teams'], ['me']])
  const submit = (event: FormEvent) => { event.preventDefault(); add.mutate(undefined, { onSuccess: () => setName('') }) }
  return <li className="brand card">
    <header className="brand__head"><div><h2>{brand.name}</h2><p className="meta">{t('brand.cases-called', { example: `${brand.referencePrefix}-1042` })} · {t(`lang.${brand.language}`)} · {brand.timeZone.replaceAll('_', ' ')}</p></div>
      {may ? <Button small onClick={onChange}>{t('change')}<span className="hidden-text"> {brand.name}</span></Button> : null}</header>
    {brand.signature ? <p className="brand__signature">{brand.signature}</p> : null}
    <div className="brand__teams"><h3>{t('teams')}</h3>
      {list.length ? <ul>{list.map((team) => <TeamLine key={team.id} team={team} may={may} />)}</ul> : <p className="meta">{t('teams.empty')}</p>}
      {may ? <form className="brand__new" onSubmit={submit}><Field label={t('teams.name')} labelHidden placeholder={t('teams.name')} required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} /><Button type="submit" busy={add.isPending}>{t('teams.new')}</Button></form> : null}
    </div>
  </li>
}

function TeamLine({ team, may }: { team: Team; may: boolean }) {
  const [name, setName] = useState<string | null>(null)
  const [leaving, setLeaving] = useState(false)
  const rename = useDeed((to: string) => teams.rename(team.id, to), [['teams'], ['me']], { words: t('saved') })
  const retire = useDeed(() => teams.retire(team.id), [['teams'], ['me']], { words: t('teams.removed') })
  const submit = (event: FormEvent) => { event.preventDefault(); if (name?.trim() && name.trim() !== team.name) rename.mutate(name.trim()); setName(null) }
  if (name !== null) return <li><form className="brand__new" onSubmit={submit}><Field label={t('teams.name')} labelHidden autoFocus required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); setName(null) } }} /><Button type="submit" look="primary">{t('save')}</Button></form></li>
  return <li className="brand__team"><span>{team.name}</span>
    {may ? <span className="row-of"><Button small look="quiet" onClick={() => setName(team.name)}>{t('change')}<span className="hidden-text"> {team.name}</span></Button><Button small look="quiet" onClick={() => setLeaving(true)}>{t('remove')}<span className="hidden-text"> {team.name}</span></Button></span> : null}
    {leaving ? <Sure title={t('teams.remove', { name: team.name })} yes={t('remove')} onClose={() => setLeaving(false)} onYes={() => retire.mutate(undefined)}>{t('teams.remove-hint')}</Sure> : null}
  </li>
}
