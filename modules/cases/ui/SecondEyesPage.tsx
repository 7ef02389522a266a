import { useColleagues, useMe } from '#ui/accounts'
import type { SecondEyes } from '#contracts/cases'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Checkbox } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { Page } from '#kit/Page.tsx'
import { ErrorState, Skeleton } from '#kit/states.tsx'
import { useState } from 'react'
import { putSecondEyes, useSecondEyes } from './reviews.ts'
import './Review.css'

const needyRoles = ['agent', 'specialist', 'supervisor'] as const
type Person = { id: string; name: string }

/** Whose letters need a second pair of eyes, brand by brand. */
export function SecondEyesPage() {
  const { brands } = useMe()
  const colleagues = useColleagues()
  const { data, isPending, isLoadingError, error, refetch } = useSecondEyes()
  const save = useDeed(putSecondEyes, [['second-eyes'], ['case']], { words: t('saved') })
  return <Page title={t('second-eyes.title')} intro={t('second-eyes.intro')}>
    {isPending ? <Skeleton lines={6} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} />
      : <div className="second-eyes">{data.map((rule) => <SecondEyesCard key={rule.brandId} rule={rule} brand={brands.find((each) => each.id === rule.brandId)?.name ?? ''} busy={save.isPending}
          people={colleagues.filter((each) => each.brandIds.includes(rule.brandId) && each.role !== 'auditor' && each.role !== 'client-viewer')} onSave={(next) => save.mutate(next)} />)}</div>}
  </Page>
}

export function SecondEyesCard({ rule, brand, people, busy, onSave }: { rule: SecondEyes; brand: string; people: readonly Person[]; busy: boolean; onSave: (rule: SecondEyes) => void }) {
  const [roles, setRoles] = useState(rule.roles)
  const [personIds, setPersonIds] = useState(rule.personIds)
  const put = <Each,>(list: readonly Each[], each: Each, on: boolean) => (on ? [...list, each] : list.filter((other) => other !== each))
  const same = (one: readonly string[], other: readonly string[]) => one.toSorted().join() === other.toSorted().join()
  return <section className="second-eyes__brand card" aria-label={brand}>
    <h2>{brand}</h2>
    <fieldset><legend>{t('second-eyes.roles')}</legend><div className="second-eyes__choices">{needyRoles.map((role) => <Checkbox key={role} label={t(`role.${role}`)} checked={roles.includes(role)} onChange={(event) => setRoles(put(roles, role, event.target.checked))} />)}</div></fieldset>
    <fieldset><legend>{t('second-eyes.people')}</legend><div className="second-eyes__choices">{people.map((each) => <Checkbox key={each.id} label={each.name} checked={personIds.includes(each.id)} onChange={(event) => setPersonIds(put(personIds, each.id, event.target.checked))} />)}</div></fieldset>
    <div className="row-of"><Button look="primary" busy={busy} disabled={same(roles, rule.roles) && same(personIds, rule.personIds)} onClick={() => onSave({ brandId: rule.brandId, roles, personIds })}>{t('save')}<span className="hidden-text"> {brand}</span></Button></div>
  </section>
}
