import { CheckSteps } from './CheckSteps.tsx'

export const works = <CheckSteps report={{ ok: true, steps: [{ step: 'send-resolve', outcome: 'ok', code: 'ok', detail: '' }, { step: 'send-tls', outcome: 'ok', code: 'ok', detail: 'TLS 1.3' }] }} />
export const wrongPassword = <CheckSteps report={{ ok: false, steps: [{ step: 'receive-resolve', outcome: 'ok', code: 'ok', detail: '' }, { step: 'receive-sign-in', outcome: 'failed', code: 'wrong-password', detail: 'NO [AUTHENTICATIONFAILED]' }, { step: 'receive-folder', outcome: 'skipped', code: '', detail: '' }] }} />
