import { RecoveryList } from './SecondFactor.tsx'

export const recoveryCodes = <RecoveryList codes={['k7f0-9q20', 'k7f1-9q21', 'k7f2-9q22', 'k7f3-9q23']} onDone={() => undefined} />
