import { useId, useState, type FormEvent } from 'react'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { CopyLine } from '#kit/CopyLine.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { fullMoment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { AccessFields } from './AccessFields.tsx'
import { people, useBrands, type Invited } from './api.ts'
import type { Access } from './grants.ts'
import { useMe, useTeams } from './session.ts'

/** Invites somebody; then shows the link this once, for where no mail is sent by the installation itself. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const id = useId()
  const me = useMe()
  const [who, setWho] = useState({ name: '', email: '' })
  // With one brand there is nothing to choose.
  const [access, setAccess] = useState<Access>({ role: 'agent', grants: me.brands.length === 1 ? [{ brandId: me.brands[0]!.id, visibility: 'all' }] : [], teamIds: [] })
  const brands = useBrands().data ?? []
  const teams = useTeams().data ?? []
  const invite = useDeed(() => people.invite({ ...who, ...access }), [['invitations']], { quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); invite.mutate() }
  if (invite.data) return <InvitationLink made={invite.data} onClose={onClose} />
  return <Dialog title={t('people.invite-title')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={invite.isPending}>{t('people.invite')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <div className="form__pair">
        <Field label={t('name')} required maxLength={120} autoComplete="off" value={who.name} onChange={(event) => setWho({ ...who, name: event.target.value })} />
        <Field label={t('email')} type="email" required maxLength={254} autoComplete="off" value={who.email} onChange={(event) => setWho({ ...who, email: event.target.value })} />
      </div>
      <AccessFields access={access} brands={brands} teams={teams} onChange={setAccess} />
      {invite.isError ? <p className="form__error" role="alert">{sentence(invite.error)}</p> : null}
    </form>
  </Dialog>
}

export function InvitationLink({ made, onClose }: { made: Invited; onClose: () => void }) {
  return <Dialog title={t('people.invited', { email: made.email })} onClose={onClose} foot={<Button look="primary" data-focus onClick={onClose}>{t('done')}</Button>}>
    <p>{t('people.link-hint')}</p>
    <CopyLine label={t('people.link')} text={made.link} />
    <p className="meta">{t('people.expires', { time: fullMoment(made.expiresAt) })}</p>
  </Dialog>
}
