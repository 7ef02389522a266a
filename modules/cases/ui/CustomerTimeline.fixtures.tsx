import { TimelineDays } from './CustomerTimeline.tsx'

const entry = (at: string, verb: string, reference: string, title: string) => ({ at, kind: 'message' as const, caseId: reference === 'F-1042' ? 'c1' : 'c9', reference, title, verb })
export const twoCases = <TimelineDays caseId="c1" now={new Date('2026-11-24T10:00:00Z')} entries={[
  entry('2026-11-24T09:26:00Z', 'message.written', 'F-1042', 'Zelt mit gebrochener Stange'), entry('2026-11-24T09:21:00Z', 'case.opened', 'F-1042', 'Zelt mit gebrochener Stange'),
  entry('2026-11-23T15:00:00Z', 'message.received', 'F-0811', 'Reklamation Isomatte'), entry('2025-08-03T15:00:00Z', 'case.status-changed', 'F-0811', 'Reklamation Isomatte'),
]} />
