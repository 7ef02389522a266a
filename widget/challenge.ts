import { solve } from './solve.ts'

declare global { interface Window { BalieChallenge?: typeof solve } }
// Fetched only by whom the server asks for work: where too much comes from.
window.BalieChallenge = solve
