import { untouched } from './composer.ts'
import { RecipientFields } from './RecipientFields.tsx'
import { view } from './sample-case.ts'

const nothing = () => undefined
const writing = untouched('reply', view.recipients)
export const reply = <RecipientFields subject="Re: Zelt mit gebrochener Stange" writing={writing} recipients={view.recipients} explained autoFocus={false} onChange={nothing} />
export const withCopies = <RecipientFields subject="Re: Zelt mit gebrochener Stange" writing={{ ...writing, cc: [{ address: 'lone.holm@holm.example', name: 'Lone Holm' }] }} recipients={view.recipients} explained autoFocus={false} onChange={nothing} />
export const forward = <RecipientFields subject="Re: Zelt mit gebrochener Stange" writing={{ ...writing, to: [] }} recipients={view.recipients} explained={false} autoFocus={false} onChange={nothing} />
