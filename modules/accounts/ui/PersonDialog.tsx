import { useId, useState, type FormEvent } from 'react'
import type { Person } from '#contracts/accounts'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { t } from '#kit/i18n.ts'
import { AccessFields } from './AccessFields.tsx'
import { people, useBrands } from './api.ts'
import { changesOf, type Access } from './grants.ts'
import { useTeams } from './session.ts'

export function PersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const id = useId()
  const [name, setName] = useState(person.name)
  const [access, setAccess] = useState<Access>({ role: person.role, grants: person.grants, teamIds: person.teamIds })
  const brands = useBrands().data ?? []
  const teams = useTeams().data ?? []
  const save = useDeed(() => people.change(person.id, changesOf(person, { name, ...access })), [['people'], ['colleagues']], { words: t('saved'), quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(undefined, { onSuccess: onClose }) }
  return <Dialog title={t('people.edit', { name: person.name })} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={save.isPending}>{t('save')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <Field label={t('name')} required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} hint={person.email} />
      <AccessFields access={access} brands={brands} teams={teams} onChange={setAccess} />
      {save.isError ? <p className="form__error" role="alert">{sentence(save.error)}</p> : null}
    </form>
  </Dialog>
}
