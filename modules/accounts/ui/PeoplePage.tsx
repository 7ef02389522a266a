import { useState } from 'react'
import type { Brand, Person, Team } from '#contracts/accounts'
import { Avatar } from '#kit/Avatar.tsx'
import { Button } from '#kit/Button.tsx'
import { Chip } from '#kit/Chip.tsx'
import { useDeed } from '#kit/deed.ts'
import { fullMoment, relative } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import { Menu } from '#kit/Menu.tsx'
import { Page, Part } from '#kit/Page.tsx'
import { EmptyState, ErrorState, Skeleton } from '#kit/states.tsx'
import { Sure } from '#kit/Sure.tsx'
import { Table, type Column } from '#kit/Table.tsx'
import { people, useBrands, useInvitations, usePeople } from './api.ts'
import { grantNames } from './grants.ts'
import { InviteDialog } from './InviteDialog.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { useMay, useMe, useTeams } from './session.ts'
import './People.css'

type Open = { what: 'invite' } | { what: 'change' | 'suspend'; person: Person }

/** Who works here, what each of them may see and do, and who was invited. */
export function PeoplePage() {
  const may = useMay()('people.change')
  const me = useMe()
  const { data, isPending, isLoadingError, error, refetch } = usePeople()
  const brands = useBrands().data ?? []
  const teams = useTeams().data ?? []
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const change = useDeed(({ id, status }: Pick<Person, 'id' | 'status'>) => people.change(id, { status }), [['people'], ['colleagues']], { words: t('saved') })
  const endSessions = useDeed((id: string) => people.endSessions(id), [['people']], { words: t('people.sessions-ended') })
  return <Page title={t('people.title')} actions={may ? <Button look="primary" onClick={() => setOpen({ what: 'invite' })}>{t('people.invite')}</Button> : null}>
    {isPending ? <Skeleton lines={8} /> : isLoadingError ? <ErrorState error={error} onRetry={() => void refetch()} /> : data.length === 0 ? <EmptyState title={t('people.empty')} />
      : <PeopleTable rows={data} brands={brands} teams={teams} meId={me.personId} actions={may ? (person) => [
          { key: 'change', label: `${t('change')} …`, onChoose: () => setOpen({ what: 'change', person }) },
          { key: 'sessions', label: t('people.sessions-end'), onChoose: () => endSessions.mutate(person.id) },
          ...(person.id === me.personId ? [] : [person.status === 'active' ? { key: 'suspend', label: `${t('people.suspend')} …`, onChoose: () => setOpen({ what: 'suspend', person }) } : { key: 'resume', label: t('people.resume'), onChoose: () => change.mutate({ id: person.id, status: 'active' }) }]),
        ] : null} />}
    {may ? <Invitations /> : null}
    {open?.what === 'invite' ? <InviteDialog onClose={close} /> : null}
    {open?.what === 'change' ? <PersonDialog person={open.person} onClose={close} /> : null}
    {open?.what === 'suspend' ? <Sure title={t('people.suspend-title', { name: open.person.name })} yes={t('people.suspend')} onClose={close} onYes={() => change.mutate({ id: open.person.id, status: 'suspended' })}>{t('people.suspend-hint')}</Sure> : null}
  </Page>
}

type Actions = ((person: Person) => Parameters<typeof Menu>[0]['items']) | null

export function PeopleTable({ rows, brands, teams, meId, actions, now = new Date() }: { rows: readonly Person[]; brands: readonly Brand[]; teams: readonly Team[]; meId: string; actions: Actions; now?: Date }) {
  const columns: Column<Person>[] = [
    { key: 'name', head: t('name'), cell: (row) => <span className="person"><Avatar small name={row.name} /><span><b>{row.name}</b>{row.id === meId ? <span className="meta"> ({t('owner.you')})</span> : null}<span className="person__email">{row.email}</span></span></span> },
    { key: 'role', head: t('role'), cell: (row) => <span>{t(`role.${row.role}`)}{row.status === 'suspended' ? <> <Chip tone="late">{t('people.suspended')}</Chip></> : null}</span> },
    { key: 'brands', head: t('nav.brands'), cell: (row) => { const names = grantNames(row, brands); return names.length ? <ul>{names.map((each) => <li key={each.name}>{each.name} <span className="meta">{t(`visibility.${each.visibility}`)}</span></li>)}</ul> : <span className="meta">{t('people.no-brand')}</span> } },
    { key: 'teams', head: t('people.teams'), cell: (row) => teams.filter((each) => row.teamIds.includes(each.id)).map((each) => each.name).join(', ') || <span className="meta">–</span> },
    { key: 'seen', head: t('people.last-seen'), cell: (row) => <span>{row.lastSeenAt ? <time dateTime={row.lastSeenAt} title={fullMoment(row.lastSeenAt)}>{relative(row.lastSeenAt, now)}</time> : t('never')}{row.secondFactor ? <span className="meta person__factor">✓ {t('second-factor.title')}</span> : null}</span> },
    ...(actions ? [{ key: 'actions', head: <span className="hidden-text">{t('actions')}</span>, cell: (row: Person) => <Menu small look="quiet" label={t('people.edit', { name: row.name })} button="⋯" items={actions(row)} /> }] : []),
  ]
  return <Table caption={t('people.title')} columns={columns} rows={rows} keyOf={(row) => row.id} />
}

function Invitations() {
  const { data } = useInvitations()
  const withdraw = useDeed((id: string) => people.withdraw(id), [['invitations']], { words: t('people.withdrawn') })
  if (!data?.length) return null
  return <Part title={t('people.open-invitations')}><ul className="lines">{data.map((each) => <li key={each.id} className="lines__line">
    <span className="lines__words"><b>{each.email}</b><span className="meta">{t(`role.${each.role}`)} · {t('people.invited-by', { name: each.invitedBy })} · {t('people.expires', { time: fullMoment(each.expiresAt) })}</span></span>
    <Button small onClick={() => withdraw.mutate(each.id)}>{t('people.withdraw')}<span className="hidden-text"> {each.email}</span></Button></li>)}</ul></Part>
}
