import { fileURLToPath } from 'node:url'

/** The folder that Balie was cloned into. */
export const home = fileURLToPath(new URL('..', import.meta.url))
