import { BalanceTable } from './BalanceTable.tsx'
import { LedgerEntries } from './LedgerEntries.tsx'
import { balance, entry, mailbox } from './sample-mailboxes.ts'

const now = new Date('2026-11-24T10:00:00Z')
export const addsUp = <BalanceTable rows={[balance]} onChoose={() => undefined} />
export const missesOne = <BalanceTable rows={[{ ...balance, seen: 65 }]} onChoose={() => undefined} />
export const entries = <LedgerEntries now={now} mailboxes={[mailbox]} rows={[entry, { ...entry, id: 'l2', state: 'quarantined', reason: 'spam', caseId: null, reference: null }, { ...entry, id: 'l3', state: 'failed', reason: 'parse-failed', attempts: 3, caseId: null }, { ...entry, id: 'l4', state: 'waiting', reason: '', caseId: null, subject: '' }]} />
