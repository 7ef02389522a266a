import { useState } from 'react'
import { useColleagues, useMe, useTeams } from '#ui/accounts'
import { Avatar } from '#kit/Avatar.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { t, word } from '#kit/i18n.ts'

type Whom = { personId: string } | { teamId: string }

/** Whom to ask for a second look, and what they should look at. Typing narrows, Enter takes the first; who may answer in the case, the server knows. */
export function ReviewDialog({ brandId, must, onAsk, onClose }: { brandId: string; /** It may not leave without. */ must: boolean; onAsk: (whom: Whom, remark: string) => void; onClose: () => void }) {
  const me = useMe()
  const [wanted, setWanted] = useState('')
  const [remark, setRemark] = useState('')
  const people = useColleagues().filter((each) => each.id !== me.personId && each.brandIds.includes(brandId) && each.role !== 'auditor' && each.role !== 'client-viewer')
  const teams = (useTeams().data ?? []).filter((each) => each.brandId === brandId)
  const all = [
    ...people.toSorted((one, other) => one.name.localeCompare(other.name)).map((each) => ({ key: each.id, name: each.name, hint: word('role', each.role), whom: { personId: each.id } as Whom })),
    ...teams.map((each) => ({ key: each.id, name: t('review.any-of', { name: each.name }), hint: t('team'), whom: { teamId: each.id } as Whom })),
  ]
  const shown = all.filter((each) => each.name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()))
  const choose = (choice: (typeof all)[number] | undefined) => { if (!choice) return; onAsk(choice.whom, remark.trim()); onClose() }
  return <Dialog title={t(must ? 'review.hand-over' : 'review.ask')} onClose={onClose}>
    <p className="meta">{t(must ? 'review.must-hint' : 'review.hint')}</p>
    <form className="form" onSubmit={(event) => { event.preventDefault(); choose(wanted.trim() ? shown[0] : undefined) }}>
      <Field label={t('assign.find')} type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
      <Field label={t('review.remark-first')} optional maxLength={2000} value={remark} onChange={(event) => setRemark(event.target.value)} />
    </form>
    <ul className="choices">{shown.map((each) => <li key={each.key}><button type="button" className="menu__item" onClick={() => choose(each)}>
      <Avatar small name={each.name} /><span className="menu__label">{each.name}</span><span className="meta">{each.hint}</span></button></li>)}</ul>
    {shown.length ? null : <p className="meta" role="status">{t('review.nobody')}</p>}
  </Dialog>
}
