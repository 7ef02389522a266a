import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

type Found = { file: string } & Record<string, Array<{ name: string }> | unknown>

test('nothing lies about that nobody uses', async () => {
  // knip ends with 1 when it finds something; what it found is in its words either way.
  const { stdout } = await promisify(execFile)(process.execPath, ['node_modules/knip/bin/knip.js', '--reporter', 'json', '--no-progress', '--no-config-hints'], { maxBuffer: 32 * 1024 * 1024 })
    .catch((error: { stdout?: string; stderr?: string; code?: number }) => {
      if (error.code === 1 && error.stdout) return { stdout: error.stdout }
      throw new Error(`knip could not run: ${error.stderr ?? ''}`)
    })
  const { issues } = JSON.parse(stdout) as { issues: Found[] }
  const found = issues.flatMap(({ file, ...kinds }) => Object.entries(kinds).flatMap(([kind, each]) => (Array.isArray(each) ? each.flat().map((one: { name?: string }) => `${file}: ${kind} ${one.name ?? ''}`.trim()) : [])))
  expect(found, 'take it out, or use it; a type that only its own file needs is not exported').toEqual([])
}, 120_000)
