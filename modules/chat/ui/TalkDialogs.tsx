import { useId, useState, type FormEvent } from 'react'
import { useColleagues, useMe, useTeams } from '#ui/accounts'
import type { AgentTalk } from '#contracts/chat'
import { sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { useDeed } from '#kit/deed.ts'
import { Dialog } from '#kit/Dialog.tsx'
import { Field, Select, TextArea } from '#kit/Field.tsx'
import { language, t } from '#kit/i18n.ts'
import { chats, type Lines } from './api.ts'

const stale = [['talks'], ['case'], ['cases']] as const
type Props = { talk: AgentTalk; onClose: () => void }
type Departments = Lines['departments']
const nameIn = (name: Departments[number]['name'], otherwise: string) => name[language()] ?? name['en'] ?? Object.values(name)[0] ?? otherwise

/** Those who work for the brand, without oneself. */
const useOthers = (brandId: string) => { const me = useMe(); return useColleagues().filter((each) => each.id !== me.personId && each.brandIds.includes(brandId) && each.role !== 'auditor' && each.role !== 'client-viewer') }

/** To a person, a team or a department, with what they need to know: it is a note in the case. */
export function TransferDialog({ talk, departments, onClose }: Props & { departments: Departments }) {
  const id = useId()
  const people = useOthers(talk.brandId)
  const teams = (useTeams().data ?? []).filter((each) => each.brandId === talk.brandId)
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const pass = useDeed(() => { const [kind, whom = ''] = to.split(' '); return chats.transfer(talk.id, { ...(kind === 'person' ? { personId: whom } : kind === 'team' ? { teamId: whom } : { department: whom }), note }) }, stale, { words: t('chats.transferred'), quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); pass.mutate(undefined, { onSuccess: onClose }) }
  return <Dialog title={t('chats.transfer')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={pass.isPending}>{t('chats.transfer')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <Select label={t('chats.transfer-to')} required value={to} onChange={(event) => setTo(event.target.value)} options={[{ value: '', label: '—' }, ...people.map((each) => ({ value: `person ${each.id}`, label: each.name })), ...teams.map((each) => ({ value: `team ${each.id}`, label: `${t('team')}: ${each.name}` })), ...departments.map((each) => ({ value: `department ${each.key}`, label: `${t('chats.transfer-department')}: ${nameIn(each.name, each.key)}` }))]} />
      <TextArea label={t('chats.transfer-note')} optional rows={3} maxLength={4000} value={note} onChange={(event) => setNote(event.target.value)} />
      {pass.isError ? <p className="form__error" role="alert">{sentence(pass.error)}</p> : null}
    </form>
  </Dialog>
}

export function InviteDialog({ talk, onClose }: Props) {
  const id = useId()
  const people = useOthers(talk.brandId)
  const [personId, setPersonId] = useState('')
  const [note, setNote] = useState('')
  const invite = useDeed(() => chats.invite(talk.id, personId, note), stale, { words: t('chats.invited'), quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); invite.mutate(undefined, { onSuccess: onClose }) }
  return <Dialog title={t('chats.invite')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={invite.isPending}>{t('chats.invite')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <Select label={t('chats.transfer-to')} required value={personId} onChange={(event) => setPersonId(event.target.value)} options={[{ value: '', label: '—' }, ...people.map((each) => ({ value: each.id, label: each.name }))]} />
      <TextArea label={t('chats.transfer-note')} optional rows={3} maxLength={4000} value={note} onChange={(event) => setNote(event.target.value)} />
      {invite.isError ? <p className="form__error" role="alert">{sentence(invite.error)}</p> : null}
    </form>
  </Dialog>
}

/** The work after the talk: what it was about, and what becomes of its case. */
export function EndDialog({ talk, onClose }: Props) {
  const id = useId()
  const [tags, setTags] = useState('')
  const [note, setNote] = useState('')
  const [status, setStatus] = useState<'open' | 'solved'>('solved')
  const end = useDeed(() => chats.end(talk.id, { tags: tags.split(',').map((each) => each.trim()).filter(Boolean), note, status }), stale, { words: t('chats.ended'), quiet: true })
  const submit = (event: FormEvent) => { event.preventDefault(); end.mutate(undefined, { onSuccess: onClose }) }
  return <Dialog title={t('chats.end-title')} onClose={onClose} foot={<><Button onClick={onClose}>{t('cancel')}</Button><Button form={id} type="submit" look="primary" busy={end.isPending}>{t('chats.end')}</Button></>}>
    <form id={id} className="form" onSubmit={submit}>
      <Field label={t('tags')} optional hint={t('bulk.tags-hint')} maxLength={400} value={tags} onChange={(event) => setTags(event.target.value)} />
      <TextArea label={t('chats.end-note')} optional rows={3} maxLength={4000} value={note} onChange={(event) => setNote(event.target.value)} />
      <Select label={t('chats.end-status')} value={status} onChange={(event) => setStatus(event.target.value as typeof status)} options={(['solved', 'open'] as const).map((value) => ({ value, label: t(`status.${value}`) }))} />
      {end.isError ? <p className="form__error" role="alert">{sentence(end.error)}</p> : null}
    </form>
  </Dialog>
}
