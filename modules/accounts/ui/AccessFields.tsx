import type { Brand, Team } from '#contracts/accounts'
import { Checkbox, Select } from '#kit/Field.tsx'
import { t, word } from '#kit/i18n.ts'
import type { BrandGrant, RoleName } from './api.ts'
import { blindBrands, granted, inTeam, roles, visibilities, type Access } from './grants.ts'

/** What somebody may do: their role, and for each brand how far they see and in which teams they work. */
export function AccessFields({ access, brands, teams, onChange }: { access: Access; brands: readonly Brand[]; teams: readonly Team[]; onChange: (access: Access) => void }) {
  const blind = blindBrands(access, teams)
  const visible = [{ value: '', label: t('visibility.not') }, ...visibilities.map((value) => ({ value, label: t(`visibility.${value}`) }))]
  return <>
    <Select label={t('role')} options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} value={access.role} hint={word('role-hint', access.role)} onChange={(event) => onChange({ ...access, role: event.target.value as RoleName })} />
    <fieldset><legend>{t('people.grants')}</legend><div className="grants">{brands.map((brand) => {
      const grant = access.grants.find((each) => each.brandId === brand.id)
      const ofBrand = teams.filter((each) => each.brandId === brand.id)
      return <div key={brand.id} className="grants__brand">
        <Select label={brand.name} options={visible} value={grant?.visibility ?? ''} onChange={(event) => onChange(granted(access, brand.id, event.target.value as BrandGrant['visibility'] | '', teams))}
          error={blind.includes(brand.id) ? t('people.team-needed') : undefined} />
        {grant && ofBrand.length ? <fieldset className="grants__teams"><legend className="hidden-text">{t('people.teams')}: {brand.name}</legend>
          {ofBrand.map((team) => <Checkbox key={team.id} label={team.name} checked={access.teamIds.includes(team.id)} onChange={(event) => onChange(inTeam(access, team.id, event.target.checked))} />)}</fieldset> : null}
      </div>
    })}</div></fieldset>
  </>
}
