#!/usr/bin/env node
// `balie …`: the front step with the command's words behind it.
process.argv.splice(2, 0, 'balie')
await import('./setup.mjs')
