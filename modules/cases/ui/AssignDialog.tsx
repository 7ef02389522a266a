import { useState } from 'react'
import { useColleagues, useMe, useTeams } from '#ui/accounts'
import { Avatar } from '#kit/Avatar.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { Field } from '#kit/Field.tsx'
import { t, word } from '#kit/i18n.ts'

type To = { ownerId: string | null; teamId?: string | null }
type Choice = { key: string; name: string; hint: string; to: To; checked: boolean }

/** Only those who work for the brand; typing narrows, Enter takes the first. */
export function AssignDialog({ view, onClose, onAssign }: { view: { brandId: string; ownerId: string | null | undefined; teamId: string | null }; onClose: () => void; onAssign: (to: To, name: string) => void }) {
  const me = useMe()
  const [wanted, setWanted] = useState('')
  const colleagues = useColleagues().filter((each) => each.brandIds.includes(view.brandId) && each.role !== 'auditor' && each.role !== 'client-viewer')
  const teams = (useTeams().data ?? []).filter((each) => each.brandId === view.brandId)
  const all: Choice[] = [
    { key: 'nobody', name: t('nobody'), hint: '', to: { ownerId: null }, checked: view.ownerId === null },
    ...colleagues.toSorted((one, other) => Number(other.id === me.personId) - Number(one.id === me.personId) || one.name.localeCompare(other.name)).map((each) => ({ key: each.id, name: each.id === me.personId ? `${each.name} (${t('owner.you')})` : each.name, hint: word('role', each.role), to: { ownerId: each.id }, checked: view.ownerId === each.id })),
    ...teams.map((each) => ({ key: each.id, name: each.name, hint: t('team'), to: { ownerId: null, teamId: each.id }, checked: view.ownerId === null && view.teamId === each.id })),
  ]
  const shown = all.filter((each) => each.name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()))
  const choose = (choice: Choice | undefined) => { if (!choice) return; onAssign(choice.to, choice.name); onClose() }
  return <Dialog title={t('assign')} onClose={onClose}>
    <form onSubmit={(event) => { event.preventDefault(); choose(wanted.trim() ? shown[0] : undefined) }}><Field label={t('assign.find')} type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} /></form>
    <ul className="choices">{shown.map((each) => <li key={each.key}><button type="button" className="menu__item" aria-pressed={each.checked} onClick={() => choose(each)}>
      <Avatar small name={each.name} /><span className="menu__label">{each.name}</span><span className="meta">{each.hint}</span><span className="menu__mark" aria-hidden="true">{each.checked ? '✓' : ''}</span></button></li>)}</ul>
  </Dialog>
}
